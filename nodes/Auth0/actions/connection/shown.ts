import type { IDataObject } from 'n8n-workflow';

import { wordsOfStrategy } from '../../api/connectionStrategies';
import { CONNECTION } from '../../api/resultKinds';
import { readFieldSelection, readOutput, readsSimplified, type Show } from '../../fields/output';
import type { Parameters } from '../../fields/parameters';
import { pick } from '../../fields/parts';
import { isRecord } from '../../transport/answers';
import { metadataWithoutSecrets, withoutLogins } from '../withoutSecrets';
import { SHOWN_OPTIONS } from './shownOptions';

/** What an output can have of a connection: nothing else, as Auth0 can return more one day. */
const SHOWN = [...CONNECTION.known].filter((name) => name !== 'options' && name !== 'metadata');

/** A connection with its kind in words, and without its secrets, also where Auth0 returns them unasked. */
function shown(connection: IDataObject): IDataObject {
	const words = wordsOfStrategy(connection.strategy);
	const { metadata, options } = connection;
	return withoutLogins({
		...pick({ ...connection, ...(words !== undefined && { strategy_name: words }) }, SHOWN),
		...(isRecord(metadata) && { metadata: metadataWithoutSecrets(metadata) }),
		...(isRecord(options) && { options: shownOptions(options) }),
	});
}

/** Options that are switches, and those that are known to be no secrets. */
function shownOptions(options: IDataObject): IDataObject {
	const switches = Object.entries(options).filter(([, value]) => typeof value === 'boolean');
	const known = Object.entries(pick(options, SHOWN_OPTIONS));
	return Object.fromEntries([...switches, ...known.map(withoutQuery)]);
}

/** What follows the question mark of a URL can be a key. */
const withoutQuery = <T>([name, value]: [string, T]): [string, T | string] =>
	typeof value === 'string' && /^https?:\/\//i.test(value)
		? [name, value.split(/[?#]/, 1)[0] ?? '']
		: [name, value];

/** What to fetch of a connection, and how to show it. */
export interface ConnectionOutput {
	hasOptions: boolean;
	show: Show;
}

/** How the panel wants connections. @throws InputError for a field that no output has */
export function readConnectionOutput(parameters: Parameters): ConnectionOutput {
	const selection = readFieldSelection(parameters, CONNECTION);
	const show = readOutput(parameters, CONNECTION);
	const namesOptions = selection?.names.some((name) => name.split('.', 1)[0] === 'options');
	return {
		hasOptions: selection?.isIncluded ? namesOptions === true : !readsSimplified(parameters),
		show: (connection) => show(shown(connection)),
	};
}

import type { IDataObject } from 'n8n-workflow';

import type { ResultKind } from '../../api/resultKinds';
import { readFieldSelection, readsSimplified, simplifyFields } from '../../fields/output';
import { pick } from '../../fields/parts';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { userAction } from '../userAction';
import { EVERYTHING, missingPart, partsOf, readUnlessRefused } from './everythingParts';

const DEFAULT_LOG_EVENTS = 10;
const MAX_LOG_EVENTS = 100;

/** Reads all parts of a user; one that cannot be read leaves the others as they are. */
export const getEverything = userAction({
	option: {
		name: 'Get Everything',
		value: 'getEverything',
		action: 'Get everything about user',
		description: 'Retrieve a user with roles, permissions, sessions, logs and more',
	},
	permissions: {
		needs: ['read:users'],
		also: [
			{
				to: 'read the other parts',
				needs: [
					'read:roles',
					'read:role_members',
					'read:organizations',
					'read:sessions',
					'read:refresh_tokens',
					'read:authentication_methods',
					'read:logs',
				],
			},
		],
	},
	options: [
		{
			displayName: 'Log Events',
			name: 'logEvents',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_LOG_EVENTS, numberPrecision: 0 },
			default: DEFAULT_LOG_EVENTS,
			description: 'Number of recent log events to return',
		},
	],
	fields: simplifyFields,
	read: (item) => ({
		logEvents: item.numberOption('logEvents') ?? DEFAULT_LOG_EVENTS,
		isSimple: readsSimplified(item),
		selection: readFieldSelection(item, EVERYTHING),
		namedFields: item.namedFields,
	}),
	async execute(id, { logEvents, isSimple, selection, namedFields }, { management }) {
		const parts = await Promise.all(
			partsOf(selection).map(async ({ name, read, kind }) => ({
				name,
				kind,
				...(await readUnlessRefused(
					management,
					name,
					async () => await read(id, management, logEvents),
				)),
			})),
		);
		const missing: IDataObject[] = [];
		const everything: Array<[string, unknown]> = [];
		for (const { name, kind, ...part } of parts) {
			if ('missing' in part) missing.push(missingPart(name, part.missing));
			else everything.push([name, isSimple ? simplified(part.value, kind) : part.value]);
		}
		if (everything.length === 0) {
			throw new InputError(
				`Could not read anything about user “${id}”.`,
				String(missing[0]?.advice ?? 'Check the permissions of the application.'),
			);
		}
		const output = { ...Object.fromEntries(everything), missing };
		if (!selection) return output;
		namedFields.see(output, selection, EVERYTHING);
		return pick(output, [...selection.names, ...(missing.length > 0 ? ['missing'] : [])]);
	},
});

/** A part with the most used properties, where it has more than ten. */
function simplified(value: unknown, kind?: ResultKind): unknown {
	if (!kind) return value;
	if (Array.isArray(value)) return value.map((entry: unknown) => simplified(entry, kind));
	return isRecord(value) ? pick(value, kind.simplified) : value;
}

import type { IHookFunctions } from 'n8n-workflow';

import { Parameters } from '../../Auth0/fields/parameters';
import { asActivationError } from '../nodeError';
import { DEFAULT_CATCH_UP_MS, readCatchUpMs } from '../options';
import { chosenSource } from '../sources';
import type { PushSource } from '../sources/source';
import { Identity } from './identity';
import { publicAddress } from './publicAddress';
import { PushStream, type StreamKind } from './pushStream';
import { accept, refuse } from './turns';

/** What the fields say of a stream. */
interface Settings {
	kind: StreamKind;
	catchUpMs: number;
}

type ReadSettings = (context: IHookFunctions, source: PushSource, key: string) => Settings;

/** Marks what n8n keeps while it listens for a test event, which is never what it keeps for good. */
const IS_TEST = 'isTest';

const isTestUrl = (url = '') => url.includes('/webhook-test/');

/** What tells the trigger from every other. */
function identityOf(context: IHookFunctions): Identity {
	const store = context.getWorkflowStaticData('node');
	const isTest =
		context.getMode() === 'manual' ||
		store[IS_TEST] === true ||
		isTestUrl(context.getNodeWebhookUrl('default'));
	// n8n does not say so any more when it deletes the stream of a test.
	if (isTest) store[IS_TEST] = true;
	return new Identity(context, isTest);
}

/**
 * Does something about the stream of a trigger, where it has one.
 *
 * @returns undefined for a trigger that asks Auth0 itself
 * @throws NodeApiError or NodeOperationError; n8n tries again then
 */
export async function withStream<T>(
	context: IHookFunctions,
	work: (stream: PushStream) => Promise<T>,
	read = readSettings,
): Promise<T | undefined> {
	return await asActivationError(context, async () => {
		const source = chosenSource(context);
		if (!('streamOf' in source)) return undefined;
		const identity = identityOf(context);
		const { kind, catchUpMs } = read(context, source, identity.key);
		return await work(await PushStream.of(context, identity, kind, catchUpMs));
	});
}

/** @throws InputError for a field that cannot be used, now or by a delivery */
function settingsOf(context: IHookFunctions, source: PushSource): Settings {
	const parameters = Parameters.ofNode(context, source.fields);
	parameters.checkFields();
	return { kind: source.streamOf(parameters), catchUpMs: readCatchUpMs(parameters) };
}

/** @throws InputError for a field that cannot be used, and for an address that Auth0 cannot reach */
const readSettings: ReadSettings = (context, source, key) => {
	refuse(key);
	const settings = settingsOf(context, source);
	publicAddress(context.getNodeWebhookUrl('default'));
	accept(key);
	return settings;
};

/**
 * As where a stream is made, but an expression that came to something then can come to nothing now, and n8n
 * can have another address. That must not leave the stream behind.
 */
export const readSettingsAtEnd: ReadSettings = (context, source) => {
	try {
		return settingsOf(context, source);
	} catch {
		return { kind: source.anyStream, catchUpMs: DEFAULT_CATCH_UP_MS };
	}
};

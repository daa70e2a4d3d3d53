import type { IHookFunctions } from 'n8n-workflow';

import { Parameters } from '../../Auth0/fields/parameters';
import { asActivationError } from '../nodeError';
import { DEFAULT_CATCH_UP_MS, readCatchUpMs } from '../options';
import { chosenSource } from '../sources';
import type { PushSource } from '../sources/source';
import { PushStream, type StreamKind } from './pushStream';

/** What the fields say of a stream. */
interface Settings {
	kind: StreamKind;
	catchUpMs: number;
}

type ReadSettings = (source: PushSource, parameters: Parameters) => Settings;

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
		const { kind, catchUpMs } = read(source, Parameters.ofNode(context, source.fields));
		return await work(await PushStream.of(context, kind, catchUpMs));
	});
}

/** @throws InputError for a field that cannot be used, now or by a delivery */
const readSettings: ReadSettings = (source, parameters) => {
	parameters.checkFields();
	return { kind: source.streamOf(parameters), catchUpMs: readCatchUpMs(parameters) };
};

/**
 * As where a stream is made, but an expression that came to something then can come to nothing now. That
 * must not leave the stream behind.
 */
export const readSettingsAtEnd: ReadSettings = (source, parameters) => {
	try {
		return readSettings(source, parameters);
	} catch {
		return { kind: source.anyStream, catchUpMs: DEFAULT_CATCH_UP_MS };
	}
};

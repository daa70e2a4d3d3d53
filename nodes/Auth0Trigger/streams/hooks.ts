import type { IHookFunctions } from 'n8n-workflow';

import { Parameters } from '../../Auth0/fields/parameters';
import { asNodeError } from '../nodeError';
import { readCatchUpMs } from '../options';
import { chosenSource } from '../sources';
import { PushStream } from './pushStream';

/**
 * Does something about the stream of a trigger, where it has one.
 *
 * @returns undefined for a trigger that asks Auth0 itself
 * @throws NodeApiError or NodeOperationError; n8n tries again then
 */
export async function withStream<T>(
	context: IHookFunctions,
	work: (stream: PushStream) => Promise<T>,
): Promise<T | undefined> {
	return await asNodeError(context, async () => {
		const source = chosenSource(context);
		if (!('streamOf' in source)) return undefined;
		const parameters = Parameters.ofNode(context, source.fields);
		const kind = source.streamOf(parameters);
		return await work(await PushStream.of(context, kind, readCatchUpMs(parameters)));
	});
}

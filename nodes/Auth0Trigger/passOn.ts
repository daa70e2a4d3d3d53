import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Parameters } from '../Auth0/fields/parameters';
import { isRecord } from '../Auth0/transport/answers';
import { connect } from '../Auth0/transport/connection';
import { recordNew } from './deliveries/duplicates';
import { throwFailure } from './failedExecution';
import { skipsDuplicates } from './options';
import { chosenSource } from './sources';
import { countIn, withCount } from './sources/caughtUp';
import { itemsOf, type PullReader } from './sources/source';
import { redeliveredWith } from './streams/redelivered';

/**
 * Hands the events that started the workflow to the next node, without those that were there before.
 * It has n8n's database for that, which all processes of n8n share, and which a delivery has not. In
 * the editor, where nothing delivers them, it fetches some.
 */
export async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	throwFailure(this);
	const items = this.getInputData();
	const source = chosenSource({ getNodeParameter: (name) => this.getNodeParameter(name, 0) });
	const parameters = new Parameters(
		(name, byDefault, options) => this.getNodeParameter(name, 0, byDefault, options),
		this.getTimezone(),
		source.fields,
	);
	if ('readerOf' in source && this.getMode() === 'manual') {
		parameters.checkFields();
		return [await sampleOf(this, source.readerOf(parameters))];
	}
	const skips = skipsDuplicates(parameters);
	const isLive = ['webhook', 'trigger'].includes(this.getMode());
	// What is caught up has to be told from what was delivered.
	if (!isLive || !(skips || 'missed' in source)) return [items];
	const ids = items.map(idOf).filter((id) => id !== undefined);
	const fresh = await recordNew(this, ids);
	const left = items.filter((item) => {
		const id = idOf(item);
		return id === undefined || fresh.delete(id);
	});
	const count = items[0] && countIn(items[0].json);
	if (count === undefined) return [await withRedelivered(this, skips ? left : items)];
	const [first, ...others] = left;
	if (!first) return [[]];
	const json = withCount(first.json, count - (items.length - left.length));
	return [[{ ...first, json }, ...others]];
}

/** The first of the events that Auth0 delivers again says how many there are. */
async function withRedelivered(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const [first, ...others] = items;
	if (!first) return items;
	const again = redeliveredWith(context.getWorkflowStaticData('node'), first.json);
	if (!again || !(await recordNew(context, [again.key])).has(again.key)) return items;
	return [{ ...first, json: withCount(first.json, again.count) }, ...others];
}

async function sampleOf(
	context: IExecuteFunctions,
	reader: PullReader,
): Promise<INodeExecutionData[]> {
	const signal = context.getExecutionCancelSignal() ?? new AbortController().signal;
	const connected = async () => (await connect(context, { signal })).management;
	return itemsOf(await reader.sample({ signal, connect: connected }));
}

/** What tells an event from every other: the ID of an event, or of an entry of the log. */
function idOf({ json: { event, log_id: logId } }: INodeExecutionData): string | undefined {
	const id = isRecord(event) ? event.id : logId;
	return typeof id === 'string' ? id : undefined;
}

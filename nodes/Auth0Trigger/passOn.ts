import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Parameters } from '../Auth0/fields/parameters';
import { isRecord } from '../Auth0/transport/answers';
import { recordNew } from './deliveries/duplicates';
import { skipsDuplicates } from './options';
import { chosenSource } from './sources';

/**
 * Hands the events that started the workflow to the next node, without those that were there before.
 * It has n8n's database for that, which all processes of n8n share, and which a delivery has not.
 */
export async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const parameters = new Parameters(
		(name, byDefault, options) => this.getNodeParameter(name, 0, byDefault, options),
		this.getTimezone(),
		chosenSource({ getNodeParameter: (name) => this.getNodeParameter(name, 0) }).fields,
	);
	const isLive = ['webhook', 'trigger'].includes(this.getMode());
	if (!isLive || !skipsDuplicates(parameters)) return [items];
	const fresh = await recordNew(
		this,
		items.map(idOf).filter((id) => id !== undefined),
	);
	return [
		items.filter((item) => {
			const id = idOf(item);
			return id === undefined || fresh.delete(id);
		}),
	];
}

/** What tells an event from every other: the ID of an event, or of an entry of the log. */
function idOf({ json: { event, log_id: logId } }: INodeExecutionData): string | undefined {
	const id = isRecord(event) ? event.id : logId;
	return typeof id === 'string' ? id : undefined;
}

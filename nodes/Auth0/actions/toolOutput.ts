import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { withheld } from '../api/withheld';
import { isRecord } from '../transport/answers';
import { fit, sizeOf } from './fit';
import { inDigits } from './hints';

/**
 * How much a model gets of one call, in characters of JSON: 5,000 tokens or so. n8n hands on whatever a tool
 * returns, and more than a model can read ends its run.
 */
export const MAX_TOOL_OUTPUT = 20_000;

/** For what is said at the end. */
const NOTE_ROOM = 1_000;

const LIMIT = `AI agents get at most ${inDigits(MAX_TOOL_OUTPUT)} characters.`;

/**
 * What a model reads of the items that a tool returns: without links and secrets, and whole items as long as
 * there is room. An item at the end says what was left out, and what else there is to know of the run: a model
 * sees no hints.
 *
 * @param notes what the run tells
 */
export function toolOutput(items: INodeExecutionData[], notes: string[]): INodeExecutionData[] {
	const shown: INodeExecutionData[] = [];
	const said: string[] = [];
	let room = MAX_TOOL_OUTPUT - NOTE_ROOM;
	for (const item of items) {
		const json = asRecord(withheld(item.json));
		room -= sizeOf(json) + 1;
		if (room < 0) {
			if (shown.length > 0) break;
			shown.push({ ...item, json: asRecord(fit(json, MAX_TOOL_OUTPUT - NOTE_ROOM)) });
			said.push(`This was shortened. Select fewer fields. ${LIMIT}`);
			break;
		}
		shown.push({ ...item, json });
	}
	const more = items.length - shown.length;
	if (more > 0) {
		said.unshift(`${inDigits(more)} more, narrow the search or select fewer fields. ${LIMIT}`);
	}
	const note = fit([...said, ...notes].join(' '), NOTE_ROOM - MIN_OF_NOTE);
	const pairedItem = items.at(-1)?.pairedItem ?? { item: 0 };
	return note === '' ? shown : [...shown, { json: { note: String(note) }, pairedItem }];
}

/** For the name of the note, and the brackets around all. */
const MIN_OF_NOTE = 20;

const asRecord = (json: unknown): IDataObject => (isRecord(json) ? json : {});

import type { IDataObject } from 'n8n-workflow';

import { isRecord, type Item } from './item';

/**
 * Reads a JSON field: an object as it is, as an expression or an AI tool gives it, or as text.
 *
 * @param field its name as the panel shows it
 * @throws NodeOperationError naming the field; it quotes nothing of the text, which can hold a
 * password
 */
export function readJsonObject(item: Item, field: string, value: unknown): IDataObject {
	const parsed = typeof value === 'string' ? parse(item, field, value) : value;
	if (isRecord(parsed)) return parsed;
	throw item.refusal(
		`${field} is not a JSON object.`,
		'Enter one that starts with { and ends with }, such as { "plan": "gold" }, or an expression that returns an object.',
	);
}

function parse(item: Item, field: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw item.refusal(
			`${field} is not valid JSON${placeOf(error, text)}.`,
			'Check it for a missing quotation mark, comma or bracket, and for a comma after the last entry. Names and texts stand in double quotation marks.',
		);
	}
}

/** Where the text breaks off, as far as the parser tells: line and column, from 1. */
function placeOf(error: unknown, text: string): string {
	const position = error instanceof Error && /at position (\d+)/.exec(error.message)?.[1];
	if (!position) return '';
	const before = text.slice(0, Number(position)).split('\n');
	return `: see line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

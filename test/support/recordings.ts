/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the recordings are a file beside the checkout */
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

import { CONTRACT_FILE } from './contract';

/** One exchange with the real Auth0, as it was recorded. */
export interface Recording {
	/** Whose test it was recorded in. */
	source: string;
	method: string;
	/** The path as Auth0's documentation names it, with the names of what varies in braces. */
	template: string;
	path: string;
	query: string;
	request?: unknown;
	status: number;
	content_type?: string;
	response: unknown;
}

/** Answers of the real Auth0, which are not part of this repository. */
export const RECORDINGS_FILE = join(dirname(CONTRACT_FILE), 'recorded-answers.jsonl');

/** The recordings; none where they do not lie beside the checkout. */
export const recordings: Recording[] = existsSync(RECORDINGS_FILE)
	? readFileSync(RECORDINGS_FILE, 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line))
	: [];

/**
 * The names of everything in a JSON value: `users[].email` for each email of a list of users.
 *
 * @returns each name once
 */
export function keysOf(value: unknown, name = ''): string[] {
	if (Array.isArray(value)) {
		return [...new Set(value.flatMap((item) => keysOf(item, `${name}[]`)))];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		const inside = name === '' ? key : `${name}.${key}`;
		return [inside, ...keysOf(inner, inside)];
	});
}

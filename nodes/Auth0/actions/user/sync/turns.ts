import type { IDataObject } from 'n8n-workflow';

import { LOGINS } from '../../../fields/user/logins';
import { keyOfLogin } from '../../../fields/user/syncKey';
import { InputError } from '../../../transport/inputError';
import type { Entry } from './comparison';

/** The logins that only one user of a connection can have, as they are compared. */
export const loginsIn = (body: IDataObject, connection: unknown): string[] =>
	Object.values(LOGINS).flatMap(({ field }) => {
		const login = body[field];
		if (typeof login !== 'string' || login === '') return [];
		return [`${String(connection)} ${field} ${keyOfLogin(login)}`];
	});

/**
 * Puts changes into turns, so that a login is given up before somebody else gets it. Those of one turn can be
 * made at the same time. Items that exchange theirs get an error.
 *
 * @param connection that of new users
 */
export function inTurns(entries: Entry[], connection: string): Entry[][] {
	const holders = new Map<string, Entry>();
	for (const entry of entries) {
		for (const login of entry.found?.givesUp ?? []) holders.set(login, entry);
	}
	if (holders.size === 0) return [entries];
	const waitsFor = new Map(
		entries.map((entry) => {
			const takes = entry.found?.takes ?? loginsIn(entry.row.body, connection);
			const others = takes.map((login) => holders.get(login)).filter((other) => other !== entry);
			return [entry, others.filter((other) => other !== undefined)] as const;
		}),
	);
	const turns: Entry[][] = [];
	const left = new Set(entries);
	while (left.size > 0) {
		const isReady = (entry: Entry) => !waitsFor.get(entry)?.some((other) => left.has(other));
		const turn = [...left].filter(isReady);
		if (turn.length === 0) break;
		turns.push(turn);
		for (const entry of turn) left.delete(entry);
	}
	for (const entry of left) entry.error = exchanged(circleFrom(entry, waitsFor, left));
	return turns;
}

/** Who waits for whom, from an item on until somebody is met again. */
function circleFrom(
	start: Entry,
	waitsFor: Map<Entry, Entry[]>,
	left: ReadonlySet<Entry>,
): Entry[] {
	const way: Entry[] = [];
	let next: Entry | undefined = start;
	while (next && !way.includes(next)) {
		way.push(next);
		next = waitsFor.get(next)?.find((other) => left.has(other));
	}
	return next ? way.slice(way.indexOf(next)) : way;
}

const exchanged = (circle: Entry[]) => {
	const numbers = circle.map(({ index }) => index + 1).sort((a, b) => a - b);
	const last = numbers.pop();
	return new InputError(
		`Items ${numbers.join(', ')} and ${last} exchange an email address, phone number or username.`,
		'Auth0 cannot exchange them at once. Enter a different one for one of these users and run Sync. Then correct it and run Sync again.',
	);
};

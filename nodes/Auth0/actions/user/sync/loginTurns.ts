import type { IDataObject } from 'n8n-workflow';

import { LOGINS } from '../../../fields/user/logins';
import { keyOfLogin } from '../../../fields/user/syncKey';
import { InputError } from '../../../transport/inputError';
import { inDigits } from '../../hints';
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
	const waitsFor = new Map<Entry, Entry[]>();
	const waitFor = new Map<Entry, Entry[]>();
	for (const entry of entries) {
		const takes = entry.found?.takes ?? loginsIn(entry.row.body, connection);
		const holding = takes.flatMap((login) => holders.get(login) ?? []);
		const others = new Set(holding.filter((other) => other !== entry));
		waitsFor.set(entry, [...others]);
		for (const other of others) waitFor.set(other, [...(waitFor.get(other) ?? []), entry]);
	}
	const turns: Entry[][] = [];
	const waiting = new Map(entries.map((entry) => [entry, waitsFor.get(entry)?.length ?? 0]));
	let turn = entries.filter((entry) => waiting.get(entry) === 0);
	while (turn.length > 0) {
		turns.push(turn);
		const next: Entry[] = [];
		for (const entry of turn) {
			waiting.delete(entry);
			for (const other of waitFor.get(entry) ?? []) {
				const count = (waiting.get(other) ?? 0) - 1;
				waiting.set(other, count);
				if (count === 0) next.push(other);
			}
		}
		turn = next;
	}
	refuseCircles(new Set(waiting.keys()), waitsFor);
	return turns;
}

/** Gives each of those who are left the error of the circle that it is in, or waits for. */
function refuseCircles(left: ReadonlySet<Entry>, waitsFor: Map<Entry, Entry[]>): void {
	const errors = new Map<Entry, InputError>();
	for (const start of left) {
		// The way from here on, until somebody is met again.
		const way = new Set<Entry>();
		let next: Entry | undefined = start;
		while (next && !errors.has(next) && !way.has(next)) {
			way.add(next);
			next = waitsFor.get(next)?.find((other) => left.has(other));
		}
		if (!next) continue;
		const all = [...way];
		const error = errors.get(next) ?? exchanged(all.slice(all.indexOf(next)));
		for (const entry of all) {
			errors.set(entry, error);
			entry.error = error;
		}
	}
}

/** How many items an error names. */
const MAX_NAMED = 10;

function exchanged(circle: Entry[]): InputError {
	const numbers = circle.map(({ index }) => index + 1).sort((a, b) => a - b);
	const named = numbers.slice(0, numbers.length > MAX_NAMED ? MAX_NAMED : -1);
	const rest =
		numbers.length > MAX_NAMED
			? `${inDigits(numbers.length - MAX_NAMED)} others`
			: String(numbers.at(-1));
	return new InputError(
		`Items ${named.join(', ')} and ${rest} exchange an email address, phone number or username.`,
		numbers.length > MAX_NAMED
			? 'A column of the list may be sorted, or shifted by a row, without the others. Check it, then run Sync again.'
			: 'Auth0 cannot exchange them at once. Enter a different one for one of these users and run Sync. Then correct it and run Sync again.',
	);
}

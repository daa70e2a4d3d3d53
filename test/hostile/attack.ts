import { LoadOptionsContext } from 'n8n-core';
import type { ExecutionError, INodeParameters } from 'n8n-workflow';

import { execute, storeCredential } from '../support/engine';
import { MAX_REQUESTS, SECRET, TOKEN, type HostileServer } from './server';

/** What the errors of JavaScript say, and what is written where a value is missing. */
const RAW =
	/is not (?:iterable|a function|defined|a valid)|cannot (?:read|set|convert|destructure)|call stack|URI malformed|invalid (?:time|url|array|string|date)|unexpected (?:token|end)|\bundefined\b|\bNaN\b|Infinity|\[object|circular|\bBigInt\b|ERR_|ECONN/i;

const MAX_TEXT = 5000;

/** The logger of every execution, which keeps what is logged. */
export function useLog(): () => string {
	const lines: unknown[] = [];
	const log = (...line: unknown[]) => void lines.push(...line);
	const logger = { error: log, warn: log, info: log, debug: log };
	beforeEach(() => {
		lines.length = 0;
		const context: object = Object.getPrototypeOf(LoadOptionsContext.prototype);
		jest.spyOn(Object(context), 'logger', 'get').mockReturnValue(logger);
	});
	return () => textOf(lines);
}

/** A credential of the hostile server. */
export const credentialOf = (server: HostileServer) =>
	storeCredential({ domain: server.domain, clientId: 'client', clientSecret: SECRET });

/** JSON of everything that can be reached, as deep as a person can look. */
function textOf(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		part instanceof Error ? { ...part, message: part.message, stack: part.stack } : part,
	);
}

/**
 * Executes the node against the server, and holds what a person sees against what holds for each run:
 * it asks the server, and ends, in words, with its item, and without a secret.
 */
export async function attack(
	server: HostileServer,
	credential: ReturnType<typeof credentialOf>,
	parameters: INodeParameters,
	log: () => string,
) {
	server.received = [];
	const { items, error } = await execute(credential, parameters);
	expect(server.received).not.toEqual([]);
	expect(server.received.length).toBeLessThanOrEqual(MAX_REQUESTS);
	const shown = { items: items.map(({ json }) => json), error, log: log() };
	const text = textOf(shown);
	expect(text.includes(TOKEN)).toBe(false);
	expect(text.includes(SECRET)).toBe(false);
	if (!error) return;
	expect(error.context.itemIndex).toBe(0);
	expectWords(error);
}

/** An error says what happened in words, and not too many. */
export function expectWords(error: unknown): void {
	const { name, message = '', description = '' }: Partial<ExecutionError> = Object(error);
	expect(['NodeApiError', 'NodeOperationError']).toContain(name);
	expect(message).not.toMatch(RAW);
	expect(message).not.toContain('could not process this item');
	expect(description).not.toMatch(RAW);
	expect(`${message}${description}`.length).toBeLessThan(MAX_TEXT);
}

import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { escapeTerm, isExactly, problemOf } from '../../nodes/Auth0/api/lucene';
import { path, queryString } from '../../nodes/Auth0/transport/path';
import { normaliseDomain } from '../../nodes/Auth0/transport/tenant';
import { InputError } from '../../nodes/Auth0/transport/inputError';
import { typedPath } from '../../nodes/Auth0/fields/apiRequest/typedPath';
import { VaultConnectionError } from '../../nodes/Auth0/transport/vaultConnectionError';
import { execute } from '../support/engine';
import { byEmail, byId, connection } from '../support/locators';
import { raw } from './answers';
import { credentialOf, useLog } from './attack';
import { useHostileServer } from './server';

// The same texts in every run.
fc.configureGlobal({ seed: 20260101, numRuns: 2000 });
const IN_ENGINE = { numRuns: 60 };

const HOST = 'tenant.us.auth0.com';

/** Texts of what is special in addresses, in every way that it can be written. */
const addressText = fc
	.array(
		fc.constantFrom(
			...['.', '..', '/', '\\', '%', '%2e', '%2E', '%2f', '%5c', '%25', '%252e', '%e0', '%c0%ae'],
			...['%00', '%0a', ';', ':', '@', '?', '#', '{', '}', '{id}', '//', 'https:', 'evil.com'],
			...['[::1]', ' ', '\t', '\n', '\0', '\u200b', '\u202e', '\uff0e', '\uff0f', '\u2024'],
			...['\ud800', 'ß', 'İ', 'K', 'a', 'api/v2', 'users', '|', '&', '=', '+', "'", '"', '<'],
		),
		{ maxLength: 12 },
	)
	.map((parts) => parts.join(''));
const anyText = fc.oneof(
	addressText,
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
);

/** Decodes as often and as leniently as any server may. */
function decoded(text: string): string {
	let now = text;
	for (let round = 0; round < 20; round++) {
		now = now.replace(/%([0-7][\da-f])/gi, (_all, code: string) =>
			String.fromCharCode(Number.parseInt(code, 16)),
		);
	}
	return now;
}

const leadsAway = (text: string) =>
	decoded(text)
		.split(/[/\\]/)
		.some((part) => /^\.\.?(?:;.*)?$/s.test(part));

/** Counts what is taken and what is refused: where all is refused, the rest of a property is not tried. */
function tally() {
	const counts = { taken: 0, refused: 0 };
	return {
		taken: () => counts.taken++,
		refused: () => counts.refused++,
		expectBoth() {
			expect(counts.taken).toBeGreaterThan(0);
			expect(counts.refused).toBeGreaterThan(0);
		},
	};
}

it('a Tenant Domain is the host that a URL parser finds, or refused', () => {
	const hosts = fc.oneof(
		anyText,
		fc.tuple(anyText, anyText).map(([before, after]) => `${before}${HOST}${after}`),
	);
	const outcomes = tally();
	fc.assert(
		fc.property(hosts, (text) => {
			let domain: string;
			try {
				domain = normaliseDomain(text);
			} catch (error) {
				expect(error).toBeInstanceOf(VaultConnectionError);
				outcomes.refused();
				return;
			}
			outcomes.taken();
			const url = new URL(`https://${domain}/oauth/token`);
			expect(url.host).toBe(domain);
			expect(url.username).toBe('');
			expect(url.pathname).toBe('/oauth/token');
			expect(text.toLowerCase()).toContain(domain);
		}),
	);
	outcomes.expectBoth();
});

it('a path that is typed stays below the API, or is refused', () => {
	const outcomes = tally();
	fc.assert(
		fc.property(anyText, anyText, (typed, id) => {
			const values = new Map(typed.includes('{id}') ? [['id', id]] : []);
			let built: string;
			try {
				built = typedPath(typed, values);
			} catch (error) {
				expect(error).toBeInstanceOf(InputError);
				outcomes.refused();
				return;
			}
			outcomes.taken();
			const url = new URL(`/api/v2${built}`, `https://${HOST}`);
			expect(url.host).toBe(HOST);
			expect(url.pathname).toBe(`/api/v2${built}`);
			expect(url.search + url.hash).toBe('');
			expect(leadsAway(built)).toBe(false);
			expect(() => decodeURIComponent(built)).not.toThrow();
		}),
	);
	outcomes.expectBoth();
});

it('an ID stays one segment, and the same, or is refused', () => {
	const outcomes = tally();
	fc.assert(
		fc.property(anyText, (id) => {
			let built: string;
			try {
				built = path`/users/${id}/roles`;
			} catch (error) {
				expect(String(error)).toContain('cannot be part of a URL');
				outcomes.refused();
				return;
			}
			outcomes.taken();
			const url = new URL(`/api/v2${built}`, `https://${HOST}`);
			expect(url.pathname.split('/')).toHaveLength(6);
			expect(decodeURIComponent(url.pathname.split('/')[4] ?? '')).toBe(id);
			expect(leadsAway(built)).toBe(false);
		}),
	);
	outcomes.expectBoth();
});

it('a query keeps every name and value', () => {
	const text = fc.oneof(
		fc.constantFrom('__proto__', 'constructor', 'prototype', 'hasOwnProperty', '&', '=', 'a[b]'),
		fc.string({ unit: 'grapheme' }),
	);
	fc.assert(
		fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
			const query: IDataObject = Object.fromEntries(pairs);
			const sent = [...new URLSearchParams(queryString(query))];
			expect(sent).toEqual(Object.entries(query));
		}),
	);
});

it('a text of a search ends nothing around it', () => {
	fc.assert(
		fc.property(anyText, anyText, (field, value) => {
			expect(problemOf(isExactly(`app_metadata.${field}`, value))).toBeUndefined();
			expect(problemOf(`name:${escapeTerm(`x${value}`)}*`)).toBeUndefined();
		}),
	);
});

describe('in the engine', () => {
	const server = useHostileServer();
	useLog();
	beforeEach(() => {
		server().answer = raw('{"user_id":"auth0|x"}', 'application/json', 201);
	});

	const run = async (parameters: INodeParameters, json: IDataObject) => {
		server().received = [];
		const { error } = await execute(credentialOf(server()), parameters, [json]);
		return { error, received: server().received };
	};

	it('a header arrives as it was given, or is refused', async () => {
		const name = fc.oneof(
			fc.constantFrom('__proto__', 'constructor', 'x-a', 'Host', 'authorization', 'x:y', ''),
			fc.string({ unit: 'binary-ascii', maxLength: 8 }),
		);
		const value = fc.oneof(anyText, fc.string({ unit: 'binary-ascii' }));
		const headers = { entry: [{ name: '={{ $json.name }}', value: '={{ $json.value }}' }] };
		const parameters = {
			resource: 'apiRequest',
			operation: 'send',
			path: '/users/x',
			options: { headers },
		};
		const outcomes = tally();
		await fc.assert(
			fc.asyncProperty(name, value, async (given, text) => {
				const { error, received } = await run(parameters, { name: given, value: text });
				if (error) {
					expect(error.message).toMatch(/^(?:'Headers'|The (?:header|entry .* in 'Headers'))/s);
					expect(received).toEqual([]);
					outcomes.refused();
					return;
				}
				outcomes.taken();
				const arrived = received[0]?.headers[given.trim().toLowerCase()];
				expect(arrived).toBe(text.trim());
			}),
			IN_ENGINE,
		);
		outcomes.expectBoth();
	});

	it('texts and names of metadata arrive as they are, or are refused', async () => {
		const fields = { name: '={{ $json.name }}', userMetadata: '={{ $json.metadata }}' };
		const parameters = {
			operation: 'create',
			connection,
			email: 'x@example.com',
			password: '={{ $json.password }}',
			additionalFields: fields,
		};
		const text = fc.string({ unit: 'grapheme', minLength: 1 });
		const outcomes = tally();
		await fc.assert(
			fc.asyncProperty(
				text.filter((name) => name.trim() !== ''),
				text,
				fc.dictionary(fc.oneof(text, fc.constantFrom('__proto__', 'constructor')), fc.jsonValue()),
				async (name, password, metadata) => {
					const json: IDataObject = { name, password, metadata: JSON.stringify(metadata) };
					const { error, received } = await run(parameters, json);
					if (error) {
						expect(error.name).toBe('NodeOperationError');
						expect(error.message).not.toContain('could not process');
						expect(received).toEqual([]);
						outcomes.refused();
						return;
					}
					outcomes.taken();
					const body: IDataObject = JSON.parse(received[0]?.body ?? '');
					expect(body.password).toBe(password);
					expect(body.name).toBe(name);
				},
			),
			IN_ENGINE,
		);
		outcomes.expectBoth();
	});

	it.each([
		['create', { email: '={{ $json.text }}' }],
		['get', { userId: byEmail('={{ $json.text }}') }],
		['get', { userId: byId('={{ $json.text }}') }],
		['getAll', { searchBy: 'query', query: '={{ $json.text }}' }],
		['getAll', { filters: { emailDomain: '={{ $json.text }}' } }],
		['getAll', { filters: { createdAfter: '={{ $json.text }}' } }],
		['update', { updateFields: { appMetadata: '={{ $json.text }}' } }],
		['identity:link', { linkedUserId: byId('={{ $json.text }}') }],
		['send', { resource: 'apiRequest', path: '={{ $json.text }}' }],
	])('a text of any kind ends in words: %s %j', async (operation, parameters) => {
		const given = { operation, userId: 'auth0|x', ...parameters };
		server().answer = raw('{"message":"No"}', 'application/json', 400);
		await fc.assert(
			fc.asyncProperty(anyText, async (text) => {
				const { error } = await run(given, { text });
				expect(error?.message).toEqual(
					expect.not.stringMatching(/could not process|malformed|call stack/),
				);
			}),
			IN_ENGINE,
		);
	});
});

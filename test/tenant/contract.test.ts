/* eslint-disable no-console -- a comparison that is skipped has to say so */
import type { SchemaObject } from 'ajv';

import { CONTRACT_FILE, contract, type Contract } from '../support/contract';
import { account, callerOf, useStandIn } from '../support/standIn';
import { createUserBody, listConnectionsQuery, listUsersQuery, updateUserBody } from './schemas';

const tenant = useStandIn();
const { call, tokenOf } = callerOf(tenant);

/** For each rule of the contract, values that keep it and values that do not. */
const BODY_VALUES = [
	null,
	true,
	7,
	[],
	{},
	{ a: { b: null } },
	'',
	'x',
	'with space',
	'jane@example.com',
	'jane@',
	'+15551234567',
	'+1555123456789012',
	'https://example.com/jane.png',
	...[128, 129, 150, 151, 255, 256, 300, 301].map((length) => 'x'.repeat(length)),
];
const QUERY_VALUES = ['', '-1', '0', '1', '100', '101', '1.5', 'x', 'true', 'false', 'v3', 'sms'];

const namesIn = ({ properties }: SchemaObject) => [...Object.keys(properties), 'colour'];
const bodies = [
	...namesIn(createUserBody).map((name) => ['POST', '/users', name] as const),
	...namesIn(updateUserBody).map((name) => ['PATCH', '/users/auth0%7Cbob', name] as const),
];
const queries = [
	...namesIn(listUsersQuery).map((name) => ['/users', name] as const),
	...namesIn(listConnectionsQuery).map((name) => ['/connections', name] as const),
];

/** Whether the contract refuses the request that the tenant saw last. */
const isViolated = (official: Contract) =>
	tenant()
		.requests.slice(-1)
		.flatMap((request) => official.violations(request)).length > 0;

if (contract) {
	const official = contract;
	describe('The tenant refuses what the official contract does not allow, and only that', () => {
		it.each(bodies)('in the body of %s %s: %s', async (method, path, name) => {
			const token = await tokenOf();
			tenant().seedUsers([account('bob')]);
			for (const value of [...BODY_VALUES, undefined]) {
				const body = { ...(method === 'POST' && account('jane')), [name]: value };
				const { data } = await call(method, path, { token, body });
				const isRefused = Object(data).errorCode === 'invalid_body';
				expect({ value, isRefused }).toEqual({ value, isRefused: isViolated(official) });
			}
		});

		it.each(queries)('in the query of GET %s: %s', async (path, name) => {
			const token = await tokenOf();
			for (const value of QUERY_VALUES) {
				const { data } = await call('GET', path, { token, query: { [name]: value } });
				const isRefused = Object(data).errorCode === 'invalid_query_string';
				expect({ value, isRefused }).toEqual({ value, isRefused: isViolated(official) });
			}
		});
	});
} else {
	it('is held against no contract: it is not beside the checkout', () => {
		console.warn(`Skipped: the official contract is not at ${CONTRACT_FILE}.`);
		expect(contract).toBeUndefined();
	});
}

/* eslint-disable no-console -- a comparison that is skipped has to say so */
import type { SchemaObject } from 'ajv';

import type { Tenant } from '../tenant';
import { CONTRACT_FILE, contract, type Contract } from './contract';

/** The properties of a schema, and one that it does not have. */
export const namesIn = ({ properties }: SchemaObject) => [...Object.keys(properties), 'colour'];

/** What the requests are about. */
export const STREAM_ID = 'est_1111111111111111111111';
export const STREAM = `/event-streams/${STREAM_ID}`;
export const DOMAINS = '/organizations/org_0000000000000001/discovery-domains';
export const BOB = '/users/auth0%7Cbob';
export const MEMBER = '/organizations/org_0000000000000001/members/auth0%7Cbob';

/** Whether the contract refuses the request that the tenant saw last. */
export const isViolated = (tenant: Tenant, official: Contract) =>
	tenant.requests.slice(-1).flatMap((request) => official.violations(request)).length > 0;

/** Tests that hold the tenant against the official contract, if it is there. */
export function describeRefusals(tests: (official: Contract) => void): void {
	if (!contract) {
		it('is held against no contract: it is not beside the checkout', () => {
			console.warn(`Skipped: the official contract is not at ${CONTRACT_FILE}.`);
			expect(contract).toBeUndefined();
		});
		return;
	}
	const official = contract;
	describe('The tenant refuses what the official contract does not allow, and only that', () => {
		// The contract names formats that it does not define: the validator would tell of each.
		beforeAll(() => {
			jest.spyOn(console, 'warn').mockImplementation();
		});
		afterAll(() => jest.restoreAllMocks());
		tests(official);
	});
}

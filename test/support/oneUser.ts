import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import { account } from './accounts';
import { execute } from './engine';
import { jane } from './locators';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/**
 * A user in the tenant before each test, and what executes operations on her.
 *
 * @returns functions to call inside a test
 */
export function useJane(tenant: () => Tenant) {
	beforeEach(() => {
		tenant().seedUsers([account('jane')]);
	});
	const run = async (operation: string, parameters: INodeParameters = {}, items?: IDataObject[]) =>
		await execute(credentialFor(tenant()), { operation, userId: jane, ...parameters }, items);
	return {
		run,
		/** What an operation returns, which may not fail. */
		async outputOf(operation: string, parameters: INodeParameters = {}, inputs?: IDataObject[]) {
			const { items, error } = await run(operation, parameters, inputs);
			expect(error).toBeUndefined();
			return items.map(({ json }) => json);
		},
		/** The requests that wanted to change something. */
		changes: () => tenant().requests.filter(isChange),
	};
}

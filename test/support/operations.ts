import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import type { ClientName } from '../tenant/clients';
import { execute, type NodeSettings } from './engine';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/**
 * What executes operations in a tenant.
 *
 * @returns functions to call inside a test
 */
export function useOperations(tenant: () => Tenant) {
	const run = async (
		operation: string,
		parameters: INodeParameters = {},
		client: ClientName = 'full',
		settings: NodeSettings = {},
		json: IDataObject[] = [{}],
	) => await execute(credentialFor(tenant(), client), { operation, ...parameters }, json, settings);
	return {
		run,
		/** The outputs of a run, which may not fail. */
		async outputOf(...given: Parameters<typeof run>) {
			const { items, error } = await run(...given);
			expect(error).toBeUndefined();
			return items.map(({ json }) => json);
		},
		/** What a run says that fails. */
		async errorOf(...given: Parameters<typeof run>) {
			const { error } = await run(...given);
			return { message: error?.message, description: error?.description };
		},
		/** The requests that wanted to change something. */
		changes: () => tenant().requests.filter(isChange),
	};
}

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import { execute, type NodeSettings } from './engine';
import { isToken } from './requests';
import { credentialFor } from './tenant';

/** What an expression finds in an item that has the value; nothing at all in one for undefined. */
export const VALUE = '={{ $json.value }}';

/** What became of one value. */
export interface Fate {
	/** The message and the description of the error; '' without one. */
	error: string;
	description: string;
	/** The bodies and queries that it sent, besides those of tokens. */
	sent: Tenant['requests'];
	output: IDataObject[];
}

/** Runs an operation for one value after another, each as the value of an item. */
export async function eachValue(
	tenant: Tenant,
	parameters: INodeParameters,
	values: unknown[],
	settings?: NodeSettings,
): Promise<Fate[]> {
	const credential = credentialFor(tenant);
	const fates: Fate[] = [];
	for (const value of values) {
		tenant.requests.length = 0;
		const item: IDataObject = JSON.parse(JSON.stringify({ value }));
		const { items, error } = await execute(credential, parameters, [item], settings);
		fates.push({
			error: error?.message ?? '',
			description: error?.description ?? '',
			sent: tenant.requests.filter((request) => !isToken(request)),
			output: items.map(({ json }) => json),
		});
	}
	return fates;
}

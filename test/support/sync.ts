import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LoggedRequest, Tenant } from '../tenant';
import { account, PASSWORD } from './accounts';
import { execute, type NodeSettings } from './engine';
import { connection } from './locators';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/** What Sync is filled in with, for a list with an email address, a name, a nickname and a plan. */
export const LIST: INodeParameters = {
	operation: 'sync',
	connection,
	email: '={{ $json.email }}',
	password: PASSWORD,
	fieldsToSet: {
		name: '={{ $json.name }}',
		nickname: '={{ $json.nickname }}',
		appMetadataFields: { entry: [{ name: 'plan', type: 'asEntered', value: '={{ $json.plan }}' }] },
	},
	dryRun: false,
	maxAbsentPercent: 100,
};

/** The parameters with the default of one of them. */
export const without = (name: string): INodeParameters =>
	Object.fromEntries(Object.entries(LIST).filter(([key]) => key !== name));

/** Whether a request is about users, and not about a job that reads them. */
export const isOfUsers = ({ path }: LoggedRequest) => !path.includes('/jobs/');

/**
 * What executes Sync in a tenant.
 *
 * @returns functions to call inside a test
 */
export function useSync(tenant: () => Tenant) {
	const run = async (
		items: IDataObject[],
		parameters: INodeParameters = {},
		settings: NodeSettings = {},
	) => await execute(credentialFor(tenant()), { ...LIST, ...parameters }, items, settings);
	return {
		run,
		/** Syncs a list that has no more than an email address and a name. */
		runNames: async (
			items: IDataObject[],
			parameters: INodeParameters = {},
			settings: NodeSettings = {},
		) => await run(items, { fieldsToSet: { name: '={{ $json.name }}' }, ...parameters }, settings),
		/** An item of the list. */
		row: (name: string, rest: IDataObject = {}): IDataObject => ({
			email: `${name}@example.com`,
			...rest,
		}),
		outputs: (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json),
		/** What became of each user, by the email address. */
		outcomes: (items: Array<{ json: IDataObject }>) =>
			items.map(({ json: { email, outcome, error } }) => [email, outcome ?? error]),
		/** The requests that changed a user. */
		changes: () => tenant().requests.filter(isChange).filter(isOfUsers),
		userOf: (name: string) => tenant().users.get(`auth0|${name}`),
		/** Forgets what the tenant was asked so far. */
		forgetRequests: () => void tenant().requests.splice(0),
		seed: (...names: string[]) => tenant().seedUsers(names.map((name) => account(name))),
	};
}

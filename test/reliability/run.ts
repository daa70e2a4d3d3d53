import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, PASSWORD } from '../support/accounts';
import { credentialFor } from '../support/credential';
import { execute, type Outcome } from '../support/engine';
import { byId, connection } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import type { Tenant } from '../tenant';

/** What came of a run, as the tenant and the person see it. */
export interface Figures {
	items: number;
	/** Items whose output is an error of their own. */
	failed: number;
	/** Items whose output is neither their user nor an error. */
	lost: number;
	/** Users that a run created more often than it should. */
	createdTwice: number;
	/** Outputs in the order of the inputs, each paired with its own. */
	inOrder: boolean;
	/** Tokens that were fetched. */
	tokens: number;
	/** Requests to the Management API, and how many of them were answered with 429. */
	requests: number;
	refused: number;
}

export const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `auth0|${index}`,
		email: `user${index}@example.com`,
	}));

/** Fills the tenant with the users of the rows. */
export const seed = (tenant: Tenant, items: IDataObject[]) =>
	tenant.seedUsers(
		items.map(({ id, email }) =>
			account('user', { email: String(email), overrides: { user_id: String(id) } }),
		),
	);

const user = byId('={{ $json.id }}');

export const GET: INodeParameters = { operation: 'get', userId: user };
export const UPDATE: INodeParameters = {
	operation: 'update',
	userId: user,
	updateFields: { nickname: '={{ $json.email }}' },
};
export const CREATE: INodeParameters = {
	operation: 'create',
	connection,
	email: '={{ $json.email }}',
	password: PASSWORD,
};

/** Carries out one operation for each row, and counts. */
export async function run(
	tenant: Tenant,
	parameters: INodeParameters,
	items: IDataObject[],
	credential = credentialFor(tenant),
): Promise<Figures> {
	const outcome = await execute(credential, parameters, items, {
		onError: 'continueRegularOutput',
	});
	return figuresOf(tenant, items, outcome);
}

export function figuresOf(tenant: Tenant, items: IDataObject[], outcome: Outcome): Figures {
	const failed = outcome.items.filter(({ json }) => json.error !== undefined).length;
	const emails = outcome.items.map(({ json }) => json.email);
	const inTenant = tenant.users.all().map(({ email }) => email);
	const api = tenant.requests.filter(isApi);
	return {
		items: items.length,
		failed,
		lost: items.filter(({ email }) => !emails.includes(String(email))).length - failed,
		createdTwice: inTenant.length - new Set(inTenant).size,
		inOrder: outcome.items.every(
			({ json, pairedItem }, index) =>
				(json.error !== undefined || json.email === items[index]?.email) &&
				typeof pairedItem === 'object' &&
				'item' in pairedItem &&
				pairedItem.item === index,
		),
		tokens: tenant.requests.filter(isToken).length,
		requests: api.length,
		refused: api.filter(({ status }) => status === 429).length,
	};
}

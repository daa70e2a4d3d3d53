import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { SeedUser, Tenant } from '../tenant';
import { account, JANE } from './accounts';
import { execute } from './engine';
import { isChange } from './requests';
import { credentialFor } from './tenant';

/** Accounts that have Jane's email address, too; that of GitHub has not verified it. */
export const GOOGLE = 'google-oauth2|1';
export const GITHUB = 'github|2';

/** An account of a social connection. */
export const social = (id: string, rest: Partial<SeedUser> = {}, more: object = {}): SeedUser => {
	const [provider = '', bare = ''] = id.split('|');
	return {
		...account(id.replace('|', '-'), rest),
		overrides: {
			user_id: id,
			identities: [{ connection: provider, provider, user_id: bare, isSocial: true }],
			...more,
		},
	};
};

/** A day on which an account was created or used. */
export const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

export const SEARCH = { groupsFrom: 'search' };
export const LINK = { ...SEARCH, dryRun: false };

/** What Link Duplicates says of Jane, besides the outcome. */
export const PLAN = {
	user_id: GOOGLE,
	same_by: 'email',
	value: 'jane@example.com',
	linked: [JANE],
	carried_over: {
		app_metadata: undefined,
		roles: [{ id: 'rol_0000000000000002', name: 'Editor' }],
		organizations: [{ id: 'org_0000000000000001', name: expect.any(String) }],
	},
	left_out: [],
};

/**
 * A person with several accounts in the tenant before each test, and what finds and links them.
 *
 * @returns functions to call inside a test
 */
export function useDuplicates(tenant: () => Tenant) {
	beforeEach(() => {
		for (const strategy of ['google-oauth2', 'github']) {
			if (tenant().users.connections.some((one) => one.strategy === strategy)) continue;
			tenant().users.connections.push({
				id: `con_${strategy}`,
				name: strategy,
				strategy,
				options: {},
			});
		}
		tenant().seedUsers([
			{
				...account('jane', { email_verified: true, app_metadata: { plan: 'gold', number: 7 } }),
				overrides: { user_id: JANE, created_at: at(2), logins_count: 3, last_login: at(9) },
			},
			social(
				GOOGLE,
				{ app_metadata: { plan: 'free', number: '7', source: 'x' } },
				{
					email: 'Jane@Example.com',
					email_verified: true,
					created_at: at(1),
					logins_count: 5,
					last_login: at(5),
				},
			),
			social(GITHUB, {}, { email: 'jane@example.com', email_verified: false, created_at: at(3) }),
			account('joe', { email_verified: true }),
		]);
		const editor = tenant().catalogue.roles.find(({ name }) => name === 'Editor');
		if (editor) tenant().userData.roles.add(JANE, editor);
		tenant().addMember('org_0000000000000001', JANE);
	});

	const run = async (
		operation: string,
		parameters: INodeParameters = {},
		json: IDataObject[] = [{}],
	) =>
		await execute(
			credentialFor(tenant()),
			{ operation: `identity:${operation}`, ...parameters },
			json,
		);
	return {
		run,
		/** The outputs of a run, which may not fail. */
		async jsonOf(...given: Parameters<typeof run>) {
			const { items, error } = await run(...given);
			if (error) throw error;
			return items.map(({ json }) => json);
		},
		/** The outputs of a run that goes on past failures. */
		async goOn(parameters: INodeParameters, json: IDataObject[] = [{}]) {
			const { items, error } = await execute(
				credentialFor(tenant()),
				{ operation: 'identity:linkDuplicates', ...parameters },
				json,
				{ onError: 'continueRegularOutput' },
			);
			if (error) throw error;
			return items;
		},
		/** The requests that wanted to change something. */
		changes: () => tenant().requests.filter(isChange),
		/** The IDs of all users. */
		ids: () =>
			tenant()
				.users.all()
				.map(({ user_id: id }) => id),
	};
}

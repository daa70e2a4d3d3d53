import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LoggedRequest, Tenant } from '../tenant';
import { DATABASE_ID } from './accounts';
import { execute, type NodeSettings } from './engine';
import { byId } from './locators';
import { credentialFor } from './tenant';

/** The field Connection, with the database. */
export const CONNECTION = byId(DATABASE_ID);

/** Where imports are started. */
export const IMPORTS = '/api/v2/jobs/users-imports';

/** A hash of a password. */
export const BCRYPT = `$2b$10$${'a'.repeat(53)}`;

const isImport = ({ method, path }: LoggedRequest) => method === 'POST' && path === IMPORTS;

/** As many users to import. */
export const users = (count: number, rest: IDataObject = {}) =>
	Array.from({ length: count }, (_, i) => ({ email: `user${i}@example.com`, ...rest }));

/** What became of each user. */
export const outcomesOf = (items: Array<{ json: IDataObject }>) =>
	items.map(({ json: { outcome, error } }) => outcome ?? error);

/**
 * What imports users into a tenant.
 *
 * @returns functions to call inside a test
 */
export function useImport(tenant: () => Tenant) {
	const imports = () => tenant().requests.filter(isImport);
	return {
		/** Imports the items, and goes on past failures unless the settings say otherwise. */
		run: async (
			json: IDataObject[],
			parameters: INodeParameters = {},
			settings: NodeSettings = { onError: 'continueRegularOutput' },
		) =>
			await execute(
				credentialFor(tenant()),
				{
					operation: 'job:importUsers',
					connectionId: CONNECTION,
					specifyBody: 'json',
					body: '={{ $json }}',
					...parameters,
				},
				json,
				settings,
			),
		/** The requests that wanted to start an import. */
		imports,
		/** All users in these requests. */
		sentUsers: () => imports().flatMap(({ body }) => JSON.parse(Object(body).users)),
		jobs: () => tenant().jobs.all(),
	};
}

import type { INodeParameters } from 'n8n-workflow';

import { PASSWORD } from '../../test/support/accounts';
import { byId, connection } from '../../test/support/locators';
import type { Work } from './operation';

/** The ways to add users. */
const WAYS = {
	importUsers: {
		name: 'Job: Import Users',
		parameters: {
			operation: 'job:importUsers',
			connectionId: byId('con_0000000000000001'),
			email: '={{ $json.email }}',
		},
	},
	create: {
		name: 'Create',
		parameters: {
			operation: 'create',
			connection,
			email: '={{ $json.email }}',
			password: PASSWORD,
		},
	},
} as const satisfies Record<string, { name: string; parameters: INodeParameters }>;

/** Adds this many users. */
export function adding(way: keyof typeof WAYS, users: number): Work {
	const { name, parameters } = WAYS[way];
	return {
		name,
		parameters,
		items: Array.from({ length: users }, (_, index) => ({ email: `new${index}@example.com` })),
		isDone: ({ outcome, user_id: id }) => outcome === 'inserted' || id !== undefined,
	};
}

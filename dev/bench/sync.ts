import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { PASSWORD } from '../../test/support/accounts';
import { connection } from '../../test/support/locators';
import type { Work } from './operation';

const PARAMETERS: INodeParameters = {
	connection,
	email: '={{ $json.email }}',
	password: PASSWORD,
	fieldsToSet: { name: '={{ $json.name }}' },
};

const CHANGED_OF = 100;

/** The users of a stage, of whom one in a hundred has another name. */
const listOf = (users: number): IDataObject[] =>
	Array.from({ length: users }, (_, index) => {
		const email = `user${index}@example.com`;
		return { email, name: index % CHANGED_OF === 0 ? `Changed ${index}` : email };
	});

/** The ways to make users match a list. */
const WAYS = {
	sync: { name: 'Sync', own: { operation: 'sync', dryRun: false, maxChanges: 1_000_000 } },
	inBatches: { name: 'Create or Update', own: { operation: 'upsert' } },
	oneByOne: {
		name: 'Create or Update, looked up one by one',
		own: { operation: 'upsert', options: { lookUp: 'oneByOne' } },
	},
} as const satisfies Record<string, { name: string; own: INodeParameters }>;

/** Makes this many users match a list. */
export function syncing(way: keyof typeof WAYS, users: number): Work {
	const { name, own } = WAYS[way];
	return {
		name,
		parameters: { ...PARAMETERS, ...own },
		items: listOf(users),
		isDone: ({ outcome }) => outcome !== undefined,
	};
}

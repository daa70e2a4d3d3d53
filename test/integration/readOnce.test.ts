import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

// With its extension: beside it is Auth0.node.json, which some resolvers find first.
import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { router } from '../../nodes/Auth0/actions/router';
import { account, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { connection, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

const options = { timeout: 20, requestsInFlight: 2 };

it.each<INodeParameters>([
	{ operation: 'bulkUpdate', filters: { emailVerified: true }, change: 'block', options },
	{ operation: 'getAll', sort: { order: { field: 'email' } }, options },
	{ operation: 'update', userId: jane, updateFields: { blocked: true }, options },
	{ operation: 'upsert', connection, email: 'a@example.com', password: PASSWORD, options },
	{ operation: 'apiRequest:send', path: '/roles', paging: 'page', options },
])('each parameter is resolved once for each item: %j', async (parameters) => {
	const read: string[] = [];
	const nodeType = {
		description: new Auth0().description,
		async execute(this: IExecuteFunctions) {
			const resolving = jest.spyOn(this, 'getNodeParameter');
			const outputs = await router.call(this);
			read.push(...resolving.mock.calls.map(([name, index]) => `${name} of item ${index}`));
			return outputs;
		},
	};
	const { error } = await execute(credentialFor(tenant()), parameters, [{}, {}], { nodeType });
	expect(error).toBeUndefined();
	expect(read).toContain('options of item 1');
	expect(read.filter((name, index) => read.indexOf(name) !== index)).toEqual([]);
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { modelLimitField } from '../../nodes/Auth0/fields/user/modelLimit';
import { account } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { execute } from '../support/engine';
import { byId } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const COUNT = 6;

beforeEach(() => {
	tenant().seedUsers(Array.from({ length: COUNT }, (_, index) => account(`u${index}`)));
});

const fromAi = (name: string) => `={{ $fromAI('${name}') }}`;

/** What a builder leaves to the model: everything that n8n lets it fill in. */
const BY_MODEL: INodeParameters = {
	operation: 'user:bulkUpdate',
	filters: { emailDomain: 'example.com' },
	dryRun: fromAi('dryRun'),
	maxUsers: fromAi('maxUsers'),
};

/** What a model says that wants as much as possible. */
const GREEDY: IDataObject = { dryRun: false, maxUsers: 1000, limit: 1000 };

const call = async (parameters: INodeParameters, input = GREEDY) =>
	await callTool(credentialFor(tenant()), { ...BY_MODEL, ...parameters }, input);

const changes = () => tenant().requests.filter(isChange);

const CHANGES: INodeParameters[] = [
	{ change: 'block' },
	{ change: 'delete' },
	{ change: 'update', updateFields: { nickname: 'x' } },
	{ change: 'revokeAccess' },
	{ change: 'addRoles', roles: { role: [{ role: byId('rol_0000000000000002') }] } },
	{ change: 'removeRoles', roles: { role: [{ role: byId('rol_0000000000000002') }] } },
];

describe.each(CHANGES)('Bulk Update as a tool with %j', (parameters) => {
	it('is a dry run, whatever the model says, and tells the model so', async () => {
		const { items } = await call(parameters);
		expect(items.slice(0, -1).map(({ json }) => [json.user_id, json.dry_run])).toEqual(
			Array.from({ length: COUNT }, (_, index) => [`auth0|u${index}`, true]),
		);
		expect(items[0]?.json.would_change).not.toEqual({});
		expect(items.at(-1)?.json.note).toMatch(
			/^Dry run: 6 users found, 6 would [\w ]+, nobody was changed\. This tool only does dry runs\. To allow changes, a person must raise 'Users the Model May Change' in the node\.$/,
		);
		expect(changes()).toEqual([]);
	});

	it('changes nobody where the search finds more than the builder allows', async () => {
		const { items } = await call({ ...parameters, modelMayChange: COUNT - 1 });
		expect(items.at(-1)?.json.note).toMatch(
			/nobody was changed\. This tool only changes users if the search finds at most 5\. Narrow the search/,
		);
		expect(changes()).toEqual([]);
	});

	it('changes as many as the builder allows', async () => {
		const { items } = await call({ ...parameters, modelMayChange: COUNT });
		expect(items).toHaveLength(COUNT);
		expect(changes()).toHaveLength(COUNT);
	});
});

it('emails nobody unless the builder allows it', async () => {
	const reset = { change: 'sendPasswordReset' };
	await call(reset);
	await call({ ...reset, modelMayChange: COUNT - 1 });
	expect(tenant().emails).toEqual([]);
	await call({ ...reset, modelMayChange: COUNT });
	expect(tenant().emails).toHaveLength(COUNT);
});

it('is a dry run where the model asks for one', async () => {
	const { items } = await call({ modelMayChange: 100 }, { ...GREEDY, dryRun: true });
	expect(items.at(-1)?.json.note).toBe(
		'Dry run: 6 users found, 6 would be blocked, nobody was changed.',
	);
	expect(changes()).toEqual([]);
});

it('does not take the limit of a model for that of the builder', async () => {
	const { items } = await call({ modelMayChange: COUNT }, { ...GREEDY, maxUsers: 2 });
	expect(items.map(({ json }) => json.note ?? json.user_id)).toEqual([
		'auth0|u0',
		'auth0|u1',
		'2 of 6 users were blocked. Run again for the rest.',
	]);
});

it('tells the model that nobody was found', async () => {
	const { items } = await call({ filters: { emailDomain: 'example.org' } });
	expect(items.map(({ json }) => json)).toEqual([
		{ note: expect.stringMatching(/^No users found who are not blocked already\./) },
	]);
});

it.each([fromAi('limit'), '={{ 1000 }}', '={{ $json.limit }}', "=1{{ $fromAI('limit') }}"])(
	'refuses the expression %s for what the model may change, before anything is sent',
	async (modelMayChange) => {
		const { error } = await call({ modelMayChange });
		expect(error?.message).toMatch(/^'Users the Model May Change' must /);
		expect(tenant().requests).toEqual([]);
	},
);

it('is not limited where no model runs it', async () => {
	const { items } = await execute(credentialFor(tenant()), {
		...BY_MODEL,
		dryRun: false,
		maxUsers: 100,
	});
	expect(items).toHaveLength(COUNT);
	expect(changes()).toHaveLength(COUNT);
});

it('shows the limit for tools only, and n8n does not offer it to the model', () => {
	const node = { typeVersion: 1 };
	const { description } = new Auth0();
	const isShown = (name: string) =>
		NodeHelpers.displayParameter({}, modelLimitField, node, { ...description, name });
	expect(isShown('auth0')).toBe(false);
	expect(isShown('auth0Tool')).toBe(true);
	expect(modelLimitField.noDataExpression).toBe(true);
});

import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { Permission } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const PATH = '/users/auth0%7Cjane/permissions';
const API = 'https://api.example.com/';
const permission = (name: string, api = API): Permission => ({
	resource_server_identifier: api,
	permission_name: name,
});
const bodyOf = (...permissions: Permission[]) => ({ body: { permissions } });
const held = () => tenant().userData.permissions.of(JANE);

beforeEach(() => tenant().seedUsers([account('jane')]));

it('Listing APIs gives their scopes', async () => {
	const { data } = await call('GET', '/resource-servers');
	expect(data).toMatchObject([
		{ name: 'Auth0 Management API', identifier: tenant().audience, is_system: true },
		{
			name: 'Example API',
			identifier: API,
			is_system: false,
			scopes: [{ value: 'read:reports' }, { value: 'write:reports' }, { value: 'delete:reports' }],
		},
	]);
	const query = { identifiers: API, include_totals: true };
	expect((await call('GET', '/resource-servers', { query })).data).toMatchObject({
		total: 1,
		resource_servers: [{ identifier: API }],
	});
});

it('Getting an API takes its identifier or its ID', async () => {
	const [, api] = tenant().catalogue.resourceServers;
	for (const id of [api?.id, API]) {
		const { data } = await call('GET', `/resource-servers/${encodeURIComponent(String(id))}`);
		expect(data).toEqual(api);
	}
	expect(await call('GET', '/resource-servers/none')).toMatchObject({
		status: 404,
		data: { errorCode: 'inexistent_resource_server' },
	});
});

describe('The permissions of a user', () => {
	it('are assigned, listed and removed', async () => {
		const given = [permission('read:reports'), permission('write:reports')];
		const assigned = await call('POST', PATH, bodyOf(...given));
		expect([assigned.status, assigned.data]).toEqual([201, {}]);
		await call('POST', PATH, bodyOf(permission('read:reports')));
		expect((await call('GET', PATH)).data).toMatchObject([
			{ ...given[0], resource_server_name: 'Example API', description: 'read:reports' },
			given[1],
		]);
		const query = { include_totals: true, per_page: 1, page: 1 };
		expect((await call('GET', PATH, { query })).data).toMatchObject({
			start: 1,
			limit: 1,
			total: 2,
			permissions: [given[1]],
		});
		expect((await call('DELETE', PATH, bodyOf(permission('read:reports')))).status).toBe(204);
		expect(held()).toEqual([permission('write:reports')]);
	});

	it.each([
		['an unknown API', [permission('read:reports', 'https://nowhere')], 400],
		['a permission that the API does not have', [permission('rule:world')], 400],
		['none', [], 400],
	])('are refused for %s', async (_name, permissions, status) => {
		expect((await call('POST', PATH, bodyOf(...permissions))).status).toBe(status);
		expect(held()).toEqual([]);
	});

	it.each(['GET', 'POST', 'DELETE'])('are refused for an unknown user: %s', async (method) => {
		const options = method === 'GET' ? {} : bodyOf(permission('read:reports'));
		expect((await call(method, '/users/auth0%7Cbob/permissions', options)).data).toMatchObject({
			statusCode: 404,
			errorCode: 'inexistent_user',
		});
	});

	it.each([
		['GET', '/resource-servers', 'read:resource_servers'],
		['GET', PATH, 'read:users'],
		['POST', PATH, 'update:users'],
		['DELETE', PATH, 'update:users'],
	])('need the scope: %s %s', async (method, path, scope) => {
		expect((await call(method, path, { client: 'createOnly' })).data).toMatchObject({
			statusCode: 403,
			message: `Insufficient scope, expected any of: ${scope}`,
		});
	});
});

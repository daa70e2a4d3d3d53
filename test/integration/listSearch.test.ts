import type { INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../nodes/Auth0/methods/listSearch';
import { LIST_PERMISSIONS } from '../../nodes/Auth0/fields/listPermissions';
import { account, DATABASE, JANE } from '../support/accounts';
import { editor } from '../support/engine';
import { byEmail, byId, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';
import { toCheckpoint } from '../tenant/paging';
import { PROFILE } from '../tenant/routes/selfServiceProfiles';

const {
	searchApis,
	searchApplications,
	searchConnections,
	searchIdentities,
	searchMemberRoles,
	searchOrganizations,
	searchPermissions,
	searchUsers,
} = listSearch;

const tenant = useTenant();

const user = (name: string, fullName: string) => account(name, { name: fullName });

describe('the list of users', () => {
	const search = async (filter?: string, paginationToken?: string) =>
		await searchUsers.call(editor(credentialFor(tenant(), 'readOnly')), filter, paginationToken);

	it('shows who is meant, and gives the user_id', async () => {
		tenant().seedUsers([user('jane', 'Jane Doe'), account('joe')]);
		expect(await search()).toEqual({
			results: [
				{
					name: `jane@example.com (Jane Doe) – ${DATABASE}`,
					value: JANE,
				},
				{ name: `joe@example.com – ${DATABASE}`, value: 'auth0|joe' },
			],
		});
	});

	it('finds users who have nothing but a phone number', async () => {
		const [sms] = tenant().seedUsers([
			{ connection: 'sms', phone_number: '+15551234567', name: 'Jane' },
		]);
		for (const filter of ['555123', '+1555', '67']) {
			const { results } = await search(filter);
			expect(results.map(({ value }) => value)).toEqual(filter === '67' ? [] : [sms?.user_id]);
		}
	});

	it.each([
		['jan', [JANE]],
		['DOE', [JANE]],
		['ne@exa', [JANE]],
		['jo', ['auth0|joe']],
		['a+b', ['auth0|a+b']],
		['O\'Brien "Bob" (x)', ['auth0|bob']],
		['nobody', []],
	])('finds %j on the side of Auth0', async (filter, ids) => {
		tenant().seedUsers([
			user('jane', 'Jane Doe'),
			account('joe'),
			account('a+b'),
			user('bob', 'Old O\'Brien "Bob" (x) Esq'),
		]);
		expect((await search(filter)).results.map(({ value }) => value)).toEqual(ids);
	});

	it('pages up to the 1,000 users that Auth0’s search gives out', async () => {
		tenant().seedUsers(
			Array.from({ length: 1050 }, (_, i) => account(`user-${String(i).padStart(4, '0')}`)),
		);
		const found = new Set<unknown>();
		let token: string | undefined;
		do {
			const page = await search('', token);
			page.results.forEach(({ value }) => found.add(value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(found.size).toBe(1000);
		expect(found.has('auth0|user-0999')).toBe(true);
	});

	it('names the scope that it takes', async () => {
		const load = searchUsers.call(editor(credentialFor(tenant(), 'createOnly')));
		await expect(load).rejects.toThrow('The application lacks the permission read:users.');
	});
});

describe('the list of connections', () => {
	const search = async (filter?: string) =>
		(await searchConnections.call(editor(credentialFor(tenant())), filter)).results.map(
			({ value }) => value,
		);

	it('holds those in which users can be created', async () => {
		expect(await search()).toEqual([
			DATABASE,
			'Users-With-Username',
			'Disabled-Database',
			'email',
			'sms',
		]);
	});

	it('finds a part of the name, in any case', async () => {
		expect(await search('USERNAME')).toEqual([DATABASE, 'Users-With-Username']);
	});

	it('reads all pages when it looks for a name', async () => {
		const connection = { name: 'sms', strategy: 'sms' };
		const next = toCheckpoint('con_0000000000000001');
		tenant().inject({
			path: '/api/v2/connections',
			status: 200,
			body: { connections: [{ ...connection, name: 'other' }], next },
		});
		expect(await search('users-with')).toEqual(['Users-With-Username']);
		expect(tenant().requests.at(-1)?.query).toMatchObject({ from: next, take: '100' });
		tenant().requests.length = 0;
	});

	it('gives the next page to the editor otherwise', async () => {
		tenant().inject({
			path: '/api/v2/connections',
			status: 200,
			body: { connections: [], next: 'con_0000000000000001' },
		});
		const page = await searchConnections.call(editor(credentialFor(tenant())));
		expect(page.paginationToken).toBe('con_0000000000000001');
	});

	it('names the scope that it takes', async () => {
		const load = searchConnections.call(editor(credentialFor(tenant(), 'noConnections')));
		await expect(load).rejects.toThrow('The application lacks the permission read:connections.');
	});
});

describe('a list in which names repeat', () => {
	const search = async (list: typeof searchOrganizations, filter?: string) =>
		(await list.call(editor(credentialFor(tenant())), filter)).results;

	it('shows the unique name of organizations, and finds both', async () => {
		tenant().seedOrganizations([
			{ id: 'org_1', name: 'north', display_name: 'Branch' },
			{ id: 'org_2', name: 'south', display_name: 'Branch' },
			{ id: 'org_3', name: 'plain', display_name: 'plain' },
		]);
		expect(await search(searchOrganizations, 'branch')).toEqual([
			{ name: 'Branch (north)', value: 'org_1' },
			{ name: 'Branch (south)', value: 'org_2' },
		]);
		expect(await search(searchOrganizations, 'SOUTH')).toHaveLength(1);
		expect(await search(searchOrganizations, 'plain')).toEqual([{ name: 'plain', value: 'org_3' }]);
	});

	it('shows the roles that a member can have, those of the organization marked', async () => {
		const [globex, acme] = ['org_0000000000000002', 'org_0000000000000001'];
		const owned = (name: string, owner: string) =>
			({ id: `rol_${name}`, name, type: 'organization', owner_id: owner }) as const;
		tenant().seedRoles([owned('Editor', acme), owned('Buyer', acme), owned('Seller', globex)]);
		const listed = async (organization: string, filter?: string) => {
			const shown = { organization: byId(organization) };
			const { results } = await searchMemberRoles.call(
				editor(credentialFor(tenant()), shown),
				filter,
			);
			return results.map(({ name }) => name);
		};
		expect(await listed(acme)).toEqual([
			'Admin',
			'Editor',
			'Viewer',
			'Editor (organization role)',
			'Buyer (organization role)',
		]);
		expect(await listed(acme, 'edit')).toEqual(['Editor', 'Editor (organization role)']);
		expect(await listed(globex, 'er')).toEqual(['Viewer', 'Seller (organization role)']);
		expect(await listed('ACME', 'buy')).toEqual(['Buyer (organization role)']);
		expect(await listed('globex', 'buy')).toEqual([]);
		for (const unknown of ['', '={{ $json.organization }}', 'Acme Inc.']) {
			expect(await listed(unknown, 'buy')).toEqual([]);
			expect(await listed(unknown, 'edit')).toEqual(['Editor']);
		}
		await expect(listed('initech')).rejects.toThrow('Organization “initech” does not exist.');
		tenant().setScopes('full', 'read:roles');
		expect(await listed('acme', 'edit')).toEqual(['Editor']);
	});

	it('shows self-service profiles by their names, and gives the ID', async () => {
		expect(await search(listSearch.searchSelfServiceProfiles, 'custom')).toEqual([
			{ name: 'Customers', value: PROFILE },
		]);
		expect(await search(listSearch.searchSelfServiceProfiles, 'nothing')).toEqual([]);
	});

	it('shows the Client ID of applications, and finds both', async () => {
		const [application] = await search(searchApplications, 'mobile');
		expect(application?.name).toBe(`Mobile App (${application?.value})`);
		expect(await search(searchApplications, String(application?.value))).toEqual([application]);
	});

	it('shows the identifier of APIs, and finds both', async () => {
		const api = {
			name: 'Example API (https://api.example.com/)',
			value: 'https://api.example.com/',
		};
		expect(await search(searchApis, 'example api')).toEqual([api]);
		expect(await search(searchApis, 'api.example')).toEqual([api]);
	});
});

it('the list of event streams shows by name which of them deliver nothing, and gives the ID', async () => {
	const id = 'est_qHr8CeCCp9YpQoFoRzM6xg';
	tenant().seedDeliveries(id, 0);
	const destination = tenant().eventStreams.require(id).destination;
	const stopped = tenant().eventStreams.put({ name: 'Welcome', status: 'disabled', destination });
	const search = async (filter: string) =>
		(await listSearch.searchEventStreams.call(editor(credentialFor(tenant())), filter)).results;
	expect(await search('')).toEqual([
		{ name: id, value: id },
		{ name: 'Welcome (disabled)', value: stopped.id },
	]);
	expect(await search('WELC')).toHaveLength(1);
});

const valuesIn = async (
	search: typeof searchPermissions,
	parameters: INodeParameters,
	filter?: string,
) => {
	const { results } = await search.call(editor(credentialFor(tenant()), parameters), filter);
	return results.map(({ value }) => value);
};

describe('the list of permissions', () => {
	it.each([
		[byId('https://api.example.com/'), ['read:reports', 'write:reports', 'delete:reports']],
		[' https://api.example.com/ ', ['read:reports', 'write:reports', 'delete:reports']],
		[byId(''), []],
		['', []],
	])('holds those of the API %j that the panel shows', async (api, permissions) => {
		expect(await valuesIn(searchPermissions, { api })).toEqual(permissions);
	});

	it('finds a part of the name', async () => {
		const api = byId('https://api.example.com/');
		expect(await valuesIn(searchPermissions, { api }, 'WRITE')).toEqual(['write:reports']);
	});

	it('says when the API cannot be read', async () => {
		const load = valuesIn(searchPermissions, { api: byId([1]) });
		await expect(load).rejects.toMatchObject({
			message: "'API' must be text. Choose By Name instead.",
		});
		expect(tenant().requests).toEqual([]);
	});
});

describe('the list of linked identities', () => {
	beforeEach(() => {
		const github = { connection: 'github', provider: 'github', user_id: '42', isSocial: true };
		const own = { connection: DATABASE, provider: 'auth0', user_id: 'jane', isSocial: false };
		tenant().seedUsers([{ ...account('jane'), overrides: { identities: [own, github] } }]);
	});

	it.each([
		[jane, ['github|42']],
		[byEmail('jane@example.com'), []],
		['', []],
	])('holds those of the user %j that the panel shows', async (userId, identities) => {
		expect(await valuesIn(searchIdentities, { userId })).toEqual(identities);
	});
});

describe('a list that cannot be loaded', () => {
	/** What the panel shows, where a list depends on it. */
	const SHOWN: INodeParameters = { api: byId('https://api.example.com/'), userId: jane };

	it.each([
		['searchApis', 'By Identifier'],
		['searchApplications', 'By Client ID'],
		['searchConnections', 'By Name'],
		['searchEventStreams', 'By ID'],
		['searchIdentities', 'By ID'],
		['searchOrganizations', 'By ID'],
		['searchPermissions', 'By Name'],
		['searchRoles', 'By ID'],
		['searchUsers', 'By ID'],
	] as const)(
		'%s says to choose %s instead, and which permission it takes: that of its field',
		async (name, mode) => {
			const scope = LIST_PERMISSIONS[name];
			const load = listSearch[name].call(editor(credentialFor(tenant(), 'createOnly'), SHOWN));
			await expect(load).rejects.toMatchObject({
				message: `The application lacks the permission ${scope}. Choose ${mode} instead.`,
				description: expect.stringMatching(
					new RegExp(`^In Auth0 Dashboard .*select ${scope} and save`),
				),
			});
		},
	);

	it('says so of a tenant that does not answer, too', async () => {
		tenant().inject({ path: '/api/v2/roles', times: 9, drop: 'before' });
		await expect(
			listSearch.searchRoles.call(editor(credentialFor(tenant()))),
		).rejects.toMatchObject({
			message: expect.stringMatching(/\. Choose By ID instead\.$/),
			description: expect.stringMatching(/^Check the network /),
		});
	});
});

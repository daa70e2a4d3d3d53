import { account, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { Organization } from '../index';

const tenant = useStandIn();
const { call } = callerOf(tenant);

const PATH = '/users/auth0%7Cjane/organizations';

beforeEach(() => tenant().seedUsers([account('jane')]));

const list = async <T = Organization[]>(query: Record<string, unknown> = {}) =>
	(await call<T>('GET', '/organizations', { query })).data;
const namesOf = (organizations: Organization[]) => organizations.map(({ name }) => name);

describe('Listing organizations', () => {
	it('gives all of them, in the order asked for', async () => {
		expect(namesOf(await list())).toEqual(['acme', 'globex']);
		expect(namesOf(await list({ sort: 'name:-1' }))).toEqual(['globex', 'acme']);
		expect(await list({ include_totals: true, page: 1, per_page: 1 })).toMatchObject({
			start: 1,
			limit: 1,
			total: 2,
			organizations: [{ display_name: 'Globex Corporation' }],
		});
	});

	it('pages by checkpoint, and names the next one as long as there is one', async () => {
		tenant().seedOrganizations([{ name: 'initech' }]);
		interface Page {
			organizations: Organization[];
			next?: string;
		}
		const first = await list<Page>({ take: 2 });
		const second = await list<Page>({ take: 2, from: first.next });
		expect([first, second].map((page) => namesOf(page.organizations))).toEqual([
			['acme', 'globex'],
			['initech'],
		]);
		expect(second).not.toHaveProperty('next');
		expect((await call('GET', '/organizations', { query: { from: 'x' } })).status).toBe(400);
	});
});

it('An organization is found by its name', async () => {
	expect((await call('GET', '/organizations/name/acme')).data).toMatchObject({
		id: expect.stringMatching(/^org_[A-Za-z0-9]{16}$/),
		display_name: 'Acme Inc.',
	});
	expect((await call('GET', '/organizations/name/nobody')).data).toEqual({
		statusCode: 404,
		error: 'Not Found',
		message: 'No organization found by that id or name',
	});
});

describe('The organizations of a user', () => {
	it('are those that it is a member of', async () => {
		expect((await call('GET', PATH)).data).toEqual([]);
		const [acme] = tenant().catalogue.organizations;
		tenant().addMember(String(acme?.id), JANE);
		expect((await call('GET', PATH)).data).toEqual([acme]);
		const query = { include_totals: true };
		expect((await call('GET', PATH, { query })).data).toEqual({
			start: 0,
			limit: 50,
			total: 1,
			organizations: [acme],
		});
	});

	it('are refused for an unknown user', async () => {
		expect((await call('GET', '/users/auth0%7Cbob/organizations')).data).toMatchObject({
			statusCode: 404,
			errorCode: 'inexistent_user',
		});
	});
});

it.each(['/organizations', '/organizations/name/acme', PATH])(
	'%s needs the scope',
	async (path) => {
		expect((await call('GET', path, { client: 'readOnly' })).data).toMatchObject({
			statusCode: 403,
			message: expect.stringMatching(/^Insufficient scope, expected any of: read:organizations/),
		});
	},
);

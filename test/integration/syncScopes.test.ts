import { account, JANE } from '../support/accounts';
import { GO_ON } from '../support/engine';
import { byId } from '../support/locators';
import { ACME } from '../support/organizations';
import { isApi } from '../support/requests';
import { useSync } from '../support/sync';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
const { runNames: run, row, outcomes, changes, userOf, seed } = useSync(tenant);
useNoBackoff();

describe('the members of an organization', () => {
	const SCOPE = { scope: 'organization', organization: byId(ACME) };
	const members = () =>
		tenant()
			.users.all()
			.map(({ user_id: id }) => id)
			.filter((id) =>
				tenant()
					.userData.organizations.of(id)
					.some((one) => one.id === ACME),
			);

	beforeEach(() => {
		seed('jane', 'left', 'outside', 'stranger');
		for (const name of ['jane', 'left']) tenant().addMember(ACME, `auth0|${name}`);
	});

	it('are created, changed and added', async () => {
		const { items, error } = await run([row('jane'), row('outside'), row('new')], SCOPE);
		expect(error).toBeUndefined();
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['outside@example.com', 'updated'],
			['new@example.com', 'created'],
		]);
		expect(items[1]?.json.changed).toEqual({ organization: 'added' });
		expect(items[2]?.json.changed).toEqual({ email: 'new@example.com', organization: 'added' });
		expect(members()).toEqual([JANE, 'auth0|left', 'auth0|outside', items[2]?.json.user_id]);
		tenant().requests.splice(0);
		await run([row('jane'), row('outside'), row('new')], SCOPE);
		expect(changes()).toEqual([]);
	});

	it('are not those who have the address in another connection', async () => {
		tenant().seedUsers([account('eve', { connection: 'email', email: 'new@example.com' })]);
		const { items } = await run([row('jane'), row('new')], SCOPE);
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['new@example.com', 'created'],
		]);
		expect(members()).not.toContain('email|eve');
	});

	it('who are not in the list are removed from it, and stay users', async () => {
		const { items } = await run([row('jane')], { ...SCOPE, absentUsers: 'remove' });
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['left@example.com', 'removed'],
		]);
		expect(members()).toEqual([JANE]);
		expect(tenant().users.all()).toHaveLength(4);
	});

	it('who are not in the list are blocked, and nobody else', async () => {
		await run([row('jane')], { ...SCOPE, absentUsers: 'block' });
		const blocked = tenant()
			.users.all()
			.filter(({ blocked: isBlocked }) => isBlocked);
		expect(blocked.map(({ user_id: id }) => id)).toEqual(['auth0|left']);
	});

	it('are added several at a time, and alone where one is refused', async () => {
		const rows = Array.from({ length: 25 }, (_, index) => row(`new${index}`));
		await run(rows, SCOPE);
		const added = () => changes().filter(({ path }) => path.endsWith('/members'));
		expect(added().map(({ body }) => Object(body).members.length)).toEqual([10, 10, 5]);
		tenant().requests.splice(0);
		const refused = { status: 400, body: { message: 'The limit of members is reached.' } };
		tenant().inject({ method: 'POST', path: `/api/v2/organizations/${ACME}/members`, ...refused });
		tenant().inject({ method: 'POST', path: `/api/v2/organizations/${ACME}/members`, ...refused });
		const { items } = await run([row('a'), row('b')], SCOPE, GO_ON);
		expect(items.map(({ json }) => json.outcome ?? 'failed')).toEqual(['failed', 'created']);
		expect(members()).toContain(items[1]?.json.user_id);
	});

	it('are read a hundred at a time', async () => {
		const names = Array.from({ length: 250 }, (_, index) => `m${index}`);
		seed(...names);
		for (const name of names) tenant().addMember(ACME, `auth0|${name}`);
		const { items } = await run(
			names.map((name) => row(name)),
			SCOPE,
		);
		expect(items.every(({ json }) => json.outcome === 'unchanged')).toBe(true);
		expect(tenant().requests.filter(isApi).length).toBeLessThan(10);
	});

	it('can only be removed from an organization', async () => {
		const { error } = await run([row('jane')], { absentUsers: 'remove' });
		expect(error?.message).toBe(
			"'Users Not in the List' can only remove users from an organization.",
		);
	});
});

describe('the users that a search finds', () => {
	const SCOPE = {
		scope: 'query',
		searchBy: 'query',
		query: 'app_metadata.team:"blue"',
		fieldsToSet: {
			name: '={{ $json.name }}',
			appMetadataFields: { entry: [{ name: 'team', type: 'asEntered', value: 'blue' }] },
		},
	};

	it('are compared; whoever is in the list and not found is changed, not created twice', async () => {
		tenant().seedUsers([
			account('jane', { app_metadata: { team: 'blue' } }),
			account('left', { app_metadata: { team: 'blue' } }),
			account('moved', { app_metadata: { team: 'red' } }),
			account('stranger'),
		]);
		const rows = [row('jane'), row('moved'), row('new')];
		const { items } = await run(rows, { ...SCOPE, absentUsers: 'block' });
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['moved@example.com', 'updated'],
			['new@example.com', 'created'],
			['left@example.com', 'blocked'],
		]);
		expect(userOf('stranger')?.blocked).toBeUndefined();
	});

	it('that the search does not know yet are not created twice', async () => {
		tenant().setSearchLag(3_600_000);
		seed('late');
		const { items } = await run([row('late', { name: 'Late' })], SCOPE);
		expect(outcomes(items)).toEqual([['late@example.com', 'updated']]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('must not be all users of the tenant by mistake', async () => {
		const { error } = await run([row('jane')], { scope: 'query', searchBy: 'filters' });
		expect(error?.message).toBe('No filters set: this would match every user.');
	});
});

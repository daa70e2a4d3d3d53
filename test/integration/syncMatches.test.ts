import { account, JANE } from '../support/accounts';
import { GO_ON } from '../support/engine';
import { byId, connection } from '../support/locators';
import { ACME } from '../support/organizations';
import { useSync } from '../support/sync';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
const { runNames: run, row, outcomes, changes, userOf, seed } = useSync(tenant);
useNoBackoff();

describe('users who are matched by an external ID', () => {
	const BY_ID = {
		matchBy: 'externalId',
		externalId: '={{ $json.no }}',
		externalIdName: 'hr.number',
	};
	const withNumber = (name: string, number: unknown, more: object = {}) =>
		account(name, { app_metadata: { hr: { number, ...more } } });

	it('change the email address, and nobody is created or blocked', async () => {
		tenant().seedUsers([withNumber('jane', 42, { site: 'Paris' }), withNumber('left', '7')]);
		const { items } = await run(
			[
				{ ...row('doe', { name: 'Jane' }), no: '42' },
				{ ...row('new'), no: 43 },
			],
			{ ...BY_ID, absentUsers: 'block' },
		);
		expect(items.map(({ json }) => json)).toEqual([
			{
				user_id: JANE,
				email: 'doe@example.com',
				name: 'Jane',
				external_id: '42',
				outcome: 'updated',
				changed: { email: 'doe@example.com', name: 'Jane' },
			},
			expect.objectContaining({ external_id: '43', outcome: 'created' }),
			expect.objectContaining({ user_id: 'auth0|left', outcome: 'blocked' }),
		]);
		expect(userOf('jane')?.app_metadata).toEqual({ hr: { number: 42, site: 'Paris' } });
		expect(tenant().users.get(String(items[1]?.json.user_id))?.app_metadata).toEqual({
			hr: { number: 43 },
		});
	});

	it('get it where they have none, by the email address', async () => {
		tenant().seedUsers([account('jane', { app_metadata: { hr: { site: 'Paris' } } })]);
		const { items } = await run([{ ...row('jane'), no: '42' }], BY_ID);
		expect(outcomes(items)).toEqual([['jane@example.com', 'updated']]);
		expect(userOf('jane')?.app_metadata).toEqual({ hr: { site: 'Paris', number: '42' } });
		tenant().requests.splice(0);
		await run([{ ...row('jane'), no: '42' }], BY_ID);
		expect(changes()).toEqual([]);
	});

	it('keep it where all metadata is replaced', async () => {
		tenant().seedUsers([withNumber('jane', '42', { site: 'Paris' })]);
		await run([{ ...row('jane'), no: '42' }], {
			...BY_ID,
			fieldsToSet: { appMetadata: '{ "plan": "gold" }' },
			options: { metadataMode: 'replace' },
		});
		expect(userOf('jane')?.app_metadata).toEqual({ plan: 'gold', hr: { number: '42' } });
	});

	it('and have none are left alone', async () => {
		seed('service');
		tenant().seedUsers([withNumber('jane', '42')]);
		const { items, hints } = await run([{ ...row('jane'), no: '42' }], {
			...BY_ID,
			absentUsers: 'delete',
		});
		expect(items).toHaveLength(1);
		expect(hints).toContain('1 user of the scope has no External ID, and was left as it is.');
		expect(userOf('service')).toBeDefined();
	});

	it('and whatever else there is to tell come after the numbers', async () => {
		seed('service');
		tenant().seedUsers([withNumber('left', '7')]);
		tenant().seedUsers([{ ...withNumber('jane', '42'), blocked: true }]);
		const { hints } = await run([{ ...row('jane'), no: '42' }], BY_ID);
		expect(hints).toEqual([
			'Sync: 0 created, 0 updated, 1 unchanged.',
			'1 user of the scope is not in the list.',
			'1 user of the scope has no External ID, and was left as it is.',
			'1 user in the list stays blocked: Sync only unblocks users it has blocked itself.',
		]);
	});

	it('and share one are not changed, nor does anybody count as absent', async () => {
		tenant().seedUsers([withNumber('jane', '42'), withNumber('june', 42), withNumber('left', 7)]);
		const { items } = await run(
			[{ ...row('jane', { name: 'x' }), no: '42' }],
			{ ...BY_ID, absentUsers: 'block' },
			GO_ON,
		);
		expect(outcomes(items)).toEqual([
			[undefined, `Several users have the External ID of this item: “${JANE}” and “auth0|june”.`],
		]);
		expect(changes()).toEqual([]);
	});

	it('are told where the email address is somebody else’s', async () => {
		tenant().seedUsers([withNumber('jane', '1')]);
		const { items } = await run([{ ...row('jane'), no: '2' }], BY_ID, GO_ON);
		expect(outcomes(items)).toEqual([
			[
				undefined,
				`The email address of this item belongs to user “${JANE}”, whose external ID is “1”.`,
			],
		]);
	});

	it('need one in each item', async () => {
		const { error } = await run([row('jane')], BY_ID);
		expect(error?.message).toBe("'External ID' is empty.");
	});

	it('are found outside of the scope, too', async () => {
		tenant().seedUsers([withNumber('jane', '42')]);
		const { items } = await run([{ ...row('doe'), no: '42' }], {
			...BY_ID,
			scope: 'organization',
			organization: byId(ACME),
		});
		expect(outcomes(items)).toEqual([['doe@example.com', 'updated']]);
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('of somebody outside of the scope do not count as missing from the list', async () => {
		tenant().seedUsers([withNumber('jane', '1')]);
		const scope = { scope: 'organization', organization: byId(ACME), dryRun: true };
		const { items } = await run([{ ...row('jane'), no: '2' }], { ...BY_ID, ...scope }, GO_ON);
		expect(items.at(-1)?.json.summary).toMatchObject({ failed: 1, not_in_list: 0 });
	});

	it.each(['hr..number', '$id'])('by a name in App Metadata, not “%s”', async (name) => {
		const { error } = await run([{ ...row('jane'), no: '1' }], { ...BY_ID, externalIdName: name });
		expect(error?.message).toContain("'Name in App Metadata'");
	});
});

describe('users who are matched by something else', () => {
	it('by user ID', async () => {
		seed('jane', 'left');
		const { items } = await run(
			[
				{ ...row('doe'), id: JANE },
				{ ...row('new'), id: 'auth0|new' },
			],
			{ matchBy: 'userId', upsertUserId: '={{ $json.id }}', absentUsers: 'block' },
		);
		expect(outcomes(items)).toEqual([
			['doe@example.com', 'updated'],
			['new@example.com', 'created'],
			['left@example.com', 'blocked'],
		]);
		expect(items[1]?.json.user_id).toBe('auth0|new');
	});

	it('by the user ID of a provider that creates its users itself', async () => {
		const id = 'google-oauth2|1';
		const parameters = { matchBy: 'userId', upsertUserId: '={{ $json.id }}' };
		const { items } = await run([{ ...row('jane'), id }], parameters, GO_ON);
		expect(outcomes(items)).toEqual([
			[undefined, `User “${id}” does not exist and cannot be created with this ID.`],
		]);
		expect(changes()).toEqual([]);
	});

	it('by username', async () => {
		const database = { ...connection, value: 'Users-With-Username' };
		tenant().seedUsers([
			{ ...account('jane'), connection: 'Users-With-Username', username: 'jane' },
		]);
		const { items } = await run(
			[
				{ ...row('doe'), username: 'JANE' },
				{ ...row('joe'), username: 'joe' },
			],
			{ connection: database, matchBy: 'username', upsertUsername: '={{ $json.username }}' },
		);
		expect(outcomes(items)).toEqual([
			['doe@example.com', 'updated'],
			['joe@example.com', 'created'],
		]);
	});
});

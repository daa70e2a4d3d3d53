import type { INodeParameters } from 'n8n-workflow';

import { DATABASE, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { GITHUB, GOOGLE, LINK, PLAN, SEARCH, useDuplicates } from '../support/duplicates';
import { byName } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, jsonOf, goOn, changes, ids } = useDuplicates(tenant);

describe('Link Duplicates', () => {
	it('is a dry run at first', async () => {
		const { items, hints } = await run('linkDuplicates', SEARCH);
		expect(items.map(({ json }) => json)).toEqual([
			{ ...PLAN, outcome: 'would_be_linked', dry_run: true },
		]);
		expect(hints).toEqual([
			'Dry run: 1 person found, the accounts of 1 would be linked, nobody was changed.',
		]);
		expect(changes()).toEqual([]);
	});

	it('links them, with all that the other has, and then finds nobody', async () => {
		expect(await jsonOf('linkDuplicates', LINK)).toEqual([{ ...PLAN, outcome: 'linked' }]);
		expect(ids()).toEqual(expect.arrayContaining([GOOGLE, GITHUB, 'auth0|joe']));
		expect(ids()).not.toContain(JANE);
		const google = tenant().users.require(GOOGLE);
		expect(google.app_metadata).toEqual({ plan: 'free', number: '7', source: 'x' });
		expect(google.identities).toHaveLength(2);
		expect(tenant().userData.roles.of(GOOGLE)).toHaveLength(1);
		expect(tenant().userData.organizations.of(GOOGLE)).toHaveLength(1);
		const again = await run('linkDuplicates', LINK);
		expect(again.items).toEqual([]);
		expect(again.hints[0]).toMatch(/^No duplicates found/);
	});

	it.each<[string, INodeParameters, string]>([
		['the oldest', { primaryRule: 'oldest' }, GOOGLE],
		['that with most logins', { primaryRule: 'mostLogins' }, GOOGLE],
		['the one used last', { primaryRule: 'lastLogin' }, JANE],
		[
			'that of a connection',
			{ primaryRule: 'connection', preferredConnection: byName(DATABASE) },
			JANE,
		],
	])('keeps %s', async (_what, rule, primary) => {
		const [output] = await jsonOf('linkDuplicates', { ...SEARCH, ...rule });
		expect(output?.user_id).toBe(primary);
	});

	it.each([
		[true, 'would remain'],
		[false, 'remained'],
	])('says that nobody is in the connection to keep, dry run: %s', async (dryRun, remains) => {
		const rule = { primaryRule: 'connection', preferredConnection: byName('nope') };
		const { items, hints } = await run('linkDuplicates', { ...SEARCH, ...rule, dryRun });
		expect(items[0]?.json.user_id).toBe(GOOGLE);
		expect(hints).toContain(
			`1 person has no account in the connection to keep: the oldest account ${remains}. Check 'Connection to Keep'.`,
		);
	});

	it('walks through the users once for all items that search for the same', async () => {
		const VERIFIED = 'email_verified:true';
		const query = '={{ $json.query }}';
		const json = [VERIFIED, VERIFIED, VERIFIED, 'NOT blocked:true'].map((text) => ({
			query: text,
		}));
		await run('linkDuplicates', { ...SEARCH, searchBy: 'query', query }, json);
		const walks = tenant().requests.filter(({ path }) => path === '/api/v2/users');
		expect(walks).toHaveLength(2);
	});

	it('lets the linked account win where that is chosen', async () => {
		await run('linkDuplicates', { ...LINK, metadataWinner: 'linked' });
		expect(tenant().users.require(GOOGLE).app_metadata).toEqual({
			plan: 'gold',
			number: 7,
			source: 'x',
		});
	});

	it('leaves blocked accounts as they are', async () => {
		tenant().users.put({ ...tenant().users.require(JANE), blocked: true });
		const { items, hints } = await run('linkDuplicates', LINK);
		expect(items[0]?.json).toMatchObject({ outcome: 'skipped' });
		expect(hints[0]).toMatch(/^1 person skipped: One of the accounts is blocked/);
		expect(changes()).toEqual([]);
	});

	it('leaves accounts alone that the search knows by another address', async () => {
		await jsonOf('findDuplicates');
		tenant().setSearchLag(60_000);
		for (const id of [JANE, GOOGLE]) {
			tenant().users.put({ ...tenant().users.require(id), email: 'jane@example.org' });
		}
		const [output] = await jsonOf('linkDuplicates', LINK);
		const reason = 'The accounts have changed since the search found them.';
		expect(output).toMatchObject({ outcome: 'skipped', reason });
		expect(changes()).toEqual([]);
	});

	it('says why Auth0 refuses a search, also in a run that goes on', async () => {
		tenant().setScopes('full', 'update:users');
		const items = await goOn(LINK, [{}, {}]);
		expect(items).toHaveLength(2);
		for (const { json } of items) {
			expect(json).toHaveProperty('error');
			expect(JSON.stringify(json)).toContain('read:users');
		}
	});

	it('names the database where the tenant has several', async () => {
		await run('linkDuplicates', LINK);
		const link = changes().find(({ path }) => path.endsWith('/identities'));
		expect(link?.body).toEqual({
			provider: 'auth0',
			user_id: 'jane',
			connection_id: 'con_0000000000000001',
		});
	});

	it('refuses to keep the account of no connection', async () => {
		const { error } = await run('linkDuplicates', {
			...SEARCH,
			primaryRule: 'connection',
			preferredConnection: byName('={{ "" }}'),
		});
		expect(error?.message).toBe("'Connection to Keep' is empty.");
		expect(tenant().requests).toEqual([]);
	});

	describe('as a tool', () => {
		const call = async (modelMayChange: number) =>
			await callTool(credentialFor(tenant()), {
				operation: 'identity:linkDuplicates',
				...LINK,
				modelMayChange,
			});

		it('is a dry run unless a person allows more, and tells the model so', async () => {
			const { text, outputs } = await call(0);
			expect(outputs[0]).toMatchObject({ dry_run: true });
			expect(text).toContain("a person must raise 'Users the Model May Change'");
			expect(changes()).toEqual([]);
		});

		it('links as many as a person allows', async () => {
			const { outputs } = await call(1);
			expect(outputs[0]).toMatchObject({ outcome: 'linked' });
		});
	});
});

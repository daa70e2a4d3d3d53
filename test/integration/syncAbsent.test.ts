import { account, JANE } from '../support/accounts';
import { execute, type NodeSettings } from '../support/engine';
import { isApi } from '../support/requests';
import { useSync, without } from '../support/sync';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
const { run, row, outputs, outcomes, changes, userOf, forgetRequests, seed } = useSync(tenant);
useNoBackoff();

const GO_ON: NodeSettings = { onError: 'continueRegularOutput' };

describe('users who are not in the list', () => {
	it('are kept by default, and counted', async () => {
		seed('jane', 'left');
		const { items, hints } = await run([row('jane')]);
		expect(outcomes(items)).toEqual([['jane@example.com', 'unchanged']]);
		expect(hints).toContain('1 user of the scope is not in the list.');
		expect(changes()).toEqual([]);
	});

	it('are blocked, each once', async () => {
		seed('jane', 'left', 'gone');
		tenant().seedUsers([account('abuser', { blocked: true })]);
		const { items } = await run([row('jane')], { absentUsers: 'block' });
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			['left@example.com', 'blocked'],
			['gone@example.com', 'blocked'],
		]);
		expect(userOf('left')?.blocked).toBe(true);
		expect(userOf('abuser')?.app_metadata).toBeUndefined();
		forgetRequests();
		const again = await run([row('jane')], { absentUsers: 'block' });
		expect(outcomes(again.items)).toEqual([['jane@example.com', 'unchanged']]);
		expect(changes()).toEqual([]);
	});

	it('are deleted', async () => {
		seed('jane', 'left');
		const { items } = await run([row('jane')], { absentUsers: 'delete' });
		expect(outcomes(items)[1]).toEqual(['left@example.com', 'deleted']);
		expect(
			tenant()
				.users.all()
				.map(({ user_id: id }) => id),
		).toEqual([JANE]);
	});

	it('of other connections are none of the list', async () => {
		seed('jane');
		tenant().seedUsers([
			{ ...account('other'), connection: 'Users-With-Username', username: 'other' },
		]);
		await run([row('jane')], { absentUsers: 'delete' });
		expect(userOf('other')).toBeDefined();
	});

	it.each([
		[
			'number',
			{ maxAbsent: 1 },
			"2 of 3 users (67 %) would be blocked, and 'Max Users to Block or Remove' allows 1.",
		],
		[
			'percentage',
			{ maxAbsentPercent: 66 },
			"2 of 3 users (67 %) would be blocked, and 'Max Users to Block or Remove (%)' allows 66 %.",
		],
	])('stop the run before it changes anyone: too many by %s', async (_by, caps, message) => {
		seed('jane', 'left', 'gone');
		const { items, error } = await run([row('jane', { name: 'New name' }), row('new')], {
			absentUsers: 'block',
			...caps,
		});
		expect(error).toMatchObject({
			message,
			description: expect.stringContaining('Nobody was changed.'),
		});
		expect(items).toEqual([]);
		expect(changes()).toEqual([]);
	});

	it('may be as many as is allowed, and no more', async () => {
		seed('jane', 'a', 'b', 'c');
		const caps = { absentUsers: 'block', maxAbsent: 2, maxAbsentPercent: 50, maxChanges: 1 };
		const { items, error } = await run([row('jane', { name: 'x' }), row('a')], caps);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.outcome)).toEqual([
			'updated',
			'unchanged',
			'blocked',
			'blocked',
		]);
	});

	it('may by default be five percent', async () => {
		seed(...Array.from({ length: 20 }, (_, index) => `u${index}`), 'left');
		const rows = Array.from({ length: 20 }, (_, index) => row(`u${index}`));
		const parameters = { ...without('maxAbsentPercent'), absentUsers: 'block' };
		const few = await execute(credentialFor(tenant()), parameters, rows);
		expect(few.error).toBeUndefined();
		const many = await execute(credentialFor(tenant()), parameters, rows.slice(2));
		expect(many.error?.message).toBe(
			"2 of 20 users (10 %) would be blocked, and 'Max Users to Block or Remove (%)' allows 5 %.",
		);
	});

	it('are not said to be as many percent as are allowed where they are more', async () => {
		const names = Array.from({ length: 416 }, (_, index) => `u${index}`);
		seed(...names);
		const { error } = await run(
			names.slice(21).map((name) => row(name)),
			{ absentUsers: 'block', maxAbsentPercent: 5 },
		);
		expect(error?.message).toBe(
			"21 of 416 users (5.05 %) would be blocked, and 'Max Users to Block or Remove (%)' allows 5 %.",
		);
	});

	it('are left alone where an item cannot be read', async () => {
		seed('jane', 'left');
		const { items, hints } = await run(
			[row('jane'), { email: '' }],
			{ absentUsers: 'block' },
			GO_ON,
		);
		expect(outcomes(items)).toEqual([
			['jane@example.com', 'unchanged'],
			[undefined, "'Email' is empty."],
		]);
		expect(hints).toContain(
			'1 item failed, so the 1 user not in the list is left alone: Sync cannot tell whether a failed item belongs to one of them.',
		);
		expect(changes()).toEqual([]);
	});

	it('are left alone where a change of an item failed', async () => {
		seed('jane', 'left');
		tenant().inject({ method: 'PATCH', path: /jane/, status: 400, body: { message: 'no' } });
		const { items, hints } = await run(
			[row('jane', { name: 'x' })],
			{ absentUsers: 'block' },
			GO_ON,
		);
		expect(items).toHaveLength(1);
		expect(hints[0]).toContain('1 item failed, so the 1 user not in the list is left alone');
		expect(userOf('left')?.blocked).toBeUndefined();
	});

	it('an empty list is refused', async () => {
		seed('jane');
		const { error } = await run([{}], { absentUsers: 'delete' });
		expect(error?.message).toBe("'Email' is empty.");
		expect(tenant().users.all()).toHaveLength(1);
	});

	it('have an error of their own', async () => {
		seed('jane', 'left', 'gone');
		const fault = { method: 'PATCH', path: /left/, status: 400, body: { message: 'no' } };
		tenant().inject(fault);
		const { items } = await run([row('jane')], { absentUsers: 'block' }, GO_ON);
		expect(outputs(items)).toEqual([
			expect.objectContaining({ outcome: 'unchanged' }),
			{ error: expect.any(String), details: expect.objectContaining({ user_id: 'auth0|left' }) },
			expect.objectContaining({ user_id: 'auth0|gone', outcome: 'blocked' }),
		]);
		tenant().inject(fault);
		const { error } = await run([row('jane')], { absentUsers: 'block' });
		expect(error?.description).toContain('All items were processed before that');
	});
});

describe('users who come back', () => {
	const BLOCK = { absentUsers: 'block' };

	it('are unblocked if Sync blocked them', async () => {
		seed('jane', 'joe');
		await run([row('jane')], BLOCK);
		expect(userOf('joe')).toMatchObject({
			blocked: true,
			app_metadata: { blocked_by_sync: expect.stringMatching(/^\d{4}-/) },
		});
		const { items } = await run([row('jane'), row('joe')], BLOCK);
		expect(items[1]?.json).toMatchObject({ outcome: 'updated', changed: { blocked: false } });
		expect(userOf('joe')).toMatchObject({ blocked: false });
		expect(userOf('joe')?.app_metadata).toEqual({});
	});

	it('stay blocked if somebody else blocked them', async () => {
		tenant().seedUsers([account('jane', { blocked: true })]);
		const { items, hints } = await run([row('jane')], BLOCK);
		expect(outcomes(items)).toEqual([['jane@example.com', 'unchanged']]);
		expect(hints).toContain(
			'1 user in the list stays blocked: Sync only unblocks users it has blocked itself.',
		);
	});

	it('stay blocked if somebody unblocked and blocked them since', async () => {
		seed('jane', 'joe');
		await run([row('jane')], BLOCK);
		const joe = tenant().users.require('auth0|joe');
		tenant().users.put({ ...joe, blocked: false });
		await run([row('jane'), row('joe')], BLOCK);
		tenant().users.put({ ...tenant().users.require('auth0|joe'), blocked: true });
		await run([row('jane'), row('joe')], BLOCK);
		expect(userOf('joe')?.blocked).toBe(true);
	});

	it('stay blocked where that is chosen', async () => {
		seed('jane', 'joe');
		await run([row('jane')], BLOCK);
		const options = { unblockReturning: false };
		const { items } = await run([row('jane'), row('joe')], { ...BLOCK, options });
		expect(outcomes(items)[1]).toEqual(['joe@example.com', 'unchanged']);
		expect(userOf('joe')?.blocked).toBe(true);
	});
});

it('remembers whom it blocked where all metadata is replaced', async () => {
	seed('jane', 'joe');
	await run([row('jane')], { absentUsers: 'block' });
	await run([row('jane'), row('joe')], {
		fieldsToSet: { appMetadata: '{ "plan": "gold" }' },
		options: { metadataMode: 'replace', unblockReturning: false },
	});
	expect(userOf('joe')?.app_metadata).toEqual({
		plan: 'gold',
		blocked_by_sync: expect.any(String),
	});
});

describe('a list with faults', () => {
	it('has every item of a doubled key fail, and their user is left alone', async () => {
		seed('jane', 'joe');
		const rows = [
			row('jane', { name: 'a' }),
			row('joe', { name: 'b' }),
			row('JANE', { name: 'c' }),
		];
		const { items } = await run(rows, { absentUsers: 'block' }, GO_ON);
		expect(outcomes(items)).toEqual([
			[undefined, 'Items 1 and 3 have the same Email.'],
			['joe@example.com', 'updated'],
			[undefined, 'Items 1 and 3 have the same Email.'],
		]);
		expect(changes()).toHaveLength(1);
	});

	it('stops before anything is sent', async () => {
		const { error } = await run([row('jane'), row('jane')]);
		expect(error?.message).toBe('Items 1 and 2 have the same Email.');
		expect(tenant().requests.filter(isApi)).toEqual([]);
	});

	it('must have the same settings for all items', async () => {
		const { error } = await run([row('jane', { dry: true }), row('joe', { dry: false })], {
			dryRun: '={{ $json.dry }}',
		});
		expect(error?.message).toBe("'Dry Run' must be the same for all items.");
		expect(tenant().requests.filter(isApi)).toEqual([]);
	});

	it('stops when it would change more than is allowed', async () => {
		seed('jane');
		const { error } = await run([row('jane', { name: 'x' }), row('joe')], { maxChanges: 1 });
		expect(error?.message).toBe("2 users would be created or updated, and 'Max Changes' allows 1.");
		expect(changes()).toEqual([]);

		const one = await run([row('jane'), row('joe')], { maxChanges: 0 });
		expect(one.error?.message).toMatch(/^1 user would be created or updated/);
	});
});

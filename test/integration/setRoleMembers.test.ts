import type { IDataObject } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { GO_ON } from '../support/engine';
import { byId } from '../support/locators';
import { ADMIN, BY_ROW, EDITOR, numbered, rows, useRoleMembers } from '../support/roleMembers';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputsOf, changes, rolesOf, seed, give } = useRoleMembers(tenant);

describe('Set Members', () => {
	const set = { ...BY_ROW, dryRun: false, maxRemovedPercent: 100 };
	const outcomesOf = (outputs: IDataObject[]) =>
		outputs.map(({ user_id: id, outcome, error }) => [id, outcome ?? error]);

	beforeEach(() => {
		seed('jane', 'joe', 'left');
		give(EDITOR, 'joe', 'left');
	});

	it('shows what would change, and changes nobody', async () => {
		const { items, hints, error } = await run('role:setMembers', BY_ROW, rows(['jane', 'joe']));
		expect(error).toBeUndefined();
		const role = { role_id: EDITOR, role_name: 'Editor' };
		expect(items.map(({ json }) => json)).toEqual([
			{ user_id: JANE, ...role, outcome: 'would_be_added', dry_run: true },
			expect.objectContaining({ email: 'joe@example.com', outcome: 'unchanged' }),
			expect.objectContaining({
				user_id: 'auth0|left',
				email: 'left@example.com',
				...role,
				outcome: 'would_be_removed',
			}),
			{
				outcome: 'summary',
				dry_run: true,
				summary: {
					would_be_added: 1,
					would_be_removed: 1,
					unchanged: 1,
					failed: 0,
					would_stop: expect.stringContaining("'Max Members to Remove (%)' allows 20 %."),
				},
			},
		]);
		expect(hints[0]).toBe(
			'Dry run: 1 would be added, 1 would be removed, 1 unchanged. Nobody was changed.',
		);
		expect(changes()).toEqual([]);
	});

	it('adds who is missing, and removes who is in no item', async () => {
		const outputs = await outputsOf('role:setMembers', set, rows(['jane', 'joe']));
		expect(outcomesOf(outputs)).toEqual([
			[JANE, 'added'],
			['auth0|joe', 'unchanged'],
			['auth0|left', 'removed'],
		]);
		expect([rolesOf('jane'), rolesOf('joe'), rolesOf('left')]).toEqual([[EDITOR], [EDITOR], []]);
		tenant().requests.splice(0);
		const again = await outputsOf('role:setMembers', set, rows(['jane', 'joe']));
		expect(outcomesOf(again)).toEqual([
			[JANE, 'unchanged'],
			['auth0|joe', 'unchanged'],
		]);
		expect(changes()).toEqual([]);
	});

	it('sets each role that items name, and leaves others alone', async () => {
		give(ADMIN, 'left');
		give('rol_0000000000000003', 'left');
		const given = [...rows(['joe', 'left']), ...rows(['jane'], 'Admin')];
		const outputs = await outputsOf('role:setMembers', set, given);
		expect(outcomesOf(outputs).slice(3)).toEqual([['auth0|left', 'removed']]);
		expect(rolesOf('left')).toEqual([EDITOR, 'rol_0000000000000003']);
		expect(rolesOf('jane')).toEqual([ADMIN]);
	});

	it('takes the same user twice for one', async () => {
		const outputs = await outputsOf('role:setMembers', set, rows(['jane', 'jane', 'joe', 'left']));
		expect(outcomesOf(outputs).slice(0, 2)).toEqual([
			[JANE, 'added'],
			[JANE, 'unchanged'],
		]);
	});

	it.each([
		[
			{ maxRemoved: 0 },
			"1 of 2 members (50 %) would be removed from role “Editor”, and 'Max Members to Remove' allows 0.",
		],
		[
			{ maxRemovedPercent: 49 },
			"1 of 2 members (50 %) would be removed from role “Editor”, and 'Max Members to Remove (%)' allows 49 %.",
		],
	])('stops before it changes anyone: %j', async (limits, message) => {
		const given = rows(['jane', 'joe']);
		const { error, items } = await run('role:setMembers', { ...set, ...limits }, given);
		expect(error).toMatchObject({
			message,
			description: expect.stringContaining('Nobody was changed.'),
		});
		expect(items).toEqual([]);
		expect(changes()).toEqual([]);
	});

	it.each([
		['cannot be read', ' ', "'User' is empty."],
		['is nobody', 'auth0|nobody', 'User “auth0|nobody” does not exist.'],
		['is found nowhere', 'nobody@example.com', 'No user has the email address'],
	])('removes nobody when the user of an item %s', async (_why, user, message) => {
		const given = [...rows(['jane']), { user, role: 'Editor' }];
		const { items, hints } = await run('role:setMembers', set, given, GO_ON);
		expect(items[1]?.json.error).toContain(message);
		expect(items).toHaveLength(2);
		expect(hints.join()).toContain('1 item failed, so nobody is removed');
		expect(rolesOf('left')).toEqual([EDITOR]);
		expect(rolesOf('jane')).toEqual([EDITOR]);
	});

	it('changes nobody when an item cannot be read, in a run that is not to go on', async () => {
		const { error } = await run('role:setMembers', set, [
			...rows(['jane']),
			...rows(['joe']).map((row) => ({ ...row, user: '' })),
		]);
		expect(error?.message).toBe("'User' is empty.");
		expect(changes()).toEqual([]);
	});

	it('refuses settings that differ between items', async () => {
		const parameters = { ...set, dryRun: '={{ $json.dry }}' };
		const { error } = await run('role:setMembers', parameters, [
			{ ...rows(['jane'])[0], dry: true },
			{ ...rows(['joe'])[0], dry: false },
		]);
		expect(error?.message).toBe("'Dry Run' must be the same for all items.");
	});

	it('reads as many members as there are', async () => {
		const names = numbered(230);
		seed(...names);
		give(EDITOR, ...names);
		const outputs = await outputsOf(
			'role:setMembers',
			{ ...set, maxRemoved: 300 },
			rows(['joe', 'left', 'u5']),
		);
		expect(outputs.filter(({ outcome }) => outcome === 'removed')).toHaveLength(229);
		expect(rolesOf('u5')).toEqual([EDITOR]);
		expect(rolesOf('u6')).toEqual([]);
	});

	it('says what was done when a removal fails', async () => {
		tenant().inject({ method: 'DELETE', path: /left/, status: 400, body: { message: 'no' } });
		const { error } = await run('role:setMembers', set, rows(['jane', 'joe']));
		expect(error?.description).toContain('All users of the items have the role');
		tenant().inject({ method: 'DELETE', path: /left/, status: 400, body: { message: 'no' } });
		const outputs = await outputsOf('role:setMembers', set, rows(['jane', 'joe']), GO_ON);
		expect(outputs[2]).toMatchObject({ error: 'no', details: { user_id: 'auth0|left' } });
	});

	it('tells of a role that is not there', async () => {
		const parameters = { ...set, role: byId('rol_9999999999999999') };
		const outputs = await outputsOf('role:setMembers', parameters, rows(['jane']), GO_ON);
		expect(outputs[0]?.error).toBe('Role “rol_9999999999999999” was not found.');
	});
});

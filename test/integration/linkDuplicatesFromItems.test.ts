import type { INodeParameters } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { GITHUB, GOOGLE, PLAN, useDuplicates } from '../support/duplicates';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, jsonOf, changes, ids } = useDuplicates(tenant);

describe('Link Duplicates', () => {
	describe('from input items', () => {
		it('takes the output of Find Duplicates', async () => {
			const groups = await jsonOf('findDuplicates');
			const [output] = await jsonOf('linkDuplicates', { dryRun: false }, groups);
			expect(output).toEqual({ ...PLAN, outcome: 'linked' });
		});

		it.each<[string, unknown]>([
			['a list of IDs', [JANE, GOOGLE]],
			['text', `${JANE}, ${GOOGLE}`],
			['a list as text', JSON.stringify([{ user_id: JANE }, { user_id: GOOGLE }])],
			['lines', `${JANE}\r\n ${GOOGLE}\n`],
			['a list within a list', [[{ user_id: JANE }, { user_id: GOOGLE }]]],
		])('takes %s', async (_what, users) => {
			const json = JSON.parse(JSON.stringify({ users }));
			const [output] = await jsonOf('linkDuplicates', {}, [json]);
			expect(output).toMatchObject({ user_id: GOOGLE, linked: [JANE] });
		});

		it('never links an account whose address is not verified', async () => {
			const json = [{ users: [JANE, GOOGLE, GITHUB] }, { users: ['auth0|joe', 'github|7'] }];
			const outputs = await jsonOf('linkDuplicates', { dryRun: false }, json);
			expect(outputs).toMatchObject([
				{
					outcome: 'linked',
					linked: [JANE],
					left_out: [{ user_id: GITHUB, reason: 'It has no verified email address.' }],
				},
				{ outcome: 'skipped', reason: 'Fewer than two accounts can be linked.' },
			]);
			expect(ids()).toContain(GITHUB);
		});

		it.each<[string, INodeParameters]>([
			['verified email address', {}],
			['verified phone number', { sameBy: 'phone' }],
			['value in their metadata', { sameBy: 'metadata', sameName: 'number' }],
		])('never links accounts without the same %s', async (what, sameness) => {
			const joe = tenant().users.require('auth0|joe');
			const own = { phone_number: '+15551234560', phone_verified: true };
			tenant().users.put({ ...joe, ...own, app_metadata: { number: 8 } });
			const phone = { phone_number: '+15551234567', phone_verified: true };
			tenant().users.put({ ...tenant().users.require(JANE), ...phone });
			const [output] = await jsonOf('linkDuplicates', { dryRun: false, ...sameness }, [
				{ users: [JANE, 'auth0|joe'] },
			]);
			expect(output).toMatchObject({
				outcome: 'skipped',
				reason: `The accounts don’t have the same ${what}.`,
			});
			expect(changes()).toEqual([]);
		});

		it('goes by what Auth0 has now, not by what the item says', async () => {
			const groups = await jsonOf('findDuplicates');
			tenant().users.put({ ...tenant().users.require(JANE), email_verified: false });
			const [output] = await jsonOf('linkDuplicates', { dryRun: false }, groups);
			expect(output?.outcome).toBe('skipped');
			expect(changes()).toEqual([]);
		});

		it('links nobody who is in two items', async () => {
			const { error } = await run('linkDuplicates', { dryRun: false }, [
				{ users: [JANE, GOOGLE] },
				{ users: [JANE, GITHUB] },
			]);
			expect(error?.message).toBe(`User “${JANE}” is in items 1 and 2.`);
			expect(changes()).toEqual([]);
		});

		it.each<[unknown, RegExp]>([
			['', /^'Users' is empty/],
			[JANE, /^'Users' has only one account/],
			[[JANE, 'jane'], /^“jane” in 'Users' is not a user ID/],
			[{ user_id: JANE }, /^'Users' has only one account/],
			[[{ user_id: JANE }, null], /^Entry 2 in 'Users' has no user ID/],
			[[{ id: GOOGLE }, JANE], /^Entry 1 in 'Users' has no user ID/],
		])('refuses %j before anything is sent', async (users, message) => {
			const json = JSON.parse(JSON.stringify({ users }));
			const { error } = await run('linkDuplicates', {}, [json]);
			expect(error?.message).toMatch(message);
			expect(tenant().requests).toEqual([]);
		});
	});
});

import type { IDataObject } from 'n8n-workflow';

import { account } from '../support/accounts';
import { useSync } from '../support/sync';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, row, outcomes, changes, userOf } = useSync(tenant);

const GO_ON = { onError: 'continueRegularOutput' } as const;
const BY_ID = { matchBy: 'externalId', externalId: '={{ $json.no }}', externalIdName: 'no' };

const person = (name: string, no: number) => account(name, { app_metadata: { no } });
const item = (name: string, no: number): IDataObject => ({ ...row(name), no });

describe('an email address that changes hands', () => {
	it('is given up before somebody else gets it, in any order of the items', async () => {
		tenant().seedUsers([person('a', 1), person('b', 2), person('c', 3)]);
		const { items } = await run([item('a', 4), item('b', 1), item('c', 2), item('d', 3)], {
			...BY_ID,
			absentUsers: 'block',
		});
		expect(outcomes(items)).toEqual([
			['a@example.com', 'created'],
			['b@example.com', 'updated'],
			['c@example.com', 'updated'],
			['d@example.com', 'updated'],
		]);
		expect(['a', 'b', 'c'].map((name) => userOf(name)?.email)).toEqual([
			'b@example.com',
			'c@example.com',
			'd@example.com',
		]);
	});

	it.each([true, false])('cannot be exchanged for another one (dry run: %s)', async (dryRun) => {
		tenant().seedUsers([person('a', 1), person('b', 2), person('c', 3), person('left', 9)]);
		const { items } = await run(
			[item('c', 3), item('b', 1), item('A', 2), item('new', 4)],
			{ ...BY_ID, dryRun, absentUsers: 'block' },
			GO_ON,
		);
		const error = 'Items 2 and 3 exchange an email address, phone number or username.';
		expect(outcomes(items).slice(0, dryRun ? 3 : 4)).toEqual(
			dryRun
				? [
						[undefined, error],
						[undefined, error],
						['new@example.com', 'would_be_created'],
					]
				: [
						['c@example.com', 'unchanged'],
						[undefined, error],
						[undefined, error],
						['new@example.com', 'created'],
					],
		);
		expect(changes()).toHaveLength(dryRun ? 0 : 1);
		expect(userOf('left')?.blocked).toBeFalsy();
	});

	it('cannot go round in a circle', async () => {
		tenant().seedUsers([person('a', 1), person('b', 2), person('c', 3)]);
		const { error } = await run([item('b', 1), item('c', 2), item('a', 3)], BY_ID);
		expect(error?.message).toBe(
			'Items 1, 2 and 3 exchange an email address, phone number or username.',
		);
		expect(changes()).toEqual([]);
	});

	it('is not given up by a user whose item fails', async () => {
		tenant().seedUsers([person('a', 1), person('b', 2), account('taken', {})]);
		const { items } = await run([item('a', 2), item('b', 3), item('taken', 1)], BY_ID, GO_ON);
		expect(items.map(({ json }) => typeof json.error)).toEqual(['string', 'string', 'string']);
		expect(userOf('b')?.email).toBe('b@example.com');
	});
});

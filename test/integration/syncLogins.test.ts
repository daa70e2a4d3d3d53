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

	it('is not given to whoever waits for a circle', async () => {
		tenant().seedUsers([person('a', 1), person('b', 2), person('c', 3), person('d', 4)]);
		const { items } = await run(
			[item('a', 4), item('b', 1), item('a2', 5), item('a', 2), item('d', 3)],
			BY_ID,
			GO_ON,
		);
		expect(items.map(({ json }) => json.outcome ?? json.error)).toEqual([
			'Items 2 and 4 exchange an email address, phone number or username.',
			'Items 2 and 4 exchange an email address, phone number or username.',
			'created',
			'Items 2 and 4 exchange an email address, phone number or username.',
			'Items 2 and 4 exchange an email address, phone number or username.',
		]);
	});

	it('cannot go round in a circle', async () => {
		tenant().seedUsers([person('a', 1), person('b', 2), person('c', 3)]);
		const { error } = await run([item('b', 1), item('c', 2), item('a', 3)], BY_ID);
		expect(error?.message).toBe(
			'Items 1, 2 and 3 exchange an email address, phone number or username.',
		);
		expect(changes()).toEqual([]);
	});

	it('cannot go round in a large circle, as where a column is shifted by a row', async () => {
		const count = 1_010;
		const nameOf = (index: number) => `u${index % count}`;
		const all = Array.from({ length: count }, (_, index) => index);
		tenant().seedUsers(all.map((index) => person(nameOf(index), index)));
		const list = all.map((index) => item(nameOf(index + 1), index));
		const { items } = await run([...list, item('new', count)], BY_ID, GO_ON);
		expect(outcomes(items)).toEqual([
			...all.map(() => [
				undefined,
				'Items 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1,000 others exchange an email address, phone number or username.',
			]),
			['new@example.com', 'created'],
		]);
		expect(Object(items[0]?.json.details).description).toContain('shifted by a row');
	});

	it('is not given up by a user whose item fails', async () => {
		tenant().seedUsers([person('a', 1), person('b', 2), account('taken', {})]);
		const { items } = await run([item('a', 2), item('b', 3), item('taken', 1)], BY_ID, GO_ON);
		expect(items.map(({ json }) => typeof json.error)).toEqual(['string', 'string', 'string']);
		expect(userOf('b')?.email).toBe('b@example.com');
	});
});

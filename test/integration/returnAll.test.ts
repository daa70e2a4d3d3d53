import { sleep } from 'n8n-workflow';

import { account } from '../support/accounts';
import { useSearch } from '../support/search';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { getMany, idsOf, searches } = useSearch(tenant);

describe('Return All', () => {
	/** Users of whom `perMoment` are created at the same time. */
	const fill = (count: number, perMoment: number) =>
		tenant().seedUsers(
			Array.from({ length: count }, (_, index) => ({
				...account(`u${index}`),
				overrides: {
					user_id: `auth0|u${index}`,
					created_at: new Date(1.7e12 + Math.floor(index / perMoment) * 1000).toISOString(),
				},
			})),
		);

	it.each([
		[6000, 1],
		[6000, 150],
		[5000, 2500],
		[1000, 1000],
		[1001, 1001],
	])(
		'returns %i users of whom %i share a moment, each once, in few requests',
		async (count, perMoment) => {
			fill(count, perMoment);
			const ids = await idsOf({ options: { fields: 'user_id' } });
			expect(new Set(ids).size).toBe(count);
			expect(ids).toHaveLength(count);
			const fewest = Math.ceil(count / 100);
			// A moment with more users than one search returns costs that search once more.
			const bound =
				perMoment >= 1000 ? 1.2 * fewest + 11 * Math.ceil(count / perMoment) : 1.2 * fewest;
			expect(searches().length).toBeLessThanOrEqual(Math.max(bound, fewest + 2));
			expect(new Set(searches().map(({ status }) => status))).toEqual(new Set([200]));
		},
	);

	it('keeps the query of the person on the way', async () => {
		fill(2500, 1);
		const ids = await idsOf({ searchBy: 'query', query: 'user_id:auth0|u1* OR user_id:auth0|u2*' });
		const expected = Array.from({ length: 2500 }, (_, index) => `auth0|u${index}`);
		expect(ids).toEqual(expected.filter((id) => /u[12]/.test(id)));
	});

	it('leaves nobody out when others are deleted on the way', async () => {
		fill(3000, 1);
		// So that time goes on with each page.
		tenant().setDelay(5);
		const running = idsOf({});
		let deleted = 0;
		while (searches().length < 25 && deleted < 20) {
			await sleep(2);
			// The oldest, who have been given out long ago.
			if (searches().length > 3 + deleted) tenant().users.delete(`auth0|u${deleted++}`);
		}
		const ids = await running;
		expect(deleted).toBeGreaterThan(5);
		expect(new Set(ids).size).toBe(3000);
	});

	it('returns up to a limit beyond 1,000, in another order', async () => {
		fill(1500, 1);
		const { items } = await getMany({
			limit: 1200,
			options: { fields: 'user_id' },
			sort: { order: { field: 'created_at', direction: 'desc' } },
		});
		expect(items).toHaveLength(1200);
		expect(items[0]?.json).toEqual({ user_id: 'auth0|u1499' });
	});
});

import { account } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { User } from '../index';

const tenant = useStandIn();
const { call, tokenOf } = callerOf(tenant);

const COUNT = 25_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');

const instant = (i: number) => new Date(START + Math.floor(i / 10) * 1000).toISOString();

interface Summary {
	users: User[];
}

it('A tenant with 25,000 users sorts them once for all pages of a search', async () => {
	tenant().seedUsers(
		Array.from({ length: COUNT }, (_, i) => ({
			...account(`user${i}`),
			// Ten of each instant, as an import makes them.
			overrides: { created_at: instant(i) },
		})),
	);

	const token = await tokenOf();
	const ids: string[] = [];
	const readings = jest.spyOn(tenant().users.index, 'all');
	for (const from of ['*', `"${instant(5000)}"`, `"${instant(20_000)}"`]) {
		for (let page = 0; page < 10; page += 1) {
			const query = {
				q: `email:user* AND created_at:[${from} TO *]`,
				sort: 'created_at:1',
				page,
				per_page: 100,
				include_totals: true,
			};
			const { data } = await call<Summary>('GET', '/users', { query, token });
			ids.push(...data.users.map(({ user_id: id }) => id));
		}
	}
	expect(readings).toHaveBeenCalledTimes(1);
	const walked = [0, 5000, 20_000].flatMap((first) =>
		Array.from({ length: 1000 }, (_, i) => `auth0|user${first + i}`),
	);
	expect(ids).toEqual(walked);
});

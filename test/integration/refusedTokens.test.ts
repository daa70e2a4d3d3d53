import { sleep } from 'n8n-workflow';

import { GET, rows, run, seed } from '../reliability/run';
import { isApi } from '../support/requests';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();

useNoBackoff();

const REFUSAL = { status: 401, body: { message: 'Invalid token' } };
const oneByOne = { ...GET, options: { requestsInFlight: 1 } };

const users = (count: number) => {
	const items = rows(count);
	seed(tenant(), items);
	return items;
};

it.each([
	['the first', /auth0%7C0$/, GET],
	['the first, one by one', /auth0%7C0$/, oneByOne],
	['one in the middle', /auth0%7C50$/, GET],
	['one in the middle, one by one', /auth0%7C50$/, oneByOne],
])('a request whose new token is refused, too, costs its item only: %s', async (_, path, get) => {
	const items = users(80);
	tenant().inject({ path, times: 2, ...REFUSAL });
	expect(await run(tenant(), get, items)).toMatchObject({ failed: 1, lost: 0, tokens: 2 });
});

it.each([
	['every tenth, one by one', /auth0%7C\d*0$/, oneByOne, 8],
	['every tenth', /auth0%7C\d*0$/, GET, 8],
	['the first four', /auth0%7C[0-3]$/, GET, 4],
	['twenty in a row', /auth0%7C5\d$|auth0%7C6\d$/, oneByOne, 20],
])('users whose requests are always refused do not cost a token each: %s', async (...given) => {
	const [, path, get, failed] = given;
	const items = users(80);
	tenant().inject({ path, times: 1000, ...REFUSAL });
	const figures = await run(tenant(), get, items);
	expect(figures).toMatchObject({ failed, lost: 0 });
	expect(figures.tokens).toBeLessThanOrEqual(5);
});

it('tokens that are revoked while one user is always refused cost no other item', async () => {
	const items = users(80);
	tenant().inject({ path: /auth0%7C1$/, times: 1000, ...REFUSAL });
	tenant().setDelay(20);
	let hasEnded = false;
	const running = run(tenant(), oneByOne, items).finally(() => (hasEnded = true));
	while (!hasEnded && tenant().requests.filter(isApi).length < 40) await sleep(5);
	tenant().revokeTokens();
	expect(await running).toMatchObject({ failed: 1, lost: 0, tokens: 3 });
});

it('when no request is accepted, five find it out for all', async () => {
	const items = users(80);
	tenant().inject({ path: /^\/api/, times: 1000, ...REFUSAL });
	expect(await run(tenant(), GET, items)).toMatchObject({ failed: 80, tokens: 2 });
	expect(tenant().requests.filter(isApi)).toHaveLength(6);
});

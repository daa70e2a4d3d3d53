import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byId } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const ROUNDS = 12;
const NAMES = ['jane', 'john'];
const OTHERS = ['jack', 'jill', 'joan'];

beforeEach(() => {
	tenant().seedUsers([...NAMES, ...OTHERS].map((name) => account(name)));
});

/** The ways in which rows name one user. */
const spellings = (name: string) => [
	byId(`auth0|${name}`),
	byEmail(`${name}@example.com`),
	byEmail(`${name.toUpperCase()}@Example.com`),
];

const paths = (name: string) => [
	`/users/auth0|${name}`,
	`/users/auth0%7c${name}`,
	`/api/v2/users/auth0%7C${name}/`,
];

/** Rows that name the users in turn, each in another way; `nickname` tells who was last. */
const rowsOf = (round: number, waysOf: (name: string) => unknown[]): IDataObject[] =>
	Array.from({ length: 6 }, (_, index) => {
		const name = NAMES[index % NAMES.length] ?? '';
		const ways = waysOf(name);
		const way = JSON.stringify(ways[(Math.floor(index / NAMES.length) + round) % ways.length]);
		return { name, way, nickname: `${round} ${index}` };
	});

/** From now on, each request takes a time of its own. */
function delayAtRandom() {
	tenant().clearFaults();
	for (let request = 0; request < 20; request++) {
		tenant().inject({ path: /^\/api/, delayMs: Math.floor(Math.random() * 30) });
	}
}

const update: INodeParameters = {
	operation: 'update',
	userId: '={{ JSON.parse($json.way) }}',
	simplify: false,
	updateFields: { nickname: '={{ $json.nickname }}' },
};
const patch: INodeParameters = {
	resource: 'apiRequest',
	operation: 'send',
	method: 'PATCH',
	path: '={{ JSON.parse($json.way) }}',
	body: '={{ { nickname: $json.nickname } }}',
};

it.each<[string, INodeParameters, (name: string) => unknown[]]>([
	['Update, however the rows name the user', update, spellings],
	['API Request, however the rows spell the path', patch, paths],
])('the last write to each user wins: %s', async (_, parameters, waysOf) => {
	const credential = credentialFor(tenant());
	const lost: unknown[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const rows = rowsOf(round, waysOf);
		delayAtRandom();
		const { error } = await execute(credential, parameters, rows);
		expect(error).toBeUndefined();
		for (const { name, nickname } of rows.slice(-NAMES.length)) {
			const user = tenant().users.get(`auth0|${String(name)}`);
			if (user?.nickname !== nickname) lost.push({ round, name, is: user?.nickname });
		}
	}
	expect(lost).toEqual([]);
});

it('a user who is linked to one of them keeps the order, too', async () => {
	const link = {
		operation: 'identity:link',
		userId: byId('={{ $json.user }}'),
		linkedUserId: byId('={{ $json.linked }}'),
	};
	tenant().inject({ method: 'POST', path: /auth0%7Cjane\/identities$/, delayMs: 100 });
	// As long as john is a user of his own, he can get an identity; once he is linked, not any more.
	const { items } = await execute(
		credentialFor(tenant()),
		link,
		[
			// Until the first is answered, none goes out beside it.
			{ user: 'auth0|jack', linked: 'auth0|jill' },
			{ user: JANE, linked: 'auth0|john' },
			{ user: 'auth0|john', linked: 'auth0|joan' },
		],
		{ onError: 'continueRegularOutput' },
	);
	expect(items.map(({ json }) => json.error !== undefined)).toEqual([false, false, true]);
});

it('a look-up that keeps the order is sent once, and none for what is refused before', async () => {
	const rows = [
		{ way: JSON.stringify(byEmail('jane@example.com')), nickname: 'Jay' },
		{ way: JSON.stringify(byEmail('nobody@example.com')), nickname: 'No' },
		{ way: JSON.stringify(byEmail('john@example.com')), nickname: { not: 'a text' } },
	];
	const { items } = await execute(credentialFor(tenant()), update, rows, {
		onError: 'continueRegularOutput',
	});
	expect(items[0]?.json.nickname).toBe('Jay');
	expect(items[1]?.json.error).toMatch('nobody@example.com');
	const lookUps = tenant()
		.requests.filter(isApi)
		.map(({ query }) => query.email);
	expect(lookUps.filter((email) => email === 'jane@example.com')).toHaveLength(1);
	expect(lookUps.filter((email) => email === 'nobody@example.com')).toHaveLength(1);
});

it('changes of different users by one template of a path go out together', async () => {
	const names = Array.from({ length: 40 }, (_, index) => `user${index}`);
	tenant().seedUsers(names.map((name) => account(name)));
	tenant().setDelay(50);
	const parameters = {
		...patch,
		path: '/users/{user}',
		pathParameters: { entry: [{ name: 'user', value: '=auth0|{{ $json.name }}' }] },
	};
	const rows = names.map((name) => ({ name, nickname: name }));
	const { items } = await execute(credentialFor(tenant()), parameters, rows);
	expect(items).toHaveLength(40);
	const times = tenant()
		.requests.filter(isApi)
		.map(({ at }) => at);
	const inFlight = times.map(
		(at) => times.filter((other) => other <= at && at < other + 50).length,
	);
	expect(Math.max(...inFlight)).toBeGreaterThan(10);
});

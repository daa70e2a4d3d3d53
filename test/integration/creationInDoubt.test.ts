import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { CREATE, rows } from '../reliability/run';
import { account, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { byName } from '../support/locators';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const continues = { onError: 'continueRegularOutput' as const };
const LOST = { method: 'POST', path: '/api/v2/users', drop: 'after' } as const;
const jane = { email: 'jane@example.com' };

const outputsOf = async (parameters: INodeParameters, items: IDataObject[]) =>
	(await execute(credentialFor(tenant()), parameters, items, continues)).items.map(
		({ json }) => json,
	);

const UPSERT = { ...CREATE, operation: 'upsert' };
const INVITE = {
	operation: 'invite',
	connection: CREATE.connection,
	email: CREATE.email,
	invitation: 'link',
};

/** Somebody else's user, created so many seconds before now by the tenant's clock. */
function createdBefore(seconds: number) {
	const [user] = tenant().seedUsers([account('jane', { password: 'Other-Horse-99' })]);
	const created_at = new Date(Date.now() - seconds * 1000).toISOString();
	if (user) tenant().users.put({ ...user, created_at });
}

describe('a user who was there before the creation was sent', () => {
	it.each([3, 5, 55, 200_000_000])('is not taken for ours (%i s)', async (seconds) => {
		createdBefore(seconds);
		tenant().inject({ ...LOST, drop: undefined, status: 503, body: {} });
		const [output] = await outputsOf(CREATE, [jane]);
		expect(output?.error).toBe('User “jane@example.com” already exists.');
	});

	it.each([-3600, 3600])(
		'is not taken for ours when the local clock is wrong by %i s',
		async (skew) => {
			createdBefore(5);
			tenant().inject({ ...LOST, drop: undefined, status: 503, body: {} });
			// The tenant's clock is the local one here: only its answers have the true time.
			const inTenant = new Date(Date.now() + skew * 1000);
			const [user] = tenant().users.all();
			const created_at = new Date(inTenant.getTime() - 5000).toISOString();
			tenant().inject({
				path: '/api/v2/users-by-email',
				times: 9,
				status: 200,
				headers: { date: inTenant.toUTCString() },
				body: [{ ...user, created_at }],
			});
			const [output] = await outputsOf(CREATE, [jane]);
			expect(output?.error).toBe('User “jane@example.com” already exists.');
		},
	);
});

describe('a user who can be that of another run', () => {
	it('is told of with the user_id, and not as created', async () => {
		tenant().inject(LOST);
		const [output] = await outputsOf(CREATE, [jane]);
		const [user] = tenant().users.all();
		expect(output?.error).toBe(
			'User “jane@example.com” exists, but this item may not have created it.',
		);
		expect(JSON.stringify(output?.details)).toContain(`Its user_id is ${user?.user_id}`);
		expect(tenant().requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
	});

	it('is not claimed when it has another password', async () => {
		tenant().inject({ ...LOST, drop: 'before', delayMs: 200 });
		const running = outputsOf(CREATE, [jane]);
		while (tenant().requests.filter(isApi).length === 0) await sleep(5);
		tenant().seedUsers([account('jane', { password: 'Other-Horse-99' })]);
		const [output] = await running;
		expect(output?.error).toContain('may not have created it');
	});

	it('is not claimed when the answers have no time', async () => {
		createdBefore(60);
		const [user] = tenant().users.all();
		tenant().inject({ ...LOST, drop: undefined, status: 503, body: {} });
		tenant().inject({
			path: '/api/v2/users-by-email',
			status: 200,
			headers: { date: 'unknown' },
			body: [user],
		});
		const [output] = await outputsOf(CREATE, [jane]);
		expect(output?.error).toContain('may not have created it');
	});

	it('gets what Create or Update sets, with an outcome that says so', async () => {
		tenant().inject(LOST);
		const [output] = await outputsOf(
			{ ...UPSERT, simplify: false, fieldsToSet: { nickname: 'J' } },
			[jane],
		);
		expect(output).toMatchObject({ outcome: 'created_or_updated', nickname: 'J' });
		expect(tenant().users.all()).toHaveLength(1);
	});
});

describe('a creation without an answer', () => {
	it('is not taken for that of another item with the same email address', async () => {
		tenant().inject({ ...LOST, drop: 'before', skip: 1 });
		const [first, second] = await outputsOf({ ...CREATE, password: '={{ $json.password }}' }, [
			{ ...jane, password: PASSWORD },
			{ ...jane, password: 'Other-Horse-99' },
		]);
		expect(first?.email).toBe('jane@example.com');
		expect(second?.error).toBe('User “jane@example.com” already exists.');
	});

	it('is not taken for that of somebody else who wanted another user', async () => {
		tenant().inject({ ...LOST, drop: 'before', delayMs: 200 });
		const running = outputsOf({ ...CREATE, additionalFields: { name: 'Mine' } }, [jane]);
		while (tenant().requests.filter(isApi).length === 0) await sleep(5);
		tenant().seedUsers([account('jane', { name: 'Theirs' })]);
		const [output] = await running;
		expect(output?.error).toBe('User “jane@example.com” already exists.');
	});

	it('is found in any case of the email address', async () => {
		tenant().inject(LOST);
		const [output] = await outputsOf({ ...CREATE, connection: byName('email'), password: '' }, [
			{ email: 'Mixed@Example.com' },
		]);
		expect(output?.error).toContain('“Mixed@Example.com” exists');
		expect(tenant().users.all()).toHaveLength(1);
	});
});

it('an invited user has a mark, by which the one who created it knows', async () => {
	tenant().inject(LOST);
	const [output] = await outputsOf(INVITE, [jane]);
	expect(output?.outcome).toBe('invited');
});

/** Two runs with the same items at once, of whose creations every second answer is lost. */
async function twice(parameters: INodeParameters, users: number) {
	const items = rows(users);
	for (let count = 0; count < users; count++) tenant().inject({ ...LOST, skip: count });
	const both = await Promise.all([outputsOf(parameters, items), outputsOf(parameters, items)]);
	expect(tenant().users.all()).toHaveLength(users);
	return both;
}

it('two runs with the same users never both say created', async () => {
	const [first, second] = await twice(CREATE, 40);
	const created = (output?: IDataObject) => output?.error === undefined;
	expect(first?.filter((output, index) => created(output) && created(second?.[index]))).toEqual([]);
});

it.each([
	['Create or Update', UPSERT, 'created'],
	['Invite', INVITE, 'invited'],
])('two runs of %s never both say that they created a user', async (_name, parameters, outcome) => {
	const [first, second] = await twice(parameters, 30);
	const both = first?.filter(
		(output, index) => output.outcome === outcome && second?.[index]?.outcome === outcome,
	);
	expect(both).toEqual([]);
	expect([...(first ?? []), ...(second ?? [])].filter(({ error }) => error)).toEqual([]);
});

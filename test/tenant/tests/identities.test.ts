import { account, DATABASE, JANE } from '../../support/accounts';
import { callerOf, useStandIn } from '../../support/standIn';
import type { User } from '../index';

type Identity = User['identities'][number];

const tenant = useStandIn();
const { call } = callerOf(tenant);

const PATH = '/users/auth0%7Cjane/identities';
const WITH_USERNAME = 'con_0000000000000002';

beforeEach(() =>
	tenant().seedUsers([
		account('jane'),
		account('bob', { given_name: 'Bob', user_metadata: { plan: 'gold' } }),
		{ connection: 'sms', user_id: 'tel', phone_number: '+15551234567' },
	]),
);

const link = async (body: object, client?: 'full' | 'readOnly') =>
	await call<Identity[]>('POST', PATH, { body, client });
const linkBob = async () => await link({ provider: 'auth0', user_id: 'bob' });
const idsOf = () =>
	tenant()
		.users.all()
		.map(({ user_id: id }) => id);

describe('Linking', () => {
	it.each(['bob', 'auth0|bob'])('makes %s an identity, and no user of its own', async (userId) => {
		tenant().addMember('org_0000000000000001', 'auth0|bob');
		const { status, data } = await link({ provider: 'auth0', user_id: userId });
		expect(status).toBe(201);
		expect(data).toMatchObject([
			{ provider: 'auth0', user_id: 'jane', profileData: { email: 'jane@example.com' } },
			{
				provider: 'auth0',
				user_id: 'bob',
				connection: DATABASE,
				isSocial: false,
				profileData: { email: 'bob@example.com', given_name: 'Bob' },
			},
		]);
		expect(idsOf()).toEqual([JANE, 'sms|tel']);
		expect(tenant().users.get(JANE)).toMatchObject({ identities: data });
		expect(JSON.stringify(tenant().users.all())).not.toContain('gold');
		expect(tenant().userData.organizations.of('auth0|bob')).toEqual([]);
	});

	it.each([
		['the user itself', { user_id: 'jane' }, 400, 'Main identity and the new one are the same.'],
		['nobody', { user_id: 'nobody' }, 400, 'Provided secondary account not found.'],
		[
			'a user of another connection',
			{ user_id: 'bob', connection_id: WITH_USERNAME },
			400,
			'Provided secondary account not found.',
		],
		[
			'an unknown provider',
			{ provider: 'github', user_id: '1' },
			400,
			'The provider/connection is not configured.',
		],
		['a token', { provider: undefined, link_with: 'x' }, 400, 'Invalid token (link_with).'],
		['no id', {}, 400, 'Missing required property: user_id'],
	])('is refused with %s', async (_name, changes, statusCode, message) => {
		const { data } = await link({ provider: 'auth0', ...changes });
		expect(data).toMatchObject({ statusCode, message });
		expect(idsOf()).toHaveLength(3);
	});

	it('is refused a second time', async () => {
		await linkBob();
		expect((await linkBob()).data).toMatchObject({
			statusCode: 409,
			message: 'Specified identity already exists.',
		});
	});

	it('is refused for an unknown user, and without the scope', async () => {
		const body = { provider: 'auth0', user_id: 'bob' };
		expect((await call('POST', '/users/auth0%7Cnobody/identities', { body })).status).toBe(404);
		expect((await link(body, 'readOnly')).data).toMatchObject({
			statusCode: 403,
			errorCode: 'insufficient_scope',
		});
	});
});

describe('Unlinking', () => {
	it('makes the identity a user of its own again', async () => {
		await linkBob();
		const { status, data } = await call<Identity[]>('DELETE', `${PATH}/auth0/bob`);
		expect([status, data.map(({ user_id: id }) => id)]).toEqual([200, ['jane']]);
		expect(idsOf()).toEqual([JANE, 'sms|tel', 'auth0|bob']);
		expect(tenant().users.get('auth0|bob')).toMatchObject({
			email: 'bob@example.com',
			given_name: 'Bob',
			identities: [{ connection: DATABASE, user_id: 'bob', provider: 'auth0', isSocial: false }],
		});
		expect(tenant().users.get('auth0|bob')).not.toHaveProperty('user_metadata');
		expect(tenant().users.findByEmail('bob@example.com')).toHaveLength(1);
	});

	it.each([
		['the main identity', 'auth0/jane', 400, 'Main identity cannot be removed.'],
		[
			'an identity of nobody',
			'auth0/nobody',
			400,
			'The user exists, but does not contain the given identity.',
		],
		['an unknown provider', 'myspace/1', 400, expect.stringContaining('No enum match for')],
	])('is refused for %s', async (_name, path, statusCode, message) => {
		await linkBob();
		const { data } = await call('DELETE', `${PATH}/${path}`);
		expect(data).toMatchObject({ statusCode, message });
	});

	it('is refused for an unknown user, and without the scope', async () => {
		expect((await call('DELETE', '/users/auth0%7Cnobody/identities/auth0/x')).status).toBe(404);
		expect((await call('DELETE', `${PATH}/auth0/bob`, { client: 'readOnly' })).status).toBe(403);
	});
});

import { account, JANE } from '../support/accounts';
import { byId } from '../support/locators';
import { useJane } from '../support/oneUser';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, outputOf } = useJane(tenant);

describe('identities', () => {
	const OTHER = 'google-oauth2|103547991597142817347';
	beforeEach(() => {
		const [identity] = [
			{
				connection: 'google-oauth2',
				provider: 'google-oauth2',
				user_id: OTHER.split('|')[1] ?? '',
				isSocial: true,
			},
		];
		tenant().seedUsers([
			{
				...account('other'),
				overrides: { user_id: OTHER, identities: identity ? [identity] : [] },
			},
		]);
	});

	it('are linked and unlinked', async () => {
		const [linked] = await outputOf('identity:link', {
			linkedUserId: byId(OTHER),
		});
		expect(linked).toMatchObject({
			user_id: JANE,
			identities: [{}, { provider: 'google-oauth2' }],
		});
		expect(tenant().users.get(OTHER)).toBeUndefined();
		const [unlinked] = await outputOf('identity:unlink', {
			identity: byId(OTHER),
		});
		expect(unlinked).toMatchObject({ user_id: JANE, identities: [{ provider: 'auth0' }] });
		expect(tenant().users.get(OTHER)).toMatchObject({ user_id: OTHER });
	});

	describe('that are linked already', () => {
		beforeEach(async () => {
			await outputOf('identity:link', { linkedUserId: byId(OTHER) });
		});
		const again = async (userId: string) =>
			(await run('identity:link', { userId: byId(userId), linkedUserId: byId(OTHER) })).error;

		it('are done', async () => {
			expect(await outputOf('identity:link', { linkedUserId: byId(OTHER) })).toMatchObject([
				{ user_id: JANE, identities: [{}, { provider: 'google-oauth2' }] },
			]);
		});

		it('to another user say to whom', async () => {
			tenant().seedUsers([account('joe')]);
			expect(await again('auth0|joe')).toMatchObject({
				message: `“${OTHER}” is already linked to user “${JANE}”.`,
				description: `To link it to “auth0|joe” instead, unlink it from “${JANE}” first. To link both users, enter “${JANE}” in 'User to Link'.`,
			});
		});

		it('say so where the application may not look', async () => {
			tenant().setScopes('full', 'update:users');
			expect(await again(JANE)).toMatchObject({
				message: `“${OTHER}” is already linked.`,
				description: expect.stringMatching(/^It is an identity of “auth0\|jane” or of another/),
			});
		});
	});

	it.each([
		[
			'identity:link',
			{ linkedUserId: byId('google-oauth2|1') },
			'User “google-oauth2|1” does not exist.',
		],
		[
			'identity:link',
			{ linkedUserId: byId('github|1') },
			'The tenant has no connection for “github|1”.',
		],
		['identity:unlink', { identity: byId('google-oauth2|1') }, 'The user has no such identity.'],
		[
			'identity:unlink',
			{ identity: byId(JANE) },
			'This is the user’s primary identity, which cannot be unlinked.',
		],
	])('of %s with %j are refused in words of the panel', async (operation, given, message) => {
		const { error } = await run(operation, given);
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/^(?:Check|Choose) .*'(?:User to Link|Identity)'/);
	});

	it.each([
		['={{ "" }}', "'User to Link' is empty."],
		['103547991597142817347', /^“103547991597142817347” in 'User to Link' is not a full user ID/],
		[JANE, /^'User' and 'User to Link' are both/],
	])('of “%s” are refused before anything is sent', async (value, message) => {
		const { error } = await run('identity:link', {
			linkedUserId: byId(value),
		});
		expect(error?.message).toMatch(message);
		expect(tenant().requests).toEqual([]);
	});
});

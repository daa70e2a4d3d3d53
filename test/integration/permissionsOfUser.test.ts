import { byId, byName } from '../support/locators';
import { useJane } from '../support/oneUser';
import { useTenant } from '../support/tenant';

const tenant = useTenant();
const { run, outputOf, changes } = useJane(tenant);

describe('permissions', () => {
	const permissions = (...names: string[]) => ({
		api: byId('https://api.example.com/'),
		permissions: {
			permission: names.map((value) => ({ permission: byName(value) })),
		},
	});

	it('are added, listed and removed', async () => {
		await outputOf('permission:addToUser', permissions('read:reports', 'write:reports'));
		await outputOf('permission:removeFromUser', permissions('read:reports'));
		expect(await outputOf('permission:getUserPermissions')).toEqual([
			expect.objectContaining({
				permission_name: 'write:reports',
				resource_server_identifier: 'https://api.example.com/',
			}),
		]);
	});

	it.each(['READ:reports', 'fly'])(
		'are not taken for removed where the API does not define them: %s',
		async (name) => {
			const { error } = await run('permission:removeFromUser', permissions('read:reports', name));
			expect(error).toMatchObject({
				message: `API “https://api.example.com/” has no permission “${name}”.`,
				description: expect.stringContaining("Check 'API' and 'Permissions'"),
			});
			expect(changes()).toEqual([]);
		},
	);

	it('are removed also where the application may not read the API', async () => {
		await outputOf('permission:addToUser', permissions('read:reports'));
		tenant().setScopes('full', 'update:users read:users');
		await outputOf('permission:removeFromUser', permissions('read:reports'));
		expect(await outputOf('permission:getUserPermissions')).toEqual([]);
	});

	it('that are refused name the fields to check', async () => {
		const { error } = await run('permission:addToUser', permissions('fly'));
		expect(error?.message).toContain('The permission fly does not exist');
		expect(error?.description).toContain("Check 'API' and 'Permissions'");
	});

	it('come from a list of texts only', async () => {
		const { error } = await run('permission:addToUser', permissions('={{ [{ name: "x" }] }}'));
		expect(error?.message).toBe("The list in 'Permissions' contains an entry that is not text.");
	});

	it.each([
		[{ ...permissions('read:reports'), api: byId('={{ "" }}') }, "'API' is empty."],
		[permissions('={{ "" }}'), "'Permissions' is empty."],
	])('are refused when a field is empty', async (parameters, message) => {
		const { error } = await run('permission:addToUser', parameters);
		expect(error?.message).toBe(message);
		expect(changes()).toEqual([]);
	});
});

import type { INodeParameters } from 'n8n-workflow';

import { DATABASE, DATABASE_ID } from '../support/accounts';
import { byId, byName, locator } from '../support/locators';
import { useOperations } from '../support/operations';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf, changes } = useOperations(tenant);

const THERE = { connectionId: byId(DATABASE_ID) };

const appId = (number: number) => `App${String(number).padStart(29, '0')}`;

describe('the applications of a connection', () => {
	const applications = (...given: Array<[string, unknown]>) => ({
		applications: {
			application: given.map(([mode, value]) => ({ application: locator(mode, String(value)) })),
		},
	});
	const enabled = () => tenant().connectionStates.applicationsOf(DATABASE_ID);

	it('are added and removed, by ID or by name, and listed with their names', async () => {
		const two = applications(['id', appId(1)], ['name', 'mobile app'], ['list', appId(1)]);
		const named = [
			{ client_id: appId(1), name: 'Customer Portal' },
			{ client_id: appId(2), name: 'Mobile App' },
		];
		const given = { connectionId: byName(DATABASE), ...two };
		expect(await outputOf('connection:addApplications', given)).toEqual([
			{ connection_id: DATABASE_ID, added: named },
		]);
		expect(await outputOf('connection:getApplications', THERE)).toEqual(named);
		const one = { ...THERE, ...applications(['name', 'Mobile App']) };
		expect(await outputOf('connection:removeApplications', one)).toEqual([
			{ connection_id: DATABASE_ID, removed: named.slice(1) },
		]);
		expect(enabled()).toEqual([appId(1)]);
		expect(changes().map(({ method, path, body }) => [method, path, body])).toEqual([
			[
				'PATCH',
				`/api/v2/connections/${DATABASE_ID}/clients`,
				[
					{ client_id: appId(1), status: true },
					{ client_id: appId(2), status: true },
				],
			],
			[
				'PATCH',
				`/api/v2/connections/${DATABASE_ID}/clients`,
				[{ client_id: appId(2), status: false }],
			],
		]);
	});

	it('stay the same when the same is done again', async () => {
		const given = { ...THERE, ...applications(['id', appId(1)]) };
		for (const operation of ['add', 'add', 'remove', 'remove']) {
			await outputOf(`connection:${operation}Applications`, given);
			expect(enabled()).toEqual(operation === 'add' ? [appId(1)] : []);
		}
	});

	it('are changed 50 at a time, and all listed', async () => {
		const ids = Array.from({ length: 1120 }, (_, index) => appId(1000 + index));
		tenant().seedApplications(ids.map((id) => ({ client_id: id, name: id })));
		const list = {
			...THERE,
			applications: { application: [{ application: locator('id', '={{ $json.ids }}') }] },
		};
		const [output] = await outputOf('connection:addApplications', list, 'full', {}, [{ ids }]);
		expect(output?.added).toHaveLength(1120);
		const sizes = changes().map(({ body }) => Object(body).length);
		expect(sizes).toEqual([...Array.from({ length: 22 }, () => 50), 20]);
		expect(enabled()).toEqual(ids);
		const listed = await outputOf('connection:getApplications', { ...THERE, returnAll: true });
		expect(listed.map(({ client_id: id }) => id)).toEqual(ids);
		const some = await outputOf('connection:getApplications', { ...THERE, limit: 3 });
		expect(some).toHaveLength(3);
	});

	it('have no names where the application may not read them, and are changed', async () => {
		tenant().setScopes('full', 'update:connections read:connections');
		const given = { ...THERE, ...applications(['id', appId(1)]) };
		expect(await outputOf('connection:addApplications', given)).toEqual([
			{ connection_id: DATABASE_ID, added: [{ client_id: appId(1) }] },
		]);
		expect(await outputOf('connection:getApplications', THERE)).toEqual([{ client_id: appId(1) }]);
	});

	it('are several in plain text, as a tool sends it', async () => {
		const plain = (value: string) => ({
			...THERE,
			applications: { application: [{ application: value }] },
		});
		await outputOf('connection:addApplications', plain('Mobile App, Nightly Sync'));
		await outputOf('connection:addApplications', plain(`${appId(1)},${appId(2)}`));
		expect(enabled()).toEqual([appId(2), appId(3), appId(1)]);
	});

	it.each<[INodeParameters, string]>([
		[{ applications: {} }, "'Applications' is empty."],
		[applications(['name', 'Nothing']), 'Application “Nothing” was not found.'],
		[applications(['id', '={{ null }}']), "'Applications' is empty."],
	])('are not changed by %j', async (given, message) => {
		const { message: told } = await errorOf('connection:addApplications', { ...THERE, ...given });
		expect(told).toBe(message);
		expect(changes()).toEqual([]);
	});

	it('that are not there are told of with the connection', async () => {
		const given = { ...THERE, ...applications(['id', 'nobody']) };
		expect(await errorOf('connection:addApplications', given)).toEqual({
			message: `Connection “${DATABASE_ID}” or one of the applications does not exist.`,
			description: expect.stringContaining("Check 'Connection' and 'Applications'."),
		});
	});
});

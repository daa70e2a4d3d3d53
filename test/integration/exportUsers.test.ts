import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { account, DATABASE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, byName } from '../support/locators';
import { isApi, isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const CONNECTION = 'con_0000000000000001';
const EXPORTS = '/api/v2/jobs/users-exports';

const run = async (parameters: INodeParameters = {}) =>
	await execute(credentialFor(tenant()), { operation: 'job:exportUsers', ...parameters });

/** What a file holds that the node put out. */
const fileOf = ([item]: INodeExecutionData[], field = 'data') =>
	Buffer.from(item?.binary?.[field]?.data ?? '', 'base64').toString();

const columns = (...rows: Array<[name: string, column?: string]>) => ({
	fieldsToExport: { field: rows.map(([name, column = '']) => ({ name, column })) },
});
const sent = () => tenant().requests.find(({ path }) => path === EXPORTS)?.body;

beforeEach(() =>
	tenant().seedUsers([
		account('ann', { user_metadata: { plan: 'gold', tags: ['a', 'b'] } }),
		account('bob', { name: '=1+1, "Bob"' }),
		{ connection: 'email', user_id: 'eve', email: 'eve@example.com', name: 'Zoë\nEve' },
	]),
);

it('puts out all users as items, with all that they have', async () => {
	const { items, hints } = await run();

	expect(items.map(({ json }) => json)).toEqual(tenant().users.all());
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 0].map((item) => ({ item })));
	expect(hints).toEqual([]);
	expect(tenant().requests.filter(isToken)).toHaveLength(1);
});

it('puts out those of a connection, so many, with columns of any name', async () => {
	const { items } = await run({
		connectionId: byId(CONNECTION),
		returnAll: false,
		limit: 1,
		...columns(['email', 'Mail'], ['user_metadata.plan'], ['identities[0].connection', 'From']),
	});

	expect(items.map(({ json }) => json)).toEqual([
		{ Mail: 'ann@example.com', 'user_metadata.plan': 'gold', From: DATABASE },
	]);
	expect(sent()).toMatchObject({ connection_id: CONNECTION, limit: 1, format: 'json' });
});

it.each([byId('={{ $json.none }}'), byName('={{ " " }}'), '={{ $json.none }}'])(
	'exports nobody for a connection of an expression that returns nothing: %j',
	async (connectionId) => {
		const { items, error } = await run({ connectionId });
		expect(items).toEqual([]);
		expect(error?.message).toBe("'Connection' is empty.");
		expect(error?.description).toContain('To export all users, clear the field');
		expect(tenant().requests).toEqual([]);
	},
);

it('finds a connection by its name, once for all items', async () => {
	const parameters = { operation: 'job:exportUsers', connectionId: byName('email') };
	const { items } = await execute(credentialFor(tenant()), parameters, [{}, {}]);

	expect(items.map(({ json }) => json.user_id)).toEqual(['email|eve', 'email|eve']);
	expect(tenant().requests.filter(({ path }) => path === '/api/v2/connections')).toHaveLength(1);
});

describe('a file', () => {
	const some = columns(['name'], ['email', 'E-mail'], ['user_metadata'], ['email_verified']);

	it('in CSV has a header, and quotes what has to be', async () => {
		const { items } = await run({ exportAs: 'csv', ...some });

		expect(items.map(({ json }) => json)).toEqual([
			{ users: 3, file_name: 'users.csv', job_id: tenant().jobs.all()[0]?.id },
		]);
		expect(items[0]?.binary?.data).toMatchObject({ fileName: 'users.csv', mimeType: 'text/csv' });
		expect(fileOf(items)).toBe(
			[
				'name,E-mail,user_metadata,email_verified',
				'ann@example.com,ann@example.com,"{""plan"":""gold"",""tags"":[""a"",""b""]}",false',
				'"=1+1, ""Bob""",bob@example.com,,false',
				'"Zoë\nEve",eve@example.com,,false',
				'',
			].join('\r\n'),
		);
	});

	it('in CSV leaves no formula to a spreadsheet, where that is wanted', async () => {
		const options = { escapeFormulas: true, fileName: 'people.csv' };
		const { items } = await run({ exportAs: 'csv', ...some, options, binaryPropertyName: 'sheet' });

		expect(fileOf(items, 'sheet')).toContain('"\'=1+1, ""Bob""",bob@example.com');
		expect(items[0]?.binary?.sheet?.fileName).toBe('people.csv');
	});

	it('in JSON is a list with a user a line', async () => {
		const { items } = await run({ exportAs: 'json', ...columns(['email', 'Mail']) });

		expect(fileOf(items)).toBe(
			'[\n{"Mail":"ann@example.com"},\n{"Mail":"bob@example.com"},\n{"Mail":"eve@example.com"}\n]\n',
		);
		tenant().users.clear();
		expect(JSON.parse(fileOf((await run({ exportAs: 'json' })).items))).toEqual([]);
	});

	it('in JSON Lines has a line for each user', async () => {
		const { items } = await run({ exportAs: 'jsonLines', ...columns(['email']) });

		expect(
			fileOf(items)
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line)),
		).toEqual([
			{ email: 'ann@example.com' },
			{ email: 'bob@example.com' },
			{ email: 'eve@example.com' },
		]);
	});

	it('that cannot be written to the end is an error, in its own words', async () => {
		tenant().inject({ path: /^\/users-export\//, times: 100, status: 403 });

		const { error, items } = await run({ exportAs: 'csv' });

		expect(items).toEqual([]);
		expect(error).toMatchObject({ message: 'The file of the export could not be read.' });
		expect(JSON.stringify(error)).not.toContain('Signature');
	});
});

it('says so when there is nobody', async () => {
	tenant().users.clear();

	const { items, hints } = await run();

	expect(items).toEqual([]);
	expect(hints).toEqual(['The export has no users.']);

	const file = await run({ exportAs: 'csv' });
	expect(file.items[0]?.json).toMatchObject({ users: 0 });
	expect(file.hints).toEqual(['The export has no users.']);
});

it('has nothing of a field that users do not have, whatever its name', async () => {
	const names = ['email', 'constructor', '__proto__', 'toString', 'user_metadata.constructor'];
	const parameters = columns(...names.map((name): [string] => [name]));

	const { items } = await run(parameters);
	expect(items.map(({ json }) => Object.keys(json))).toEqual(items.map(() => ['email']));

	const file = await run({ ...parameters, exportAs: 'csv' });
	expect(fileOf(file.items).split('\r\n')[1]).toBe('ann@example.com,,,,');
});

it.each<[string, INodeParameters, object]>([
	[
		'a column that is there twice',
		columns(['email', 'x'], ['name', 'x']),
		{ message: "'Fields to Export' has two columns named “x”." },
	],
	[
		'a field without a name',
		columns(['', 'x']),
		{ message: "'Fields to Export' has an entry without a field name." },
	],
	[
		'a field that is too long',
		columns(['x'.repeat(101)]),
		{ message: "A field name in 'Fields to Export' is too long." },
	],
	[
		'no field for the file',
		{ exportAs: 'csv', binaryPropertyName: '={{ $json.x }}' },
		{ message: "'Put Output File in Field' is empty." },
	],
	[
		'a kind of file that is not there',
		{ exportAs: 'xml' },
		{ message: "'Export As' must be csv, items, json or jsonLines." },
	],
])('refuses %s before anything is sent', async (_name, parameters, expected) => {
	const { error } = await run(parameters);

	expect(error).toMatchObject(expected);
	expect(tenant().requests).toEqual([]);
});

it('says what is wrong with a connection, and which permission it lacks', async () => {
	const unknown = await run({ connectionId: byName('x') });
	expect(unknown.error).toMatchObject({ message: 'Connection “x” was not found.' });

	const gone = await run({ connectionId: byId('con_9999999999999999') });
	expect(gone.error).toMatchObject({
		message: 'The connection does not exist.',
		description: expect.stringContaining('HTTP 400'),
	});

	const { error } = await execute(credentialFor(tenant(), 'createOnly'), {
		operation: 'job:exportUsers',
	});
	expect(error).toMatchObject({ message: 'The application lacks the permission read:users.' });
});

it('waits no longer than it may', async () => {
	tenant().jobs.settings.startMs = 3_600_000;

	const { error } = await run({ options: { waitMinutes: 2 } });

	expect(error).toMatchObject({ message: 'The export did not finish within 2 minutes.' });
	// 1, 2, 4 and 8 s, then every 10 s.
	expect(tenant().requests.filter(isApi)).toHaveLength(1 + 4 + 11);
});

it.each([{}, { exportAs: 'csv' }])(
	'ends the wait when the execution is cancelled, and names the job: %j',
	async (parameters) => {
		tenant().jobs.settings.startMs = 3_600_000;
		const cancelled = new AbortController();
		const running = execute(
			credentialFor(tenant()),
			{ operation: 'job:exportUsers', ...parameters },
			[{}],
			{ signal: cancelled.signal },
		);
		while (tenant().requests.filter(isApi).length < 3) {
			await sleep(5);
		}
		cancelled.abort();
		const { error } = await running;

		expect(tenant().requests.filter(isApi).length).toBeLessThan(6);
		expect(error).toMatchObject({
			message: 'The execution was cancelled.',
			description: `Auth0 goes on with export job ${tenant().jobs.all()[0]?.id}, which changes nobody.`,
		});
	},
);

it('waits on while Auth0 cannot say how far the job is', async () => {
	tenant().inject({ path: /\/jobs\/job_/, status: 503, body: {}, times: 20 });

	const { items, error } = await run();

	expect(error).toBeUndefined();
	expect(items).toHaveLength(3);
});

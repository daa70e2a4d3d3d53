/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a test, not part of the package */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stripVTControlCharacters } from 'util';

import { CommandError, run } from '../n8n/command';
import { ROOT } from '../n8n/folders';
import { connectionTo } from '../support/connection';
import { useStandIn } from '../support/standIn';

// It builds the package.
const DEMO_MS = 120_000;

// A person's own tenant is not for these tests.
const isForeign = (name: string) => name.startsWith('AUTH0_');
const environment = Object.fromEntries(
	Object.entries(process.env).filter(([name]) => !isForeign(name)),
);

interface Ending {
	code: CommandError['ending'];
	output: string;
}

/** Runs the demo as `npm run demo` does, when the dependencies are installed. */
async function runDemo(env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Ending> {
	const demo = run(process.execPath, ['--import', 'tsx', 'dev/demo.ts', 'demo', ...args], {
		cwd: ROOT,
		env: { ...environment, ...env },
	});
	return await demo.then(
		(output) => ({ code: 0, output: stripVTControlCharacters(output) }),
		(error: unknown) => {
			if (!(error instanceof CommandError)) throw error;
			return { code: error.ending, output: error.message };
		},
	);
}

/** The cells of the table, without its head. */
const rowsOf = (output: string) =>
	output
		.split('\n')
		.filter((line) => line.startsWith('│'))
		.map((line) =>
			line
				.split('│')
				.slice(1, -1)
				.map((cell) => cell.trim()),
		)
		.slice(1);

/** What the table tells of one user. */
const rowsAbout = (id: unknown, email: unknown) => [
	['Create user', id, email, 'Ada Lovelace', '{"plan":"trial"}'],
	['Get user', id, email, 'Ada Lovelace', '{"plan":"trial"}'],
	['Update user', id, email, 'Ada King', '{"plan":"pro"}'],
];

describe('the demo', () => {
	const tenant = useStandIn();
	const folder = mkdtempSync(join(tmpdir(), 'demo-'));

	afterAll(() => rmSync(folder, { recursive: true }));

	/** What a person sets to use a tenant of their own. */
	function ownTenant(): NodeJS.ProcessEnv {
		const caFile = join(folder, 'ca.pem');
		writeFileSync(caFile, tenant().ca);
		const { domain, clientId, clientSecret } = connectionTo(tenant());
		return {
			AUTH0_DOMAIN: domain,
			AUTH0_CLIENT_ID: clientId,
			AUTH0_CLIENT_SECRET: clientSecret,
			NODE_EXTRA_CA_CERTS: caFile,
		};
	}

	it(
		'creates, reads and updates a user of the stand-in tenant that it starts',
		async () => {
			const { code, output } = await runDemo();

			expect(output).toContain("What n8n's engine did in the stand-in Auth0 tenant at localhost:");
			const rows = rowsOf(output);
			const [id, email] = rows[0]?.slice(1) ?? [];
			expect(id).toMatch(/^auth0\|/);
			expect(email).toMatch(/^n8n-demo-\d+@example\.com$/);
			expect(rows).toEqual(rowsAbout(id, email));
			expect(code).toBe(0);
		},
		DEMO_MS,
	);

	it(
		'does so in the tenant that the environment names',
		async () => {
			const { code, output } = await runDemo(ownTenant());

			expect(output).toContain(`in your tenant ${tenant().domain}:`);
			const [user, ...others] = tenant().users.all();
			expect(others).toEqual([]);
			expect(user).toMatchObject({ name: 'Ada King', user_metadata: { plan: 'pro' } });
			expect(rowsOf(output)).toEqual(rowsAbout(user?.user_id, user?.email));
			expect(output).toContain('To delete the user, open Auth0 Dashboard');
			expect(code).toBe(0);
		},
		DEMO_MS,
	);

	it(
		'says what is wrong with that tenant',
		async () => {
			const { code, output } = await runDemo({ ...ownTenant(), AUTH0_CLIENT_SECRET: 'wrong' });

			expect(output).toContain('Client Secret');
			expect(tenant().requests.map(({ path }) => path)).toEqual(['/oauth/token']);
			expect(code).toBe(1);
		},
		DEMO_MS,
	);

	it(
		'names an option that it does not have',
		async () => {
			const { code, output } = await runDemo({}, '--n9n');

			expect(output).toContain('Unknown option --n9n.');
			expect(output).toContain('npm run demo -- --n8n');
			expect(code).toBe(1);
		},
		DEMO_MS,
	);
});

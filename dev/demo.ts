/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Table from 'cli-table3';
import { execute, type ExecutionResult, type Json } from '../test/n8n/execution';
import { RUNTIME } from '../test/n8n/folders';
import { exampleId } from '../test/n8n/imports';
import { buildNodePackage } from '../test/n8n/nodePackage';
import { withProgress } from '../test/n8n/progress';
import { trustCertificate } from '../test/tenant';
import { openAuth0, type Auth0 } from './auth0';
import { main } from './lifetime';
import { prepare } from './prepare';

const WHOLE_N8N = '--n8n';
const EXAMPLE = '1-create-read-update.json';
const STEPS = ['Create user', 'Get user', 'Update user'];

const HEAD = ['Step', 'User ID', 'Email', 'Name', 'User metadata'];
const PLAIN = { head: [], border: [] };

const text = (value: unknown) =>
	typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

function row(step: string, user: Json): string[] {
	const { user_id: id, email, name, user_metadata: metadata } = user;
	return [step, id, email, name, metadata].map(text);
}

interface Run {
	engine: string;
	auth0: Auth0;
	result: ExecutionResult;
}

async function runInEngine(): Promise<Run> {
	const [auth0, { executeExample }] = await Promise.all([
		openAuth0(join(RUNTIME, 'demo')),
		// It takes a second to load, which building leaves to it.
		import('./embedded/engine.ts'),
		buildNodePackage(),
	]);
	if (auth0.caFile) trustCertificate(readFileSync(auth0.caFile, 'utf8'));
	const result = await withProgress("Running the example workflow in n8n's engine", () =>
		executeExample(EXAMPLE, auth0.connection),
	);
	return { engine: "n8n's engine", auth0, result };
}

async function runInN8n(): Promise<Run> {
	const { n8n, auth0 } = await prepare('demo', [EXAMPLE]);
	const result = await withProgress('Running the example workflow in n8n', () =>
		execute(n8n, exampleId(EXAMPLE)),
	);
	return { engine: 'n8n', auth0, result };
}

/** Whether the whole n8n is asked for. */
function readArguments(): boolean {
	const args = process.argv.slice(3);
	const unknown = args.find((arg) => arg !== WHOLE_N8N);
	if (unknown === undefined) return args.length > 0;
	throw new Error(
		`Unknown option ${unknown}. To run the demo in a whole n8n: npm run demo -- ${WHOLE_N8N}`,
	);
}

main(async () => {
	const { engine, auth0, result } = readArguments() ? await runInN8n() : await runInEngine();
	const table = new Table({ head: HEAD, style: PLAIN });
	for (const step of STEPS) table.push(...result.items(step).map((user) => row(step, user)));
	console.log(`\nWhat ${engine} did in ${auth0.name}:\n${table.toString()}`);
	if (!auth0.isStandIn) {
		console.log('To delete the user, open Auth0 Dashboard → User Management → Users.');
	}
	console.log('\nTo see the workflow in the n8n editor: npm start');
});

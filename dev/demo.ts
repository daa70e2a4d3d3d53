/* eslint-disable no-console -- what it prints is for the person at the terminal */
import Table from 'cli-table3';
import { execute, type Json } from './execution';
import { exampleId } from './imports';
import { main } from './lifetime';
import { prepare } from './prepare';
import { withProgress } from './progress';

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

main(async () => {
	const { n8n, auth0 } = await prepare('demo', [EXAMPLE]);
	const result = await withProgress('Running the example workflow in n8n', () =>
		execute(n8n, exampleId(EXAMPLE)),
	);
	const table = new Table({ head: HEAD, style: PLAIN });
	for (const step of STEPS) table.push(...result.items(step).map((user) => row(step, user)));
	console.log(`\nWhat n8n did in ${auth0.name}:\n${table.toString()}`);
	if (!auth0.isStandIn) {
		console.log('The user stays there. To delete it: Auth0 Dashboard → User Management → Users.');
	}
	console.log('\nTo see it in the n8n editor: npm start');
});

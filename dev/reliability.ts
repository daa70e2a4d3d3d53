/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import './engineSettings';
import { parseArgs } from 'node:util';
import { SCENARIOS } from '../test/reliability/scenarios';
import { startTenant, trustCertificate, type Tenant } from '../test/tenant';
import { atEnd, main } from './lifetime';
import { printSharedLimits } from './reliability/sharedLimit';
import { measureBursts, measureRounds } from './reliability/trigger';

const row = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

function printHead(head: string[]): void {
	console.log(`\n${row(head)}`);
	console.log(row(head.map((_, index) => (index === 0 ? '---' : '--:'))));
}

async function printScenarios(tenant: Tenant): Promise<void> {
	printHead([
		'scenario',
		'items',
		'failed',
		'lost',
		'created twice',
		'in order',
		'tokens',
		'requests',
		'429',
	]);
	for (const { name, run } of SCENARIOS) {
		tenant.reset();
		const figures = await run(tenant);
		const { items, failed, lost, createdTwice, inOrder, tokens, requests, refused } = figures;
		const order = inOrder ? 'yes' : 'no';
		console.log(row([name, items, failed, lost, createdTwice, order, tokens, requests, refused]));
	}
}

async function printRounds(tenant: Tenant, rounds: number, seed: number): Promise<void> {
	console.log(`\nAuth0 Trigger: ${rounds} random rounds, which --seed ${seed} repeats`);
	const all = await measureRounds(tenant, rounds, seed);
	printHead([
		'n8n',
		'rounds',
		'restarts',
		'streams left over',
		'streams missing',
		'deliveries',
		'lost',
		'twice',
		'forged',
		'refused',
	]);
	for (const { name, figures } of all) {
		const { restarts, left, missing, deliveries, lost, twice, forged, refused } = figures;
		const cells = [rounds, restarts, left, missing, deliveries, lost, twice, forged, refused];
		console.log(row([name, ...cells]));
	}
	for (const { figures } of all) for (const line of figures.history) console.log(line);
}

async function printBursts(tenant: Tenant, deliveries: number): Promise<void> {
	console.log(`\nAuth0 Trigger: ${deliveries} deliveries in a burst`);
	const all = await measureBursts(tenant, deliveries);
	printHead([
		'node',
		'at once',
		'accepted',
		'within 1 s',
		'median (ms)',
		'slowest (ms)',
		'lost',
		'twice',
	]);
	for (const { name, atOnce, figures } of all) {
		const { accepted, withinSecond, medianMs, slowestMs, lost, twice } = figures;
		const cells = [accepted, withinSecond, medianMs, slowestMs, lost, twice];
		console.log(row([name, atOnce, ...cells]));
	}
}

main(async () => {
	const { values } = parseArgs({
		args: process.argv.slice(3),
		options: {
			rounds: { type: 'string', default: '100' },
			seed: { type: 'string', default: String(Date.now() % 100_000) },
			deliveries: { type: 'string', default: '1000' },
		},
	});
	const [rounds, seed, deliveries] = [values.rounds, values.seed, values.deliveries].map(Number);
	if (!rounds || !seed || !deliveries) throw new Error('Enter numbers greater than 0.');
	const tenant = await startTenant();
	atEnd(() => tenant.stop());
	trustCertificate(tenant.ca);
	await printScenarios(tenant);
	console.log('\nExecutions that share a limit');
	await printSharedLimits();
	await printRounds(tenant, rounds, seed);
	await printBursts(tenant, deliveries);
});

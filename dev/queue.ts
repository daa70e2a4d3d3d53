/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { withProgress } from '../test/n8n/progress';
import type { Figures } from '../test/queue/figures';
import { editInMidRun, restartMain, shortTokens } from '../test/queue/scenarios/changes';
import { createAndRecover } from '../test/queue/scenarios/create';
import { getFew, getMany } from '../test/queue/scenarios/get';
import { listenInAllWays, type TriggerFigures } from '../test/queue/scenarios/trigger';
import { main } from './lifetime';
import { openStage } from './queue/stage';

const SCENARIOS = [getFew, getMany, createAndRecover, restartMain, editInMidRun, shortTokens];
const TRIGGER = 'trigger';
const NAMES = [...SCENARIOS.map(({ name }) => name), TRIGGER];

type Result = Figures | TriggerFigures;

/** All that a scenario yields; its progress names what is done. */
async function collect<T extends Result>(title: string, parts: AsyncGenerator<T>): Promise<T[]> {
	const all: T[] = [];
	await withProgress(
		title,
		async () => {
			for await (const part of parts) all.push(part);
		},
		() => all.map(({ name }) => `${name}: done`).join(', '),
	);
	return all;
}

function print(head: string[], rows: Array<Array<string | number>>): void {
	if (rows.length === 0) return;
	const table = new Table({ head, style: { head: [], border: [] } });
	table.push(...rows);
	console.log(`\n${table.toString()}`);
}

const percent = (part: number, whole: number) =>
	whole === 0 ? '0.0 %' : `${((100 * part) / whole).toFixed(1)} %`;

function printExecutions(all: Figures[]): void {
	const head = ['', 'items', 'failed', 'lost', 'twice', 'in no output', 'tokens', '429', 'time'];
	const rows = all.map(({ name, items, failed, lost, twice, inNoOutput, tokens, ...rest }) => {
		const { requests, refused, seconds, allowedSeconds } = rest;
		const time = allowedSeconds ? (seconds / allowedSeconds).toFixed(2) : `${seconds.toFixed(1)} s`;
		const counts = [items, failed, lost, twice, inNoOutput, tokens];
		return [name, ...counts, percent(refused, requests), time];
	});
	print(head, rows);
}

function printTrigger(all: TriggerFigures[]): void {
	const rows = all.map(({ name, events, lost, twice }) => [name, events, lost, twice]);
	print(['', 'events', 'lost', 'twice'], rows);
}

/** @throws naming what did not hold */
function judge(results: Result[]): void {
	const broken = results.flatMap(({ name, broken }) => broken.map((rule) => `${name}: ${rule}`));
	if (broken.length > 0) throw new Error(['This does not hold:', ...broken].join('\n'));
	console.log('\nAll that must hold does.');
}

/** @throws for a name that no scenario has */
function readArguments(): { names: string[]; isLong: boolean } {
	const { values } = parseArgs({
		args: process.argv.slice(3),
		options: { only: { type: 'string', multiple: true }, long: { type: 'boolean' } },
	});
	const names = values.only ?? NAMES;
	const unknown = names.find((name) => !NAMES.includes(name));
	if (unknown === undefined) return { names, isLong: values.long ?? false };
	throw new Error(`There is no scenario ${unknown}. Choose from ${NAMES.join(', ')}.`);
}

main(async () => {
	const { names, isLong } = readArguments();
	const stage = await openStage(isLong);
	const figures: Figures[] = [];
	for (const { name, run } of SCENARIOS.filter((scenario) => names.includes(scenario.name))) {
		figures.push(...(await collect(name, run(stage))));
	}
	const ofTrigger = names.includes(TRIGGER) ? await collect(TRIGGER, listenInAllWays(stage)) : [];
	console.log(
		'\nn8n in queue mode: a main process, a webhook process, 2 workers of 5 executions each',
	);
	printExecutions(figures);
	printTrigger(ofTrigger);
	judge([...figures, ...ofTrigger]);
});

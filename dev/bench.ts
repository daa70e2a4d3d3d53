/* eslint-disable no-console -- what it prints is for the person at the terminal */
import './engineSettings';
import Table from 'cli-table3';
import { withProgress } from '../test/n8n/progress';
import { trustCertificate } from '../test/tenant';
import { measure, type Contestant, type Measurement } from './bench/inEngine';
import { measureInN8n } from './bench/inN8n';
import { exporting, keepFilesOnDisk } from './bench/exports';
import { adding } from './bench/newUsers';
import { measureWork, type Work, type WorkMeasurement } from './bench/operation';
import { RemoteTenant } from './bench/remoteTenant';
import { syncing } from './bench/sync';
import type { Stage } from './bench/tenantProcess';
import { main } from './lifetime';

const USERS = 200;
const BUCKET = { burst: 50, perSecond: 15 };
/** What the bucket allows: all but the burst at the rate of its refill. */
const ALLOWED_SECONDS = (USERS - BUCKET.burst) / BUCKET.perSecond;

const LIMITED: Stage = { users: USERS, delayMs: 100, rateLimit: { management: BUCKET } };
const UNLIMITED: Stage = { users: USERS, delayMs: 100, rateLimit: {} };
const IMMEDIATE: Stage = { users: 500, delayMs: 0, rateLimit: {} };
/** As many as make one request for each slow. */
const MANY: Stage = { users: 5000, delayMs: 100, rateLimit: { management: BUCKET } };
const CPU_ROUNDS = 5;

const SYNCED = 100_000;
const NEW = 10_000;
/** Numbers of users to export, of which one is many times the other: the memory is to be about the same. */
const EXPORTED = [10_000, 100_000];

const OURS: Contestant = { name: 'Auth0 node' };
const ONE_BY_ONE: Contestant = { name: 'Auth0 node, one by one', options: { requestsInFlight: 1 } };
const IN_BATCHES: Contestant = {
	name: 'Auth0 node, Look Up: In Batches',
	options: { lookUp: 'inBatches' },
};
const bare = (inFlight: number): Contestant => ({
	name: `n8n's request helper, ${inFlight} in flight`,
	bareInFlight: inFlight,
});

const ratio = (value: number, reference: number) => (value / reference).toFixed(2);

function print(title: string, head: string[], rows: Array<Array<string | number>>) {
	const table = new Table({ head, style: { head: [], border: [] } });
	table.push(...rows);
	console.log(`\n${title}\n${table.toString()}`);
}

const measured = async (tenant: RemoteTenant, stage: Stage, contestant: Contestant) =>
	await withProgress(contestant.name, async () => await measure(tenant, stage, contestant));

async function compareWithLimit(tenant: RemoteTenant) {
	const measurements: Array<Omit<Measurement, 'cpuMs'>> = [
		await measured(tenant, LIMITED, OURS),
		await measured(tenant, LIMITED, bare(10)),
	];
	for await (const measurement of measureInN8n(tenant, LIMITED)) measurements.push(measurement);
	print(
		`${USERS} Get User, answers after 100 ms, limit ${BUCKET.burst} and ${BUCKET.perSecond}/s. Time: of the ${ALLOWED_SECONDS} s that the limit allows.`,
		['', 'time', 'items lost', 'answers 429', 'tokens'],
		measurements.map(({ name, seconds, lost, refused, tokens }) => [
			name,
			ratio(seconds, ALLOWED_SECONDS),
			lost,
			refused,
			tokens,
		]),
	);
}

async function compareWithoutLimit(tenant: RemoteTenant) {
	const reference = await measured(tenant, UNLIMITED, ONE_BY_ONE);
	const others = [
		await measured(tenant, UNLIMITED, OURS),
		await measured(tenant, UNLIMITED, bare(10)),
	];
	print(
		`${USERS} Get User, answers after 100 ms, no limit. Rate: of one by one.`,
		['', 'rate', 'items lost', 'tokens'],
		[reference, ...others].map(({ name, seconds, lost, tokens }) => [
			name,
			ratio(reference.seconds, seconds),
			lost,
			tokens,
		]),
	);
}

async function compareLookUps(tenant: RemoteTenant) {
	const batched = await measured(tenant, MANY, IN_BATCHES);
	const measurements: Array<Omit<Measurement, 'cpuMs'>> = [
		batched,
		await measured(tenant, MANY, OURS),
	];
	for await (const measurement of measureInN8n(tenant, MANY, 'HTTP Request node')) {
		measurements.push(measurement);
	}
	print(
		`${MANY.users} Get User, answers after 100 ms, limit ${BUCKET.burst} and ${BUCKET.perSecond}/s. Time and requests: of those in batches.`,
		['', 'time', 'requests', 'items lost', 'answers 429'],
		measurements.map(({ name, seconds, requests, lost, refused }) => [
			name,
			ratio(seconds, batched.seconds),
			ratio(requests, batched.requests),
			lost,
			refused,
		]),
	);
}

const median = (values: number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function compareCpu(tenant: RemoteTenant) {
	const contestants = [bare(10), OURS].map((contestant) => ({ ...contestant, isWarm: true }));
	const rounds: number[][] = [];
	await withProgress('CPU time, in turns', async () => {
		// The first round warms up the compiler.
		for (let round = 0; round <= CPU_ROUNDS; round++) {
			const times: number[] = [];
			for (const contestant of contestants) {
				times.push((await measure(tenant, IMMEDIATE, contestant)).cpuMs);
			}
			if (round > 0) rounds.push(times);
		}
	});
	print(
		`${IMMEDIATE.users} Get User, answers at once. CPU time an item, median of ${CPU_ROUNDS} rounds: of n8n's request helper.`,
		['', 'CPU time'],
		contestants.map(({ name }, index) => [
			name,
			median(rounds.map((times) => (times[index] ?? NaN) / (times[0] ?? NaN))).toFixed(2),
		]),
	);
}

/** Measures operations on many items, one after another. */
async function compareWork(tenant: RemoteTenant, title: string, works: Array<[Work, Stage]>) {
	const rows: string[][] = [];
	let first: WorkMeasurement | undefined;
	for (const [work, stage] of works) {
		const measurement = await withProgress(
			work.name,
			async () => await measureWork(tenant, stage, work),
		);
		first ??= measurement;
		const { name, users, requests, writes, seconds, lost, peakMb } = measurement;
		const of = (value: number, reference: number) =>
			ratio(value / users, reference / (first?.users ?? NaN));
		rows.push([
			name,
			...[users, requests, writes, lost].map(String),
			of(requests, first.requests),
			of(seconds, first.seconds),
			peakMb.toFixed(0),
		]);
	}
	print(
		`${title}, limit ${BUCKET.burst} and ${BUCKET.perSecond}/s. Requests and time a user: of the first.`,
		['', 'users', 'requests', 'writes', 'lost', 'requests a user', 'time a user', 'memory, MB'],
		rows,
	);
}

const withUsers = (users: number): Stage => ({
	users,
	delayMs: 50,
	rateLimit: { management: BUCKET },
});

async function compareSync(tenant: RemoteTenant) {
	await compareWork(tenant, 'A list of users of whom 1 % changed', [
		[syncing('sync', SYNCED), withUsers(SYNCED)],
		[syncing('inBatches', SYNCED), withUsers(SYNCED)],
		// All of them would take hours.
		[syncing('oneByOne', 300), withUsers(300)],
	]);
}

async function compareNewUsers(tenant: RemoteTenant) {
	await compareWork(tenant, 'New users', [
		[adding('importUsers', NEW), withUsers(0)],
		[adding('create', NEW), withUsers(0)],
	]);
}

async function compareExports(tenant: RemoteTenant) {
	keepFilesOnDisk();
	await compareWork(
		tenant,
		'Users into a CSV file',
		EXPORTED.map((users) => [exporting(users), withUsers(users)]),
	);
}

main(async () => {
	const tenant = await RemoteTenant.start();
	trustCertificate(tenant.report.ca);
	// First, as the memory that others have used would be used again.
	await compareExports(tenant);
	await compareCpu(tenant);
	await compareWithoutLimit(tenant);
	await compareWithLimit(tenant);
	await compareLookUps(tenant);
	await compareNewUsers(tenant);
	await compareSync(tenant);
});

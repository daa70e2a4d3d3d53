/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';

import type { ReachableN8n } from '../../n8n/reachable';
import type { Tenant } from '../../tenant';
import type { Arrivals } from './arrivals';
import { addressOf, compare, delivers, routeOf, type Comparison } from './comparison';
import { forge } from './forgery';
import { KnownWorkflows, TYPES, type Action, type Known } from './knownWorkflows';
import { Randomness } from './randomness';

/** What came of the rounds. */
export interface RoundFigures {
	/** How often n8n was ended or killed, and started again. */
	restarts: number;
	/** Streams in the tenant at the end that no published trigger has. */
	left: number;
	/** Published triggers at the end without a stream for what they listen to. */
	missing: number;
	/** Events that published triggers were to get. */
	deliveries: number;
	lost: number;
	twice: number;
	/** Requests without the right token, and how many of them were refused and started nothing. */
	forged: number;
	refused: number;
	/** What happened to the workflows that ended wrong, a line each. */
	history: string[];
}

const OF_ONE_WORKFLOW = [
	...['publish', 'unpublish', 'change', 'listen', 'copyNode', 'copyWorkflow', 'remove'],
] as const;

/** Each round is one of these; what is there twice happens twice as often. */
const ROUNDS = [
	...['publish', 'publish', 'unpublish', 'change', 'change', 'listen', 'listen', 'copyNode'],
	...['copyWorkflow', 'remove', 'damage', 'damage', 'deliver', 'deliver', 'deliver', 'forge'],
	...['restart', 'restart', 'restart', 'restart'],
] as const;

/** What n8n is killed in the middle of. */
const INTERRUPTED = ['publish', 'unpublish', 'change', 'change', 'listen'] as const;

/** How many events there are in a round of deliveries. */
const EVENTS = 10;

/** n8n goes on with a publication that it was killed in after two minutes. */
const SETTLED_MS = 180_000;
const ARRIVED_MS = 20_000;
const PUBLISHED_MS = 10_000;
const POLL_MS = 250;

/** Publishes, changes, tests and unpublishes workflows at random, ends n8n, and damages streams. */
export class TriggerRounds {
	private readonly random: Randomness;
	private readonly workflows: KnownWorkflows;
	private readonly figures = { restarts: 0, forged: 0, refused: 0 };
	private round = 0;

	/**
	 * @param n8n one that runs
	 * @param seed the same rounds follow from the same seed
	 */
	constructor(
		private readonly n8n: ReachableN8n,
		private readonly tenant: Tenant,
		private readonly arrivals: Arrivals,
		seed: number,
	) {
		this.random = new Randomness(seed);
		this.workflows = new KnownWorkflows(n8n, arrivals, this.random);
	}

	/** Of the round that is under way. */
	get number(): number {
		return this.round;
	}

	/**
	 * Ends two workflows last, as a stream that is left over shows only where its workflow has ended, and
	 * restarts n8n, as it notices only then what happened to a stream in the meantime.
	 */
	async run(rounds: number): Promise<RoundFigures> {
		for (let index = 0; index < 3; index++) await this.workflows.create();
		for (this.round = 1; this.round <= rounds; this.round++) await this.step();
		for (const action of ['unpublish', 'remove'] as const) await this.endOne(action);
		await this.restart();
		const { left, missing } = await this.settled();
		const { expected: deliveries, lost, twice } = this.arrivals.figures;
		return {
			...this.figures,
			left: left.length,
			missing: missing.length,
			deliveries,
			lost,
			twice,
			history: this.historyOf([...left, ...missing, ...this.arrivals.missing]),
		};
	}

	private async step(): Promise<void> {
		const workflow = this.random.pick(this.workflows.all);
		const what = this.random.pick(ROUNDS);
		const action = OF_ONE_WORKFLOW.find((each) => each === what);
		if (what === 'damage') this.damage();
		else if (what === 'deliver') await this.deliver();
		else if (what === 'forge') await this.forge();
		else if (what === 'restart') await this.restart();
		else if (workflow && action) await this.act(workflow, action);
	}

	/** @throws when n8n refuses it, with what was done before */
	private async act(workflow: Known, action: Action): Promise<void> {
		this.note(action, workflow);
		await this.workflows.act(workflow, action).catch((error: Error) => {
			const { message } = error;
			throw new Error([message, ...workflow.history].join('\n'), { cause: error });
		});
	}

	/** Publishes a workflow, and ends it when its triggers have their streams. */
	private async endOne(action: 'unpublish' | 'remove'): Promise<void> {
		const workflow = this.random.pick(this.workflows.all);
		if (!workflow) return;
		await this.act(workflow, 'publish');
		await this.until(ARRIVED_MS, async () => {
			const routes = this.tenant.eventStreams.all().map(routeOf);
			const isInPlace = workflow.triggers.every(({ route }) => routes.includes(route));
			return isInPlace && !(await this.n8n.workflows.isUnderWay(workflow.id));
		});
		await this.act(workflow, action);
	}

	/** Ends n8n, half of the time in the middle of something, and starts it again. */
	private async restart(): Promise<void> {
		const workflow = this.random.pick(this.workflows.all);
		const action = this.random.pick(INTERRUPTED);
		const afterMs = this.random.next() * 1_500;
		if (workflow && action && this.random.chance(0.5)) {
			this.note(`${action}, and kill n8n after ${Math.round(afterMs)} ms`, workflow);
			// n8n does not live to answer each of them.
			const underWay = this.workflows.act(workflow, action).catch(() => undefined);
			await wait(afterMs);
			await this.n8n.kill();
			await underWay;
		} else {
			await this.n8n.stop();
		}
		if (this.random.chance(0.5)) this.damage();
		await this.start();
	}

	private async start(): Promise<void> {
		await this.n8n.start();
		this.figures.restarts++;
		this.note('n8n started again');
	}

	/** Somebody deletes or disables a stream in the tenant. */
	private damage(): void {
		const stream = this.random.pick(this.tenant.eventStreams.all());
		const isDeleted = this.random.chance(0.5);
		if (!stream) return;
		this.note(`${isDeleted ? 'delete' : 'disable'} ${stream.name}`);
		if (isDeleted) this.tenant.eventStreams.delete(stream.id);
		else stream.status = 'disabled';
	}

	/** Something happens in the tenant, sometimes while n8n does not run. */
	private async deliver(): Promise<void> {
		const isDown = this.random.chance(0.25);
		this.tenant.webhooks.copies = this.random.chance(0.3) ? 2 : 1;
		await this.until(PUBLISHED_MS, async () => {
			return (await this.workflows.settled()).length === (await this.workflows.published()).length;
		});
		const ready = new Set((await this.workflows.settled()).map(({ route }) => route));
		if (isDown) await this.n8n.kill();
		for (let index = 0; index < EVENTS; index++) this.publish(ready);
		if (isDown) await this.start();
		await this.tenant.delivered();
		await this.until(ARRIVED_MS, () => this.arrivals.missing.length === 0);
	}

	/** Each of these triggers with a stream for the event is to tell it once. */
	private publish(ready: Set<string>): void {
		const type = this.random.pick(TYPES) ?? TYPES[0];
		const streams = this.tenant.eventStreams.all().filter((stream) => delivers(stream, type));
		const routes = streams
			.map((stream) => routeOf(stream) ?? '')
			.filter((route) => ready.has(route));
		const { id } = this.tenant.publish({ type });
		for (const route of routes) this.arrivals.expect(route, id);
		this.note(`${type} ${id}, for ${routes.length} triggers`);
	}

	/** Somebody who does not know the token of a trigger sends what looks like events. */
	private async forge(): Promise<void> {
		const published = new Set((await this.workflows.settled()).map(({ route }) => route));
		const streams = this.tenant.eventStreams.all();
		const stream = this.random.pick(streams.filter((each) => published.has(routeOf(each) ?? '')));
		const address = stream && addressOf(stream);
		if (!stream || !address) return;
		const type = stream.subscriptions[0]?.event_type ?? '';
		const forged = await forge(this.n8n.localUrl(address), type);
		await wait(POLL_MS);
		this.figures.forged += forged.length;
		this.figures.refused += forged.filter(({ id, status }) => {
			return status === 401 && !this.arrivals.hasArrived(routeOf(stream) ?? '', id);
		}).length;
		this.note(`forged requests: ${forged.map(({ status }) => status).join()}`);
	}

	/** What is wrong once nothing changes any more. */
	private async settled(): Promise<Comparison> {
		let comparison: Comparison = { left: [], missing: [] };
		await this.until(SETTLED_MS, async () => {
			const published = await this.workflows.published();
			comparison = compare(published, this.tenant.eventStreams.all());
			const { left, missing } = comparison;
			return [...left, ...missing, ...this.arrivals.missing].length === 0;
		});
		return comparison;
	}

	/** Gives up after some time, as what should have come true is counted. */
	private async until(ms: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
		const end = Date.now() + ms;
		while (!(await isSo()) && Date.now() < end) await wait(POLL_MS);
	}

	/** Without a workflow, it happened to all. */
	private note(what: string, workflow?: Known): void {
		const time = new Date().toISOString().slice(11, 23);
		const line = `${time} round ${this.round}: ${what}`;
		for (const { history } of workflow ? [workflow] : this.workflows.all) history.push(line);
	}

	/** @param wrong the names of streams, and the routes of triggers */
	private historyOf(wrong: string[]): string[] {
		const names = wrong.map((each) => `${each} `).join('\n');
		const isWrong = ({ name, triggers }: Known) =>
			names.includes(`${name} `) || triggers.some(({ route }) => names.includes(route));
		const histories = this.workflows.all
			.filter(isWrong)
			.flatMap(({ name, id, triggers, history }) => [
				`${name} (${id}): ${JSON.stringify(triggers)}`,
				...history,
			]);
		return [...histories, ...wrong.map((each) => `Wrong: ${each}`)];
	}
}

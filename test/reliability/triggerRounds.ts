/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { setTimeout as wait } from 'node:timers/promises';

import type { N8n, N8nServer } from '../n8n/n8n';
import { Session } from '../n8n/session';
import { Workflows } from '../n8n/workflows';
import type { CredentialReference } from '../n8n/imports';
import type { Tenant } from '../tenant';

/** What came of the rounds. */
export interface RoundFigures {
	rounds: number;
	/** How often n8n was killed, or ended, and started again. */
	restarts: number;
	/** Streams in the tenant at the end which no published workflow has. */
	left: number;
	/** Published workflows without exactly one stream of the chosen types. */
	missing: number;
}

const TYPES = ['user.created', 'user.updated', 'user.deleted', 'organization.created'];

/** How long n8n takes at most to do what it was asked to. */
const SETTLED_MS = 60_000;

const POLL_MS = 250;

/** Numbers from 0 to 1 that look random, and are the same for the same seed. */
function* randomNumbers(seed: number): Generator<number, never> {
	for (let state = seed; ;) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		yield state / 2 ** 32;
	}
}

/** A workflow, and what it is to listen to while it is published. */
interface Known {
	id: string;
	name: string;
	nodeId: string;
	/** n8n gives a copied node another address, and keeps its ID. */
	webhookId: string;
	types: string[];
	isPublished: boolean;
}

/** Publishes, changes, tests and unpublishes workflows at random, and damages what they have. */
export class TriggerRounds {
	private readonly workflows: Known[] = [];
	private restarts = 0;
	private readonly random: Generator<number, never>;

	constructor(
		private readonly n8n: N8n,
		private server: N8nServer,
		private readonly tenant: Tenant,
		private readonly credential: CredentialReference,
		seed: number,
	) {
		this.random = randomNumbers(seed);
	}

	/** The n8n that runs now. */
	get running(): N8nServer {
		return this.server;
	}

	/** @param restarts how many of the rounds start n8n again */
	async run(rounds: number, restarts: number): Promise<RoundFigures> {
		for (let index = 0; index < 3; index++) await this.create(`Workflow ${index}`);
		const every = Math.ceil(rounds / restarts);
		for (let round = 1; round <= rounds; round++) {
			if (round % every === 0) await this.restart(this.chance(0.5));
			else await this.step();
		}
		await this.restart(false);
		const [left, missing] = await this.settled();
		return { rounds, restarts: this.restarts, left, missing };
	}

	private async step(): Promise<void> {
		const workflow = this.pick(this.workflows);
		if (!workflow) return;
		const api = await this.api();
		switch (this.pick(['publish', 'unpublish', 'change', 'listen', 'delete', 'disable', 'copy'])) {
			case 'publish':
				await api.publish(workflow.id);
				workflow.isPublished = true;
				return;
			case 'unpublish':
				if (!workflow.isPublished) return;
				await api.unpublish(workflow.id);
				workflow.isPublished = false;
				return;
			case 'change':
				workflow.types = TYPES.filter(() => this.chance(0.5));
				if (workflow.types.length === 0) workflow.types = ['user.created'];
				await api.change(workflow.id, this.definitionOf(workflow));
				await api.publish(workflow.id);
				workflow.isPublished = true;
				return;
			case 'listen':
				await api.listen(workflow.id);
				return;
			case 'delete':
				this.tenant.eventStreams.delete(this.pick(this.tenant.eventStreams.all())?.id ?? '');
				return;
			case 'disable':
				Object.assign(this.pick(this.tenant.eventStreams.all()) ?? {}, { status: 'disabled' });
				return;
			case 'copy':
				if (this.workflows.length < 6) await this.create(`${workflow.name} copy`, workflow.nodeId);
		}
	}

	private async create(name: string, nodeId: string = crypto.randomUUID()): Promise<void> {
		const webhookId = crypto.randomUUID();
		const types = ['user.created'];
		const workflow = { id: '', name, nodeId, webhookId, types, isPublished: false };
		workflow.id = await (await this.api()).create(this.definitionOf(workflow));
		this.workflows.push(workflow);
	}

	private definitionOf({ name, nodeId, webhookId, types }: Known) {
		return { name, nodeId, webhookId, parameters: { listenTo: 'events', eventTypes: types } };
	}

	private async restart(isKilled: boolean): Promise<void> {
		if (isKilled) await this.server.kill();
		else await this.server.stop();
		if (this.chance(0.5))
			this.tenant.eventStreams.delete(this.tenant.eventStreams.all()[0]?.id ?? '');
		this.server = await this.n8n.start();
		this.restarts++;
	}

	/** The streams that should not be there, and those that should, once nothing changes any more. */
	private async settled(): Promise<[left: number, missing: number]> {
		for (let waited = 0; ; waited += POLL_MS) {
			const wanted = this.workflows.filter(({ isPublished }) => isPublished);
			const streams = this.tenant.eventStreams
				.all()
				.filter(({ status }) => status === 'enabled')
				.map(({ subscriptions }) => subscriptions.map(({ event_type: type }) => type).join());
			const missing = wanted.filter(({ types }) => {
				const found = streams.indexOf(types.join());
				if (found !== -1) streams.splice(found, 1);
				return found === -1;
			});
			const total = this.tenant.eventStreams.all().length;
			const left = total - (wanted.length - missing.length);
			if ((left === 0 && missing.length === 0) || waited >= SETTLED_MS) {
				return [left, missing.length];
			}
			await wait(POLL_MS);
		}
	}

	private async api(): Promise<Workflows> {
		const { userFolder } = this.n8n.options;
		return new Workflows(await Session.open(this.server.url, userFolder), this.credential);
	}

	private chance(share: number): boolean {
		return this.random.next().value < share;
	}

	private pick<T>(values: T[]): T | undefined {
		return values[Math.floor(this.random.next().value * values.length)];
	}
}

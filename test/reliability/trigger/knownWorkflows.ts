import type { ReachableN8n } from '../../n8n/reachable';
import type { TriggerWorkflow } from '../../n8n/workflows';
import type { Arrivals } from './arrivals';
import type { PublishedTrigger } from './comparison';
import type { Randomness } from './randomness';

export const TYPES = [
	'user.created',
	'user.updated',
	'user.deleted',
	'organization.created',
] as const;

/** What a person does to one workflow. */
export type Action =
	'publish' | 'unpublish' | 'change' | 'listen' | 'copyNode' | 'copyWorkflow' | 'remove';

const MAX_WORKFLOWS = 6;
const MAX_TRIGGERS = 3;

/** A trigger as its workflow was saved last. */
interface Trigger {
	nodeId: string;
	/** The ID in its address, which no other has. */
	route: string;
	types: string[];
}

/** A workflow, and what was done to it, a line each. */
export interface Known {
	id: string;
	name: string;
	triggers: Trigger[];
	history: string[];
}

const newTrigger = (): Trigger => ({
	nodeId: crypto.randomUUID(),
	route: crypto.randomUUID(),
	types: [TYPES[0]],
});

/** The workflows of the rounds, in an n8n that may be ended meanwhile. */
export class KnownWorkflows {
	readonly all: Known[] = [];
	private created = 0;

	constructor(
		private readonly n8n: ReachableN8n,
		private readonly arrivals: Arrivals,
		private readonly random: Randomness,
	) {}

	/** Adds a workflow, with copies of the triggers of another if there is one. */
	async create(original?: Known): Promise<void> {
		const copies = original?.triggers.map((trigger) => ({
			...trigger,
			// n8n gives a copied node another address, and keeps its ID.
			route: newTrigger().route,
		}));
		const name = `Workflow ${++this.created}`;
		const workflow: Known = { id: '', name, triggers: copies ?? [newTrigger()], history: [] };
		workflow.id = await this.n8n.workflows.create(this.definitionOf(workflow));
		this.all.push(workflow);
	}

	/** @throws when n8n refuses it, or does not live to answer */
	async act(workflow: Known, action: Action): Promise<void> {
		const { workflows } = this.n8n;
		switch (action) {
			case 'publish':
				return await workflows.publish(workflow.id);
			case 'unpublish':
				if ((await workflows.published(workflow.id)).length === 0) return;
				return await workflows.unpublish(workflow.id);
			case 'listen':
				await workflows.listen(workflow.id);
				return;
			case 'change': {
				const trigger = this.random.pick(workflow.triggers);
				if (trigger) trigger.types = this.random.some(TYPES);
				return await this.saveAndPublish(workflow);
			}
			case 'copyNode': {
				const [first] = workflow.triggers;
				if (!first || workflow.triggers.length >= MAX_TRIGGERS) return;
				workflow.triggers.push({ ...newTrigger(), types: first.types });
				return await this.saveAndPublish(workflow);
			}
			case 'copyWorkflow':
				if (this.all.length < MAX_WORKFLOWS) await this.create(workflow);
				return;
			case 'remove':
				// n8n deletes none that it is publishing.
				if (this.all.length === 1 || (await workflows.isUnderWay(workflow.id))) return;
				await workflows.remove(workflow.id);
				this.all.splice(this.all.indexOf(workflow), 1);
		}
	}

	/** The triggers that n8n says are published. */
	async published(): Promise<PublishedTrigger[]> {
		return await this.triggersOf(this.all);
	}

	/** Those of them that n8n is not just about to publish, or to change. */
	async settled(): Promise<PublishedTrigger[]> {
		const isUnderWay = await Promise.all(
			this.all.map(async ({ id }) => await this.n8n.workflows.isUnderWay(id)),
		);
		return await this.triggersOf(this.all.filter((_, index) => !isUnderWay[index]));
	}

	private async triggersOf(workflows: Known[]): Promise<PublishedTrigger[]> {
		const published = workflows.map(async ({ id }) => await this.n8n.workflows.published(id));
		return (await Promise.all(published)).flat().map(({ webhookId = '', parameters }) => ({
			route: webhookId,
			types: [parameters.eventTypes].flat().map(String),
		}));
	}

	private async saveAndPublish(workflow: Known): Promise<void> {
		await this.n8n.workflows.change(workflow.id, this.definitionOf(workflow));
		await this.n8n.workflows.publish(workflow.id);
	}

	/** @throws for a workflow without a trigger */
	private definitionOf({ name, triggers }: Known): TriggerWorkflow {
		const [first, ...others] = triggers.map(({ nodeId, route, types }) => ({
			nodeId,
			webhookId: route,
			parameters: { listenTo: 'events', eventTypes: types },
			reportsTo: this.arrivals.addressFor(route),
		}));
		if (!first) throw new Error('A workflow of the rounds has a trigger.');
		return { name, ...first, others };
	}
}

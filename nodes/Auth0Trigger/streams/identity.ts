import { createHash, createHmac, timingSafeEqual } from 'crypto';
import type { INode, IWorkflowMetadata } from 'n8n-workflow';

import { shorten } from '../../Auth0/transport/shorten';

/** What n8n tells a trigger about itself, wherever it runs. */
interface TriggerContext {
	getInstanceId(): string;
	getNode(): INode;
	getWorkflow(): IWorkflowMetadata;
}

/** Auth0 takes names of up to 128 characters. */
const MAX_NAME = 128;

/** When this process began to know the trigger. */
const STARTED_AT = Date.now();

/** Longer than n8n listens for a test event, which is two minutes. */
const TEST_MS = 10 * 60_000;

const hash = (parts: string[], length: number) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);

/**
 * By what a trigger knows the streams that are its own, wherever its static data went: n8n can lose
 * that, and copies it with a workflow. A copied node or workflow, and the same workflow in another n8n,
 * have another identity, and what listens for a test event has one of its own.
 */
export class Identity {
	private readonly parts: string[];

	/** @param isTest whether it listens for one test event in the editor */
	constructor(
		private readonly context: TriggerContext,
		readonly isTest: boolean,
	) {
		const workflow = context.getWorkflow().id ?? '';
		this.parts = [context.getInstanceId(), workflow, context.getNode().id];
	}

	/** The name of its stream: what people read in Auth0 Dashboard, then its mark. */
	get name(): string {
		const workflow = this.context.getWorkflow().name ?? this.context.getNode().name;
		const start = this.isTest ? 'n8n test' : 'n8n';
		const mark = this.isTest
			? `[${this.key}-${Math.floor(Date.now() / 1000).toString(36)}]`
			: `[${this.key}]`;
		return `${start}: ${shorten(workflow, MAX_NAME - start.length - mark.length - 3)} ${mark}`;
	}

	/** What tells the trigger from every other. */
	get key(): string {
		return `${this.instance}-${hash(this.parts, 12)}${this.isTest ? '-test' : ''}`;
	}

	/** Whether a stream of this name is the one that this trigger has, or had. */
	owns(name: string): boolean {
		return new RegExp(`\\[${this.key}${this.isTest ? '-[0-9a-z]+' : ''}\\]$`).test(name);
	}

	/**
	 * Whether a stream of this name listened for a test event of some trigger of this n8n, and n8n did not
	 * live to delete it: it began before this process did, or longer ago than n8n listens.
	 */
	isLeftOverTest(name: string): boolean {
		const mark = new RegExp(`\\[${this.instance}-[0-9a-f]{12}-test-([0-9a-z]+)\\]$`).exec(name);
		if (!mark) return false;
		const began = parseInt(mark[1] ?? '', 36) * 1000;
		return began < Math.max(STARTED_AT - 1000, Date.now() - TEST_MS);
	}

	/**
	 * The token that the stream sends along. It is derived, so that no store can lose it or bring an old
	 * one back.
	 */
	tokenFor(clientSecret: string): string {
		const what = JSON.stringify(['n8n-nodes-auth0 trigger', ...this.parts, this.isTest]);
		return createHmac('sha256', clientSecret).update(what).digest('base64url');
	}

	private get instance(): string {
		return hash(this.parts.slice(0, 1), 8);
	}
}

/** What stands for a token where it is kept, and by which it is compared. */
export const digestOf = (token: string): string =>
	createHash('sha256').update(token).digest('base64url');

/** Whether a token is one of those with these digests, found out in the same time for each. */
export function isOneOf(token: string, digests: string[]): boolean {
	const given = Buffer.from(digestOf(token));
	return digests.filter((digest) => isSame(given, Buffer.from(digest))).length > 0;
}

const isSame = (one: Buffer, other: Buffer) =>
	one.length === other.length && timingSafeEqual(one, other);

import type { IDataObject, IHookFunctions, Logger } from 'n8n-workflow';

import { connect } from '../../Auth0/transport/connection';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import { CREDENTIAL } from '../../Auth0/transport/sender';
import { readConnection } from '../../Auth0/transport/tenant';
import { ACTIVATION } from '../activation';
import { Gap } from './gap';
import { Home } from './home';
import { digestOf, type Identity } from './identity';
import { tellMissed } from './missed';
import { keepRedelivered } from './redelivered';
import { begin, end, hasEnded, inTurn, takeRefusal } from './turns';

/** A stream in the tenant that delivers to a webhook, whatever its kind. */
export interface FoundStream {
	id: string;
	name: string;
	/** Whether it delivers. */
	isEnabled: boolean;
	/** Where it delivers to. */
	url?: string;
	/** What it delivers, as `chosen` writes it. */
	chosen: string;
}

/** What the stream of a trigger is to be. */
export interface WantedStream {
	name: string;
	url: string;
	token: string;
	/** Since when it is to deliver, where that is in the past, as an ISO 8601 time. */
	since?: string;
}

/** One kind of streams, with what the panel chooses of it. */
export interface StreamKind {
	/** What is chosen in the panel, written as `FoundStream.chosen`. */
	chosen: string;
	/** All streams of this kind in the tenant, those of others among them. */
	list(api: ManagementApi): Promise<FoundStream[]>;
	/** @returns its ID */
	create(api: ManagementApi, wanted: WantedStream): Promise<string>;
	/** Makes a stream what is wanted, and lets it deliver. */
	update(api: ManagementApi, id: string, wanted: WantedStream): Promise<void>;
	/**
	 * Has Auth0 deliver again what it could not deliver since then.
	 *
	 * @returns how many events that are; undefined where nobody knows
	 */
	redeliver?(api: ManagementApi, id: string, since: string): Promise<number | undefined>;
	/** Deletes a stream; one that is gone is no error. */
	delete(api: ManagementApi, id: string): Promise<void>;
}

/** The digest of the token that the stream was given last, by which it is known after the secret changed. */
export const TOKEN_DIGEST = 'tokenDigest';

/** The stream of one trigger: looked for by its name, as what n8n keeps of it can be lost or old, and by that. */
export class PushStream {
	private constructor(
		private readonly api: ManagementApi,
		private readonly kind: StreamKind,
		private readonly identity: Identity,
		private readonly store: IDataObject,
		private readonly wanted: WantedStream,
		private readonly gap: Gap,
		private readonly home: Home,
		private readonly logger: Logger,
	) {}

	/**
	 * @param catchUpMs how far back missed events are looked for
	 * @throws NodeApiError when the credential cannot be used
	 */
	static async of(
		context: IHookFunctions,
		identity: Identity,
		kind: StreamKind,
		catchUpMs: number,
	): Promise<PushStream> {
		const { management } = await connect(context, ACTIVATION);
		const { clientSecret } = readConnection(await context.getCredentials(CREDENTIAL));
		const url = context.getNodeWebhookUrl('default') ?? '';
		const store = context.getWorkflowStaticData('node');
		const wanted = { name: identity.name, url, token: identity.tokenFor(clientSecret) };
		const lengthMs = identity.isTest ? 0 : catchUpMs;
		const gap = new Gap(identity.key, context.getActivationMode(), lengthMs);
		const home = new Home(store, identity.key, management.audience);
		return new PushStream(management, kind, identity, store, wanted, gap, home, context.logger);
	}

	/**
	 * Whether there is one stream, and it is as it should be.
	 *
	 * @throws NodeApiError as Auth0 refuses
	 */
	async isInPlace(): Promise<boolean> {
		begin(this.identity.key);
		return await inTurn(this.identity.key, async () => await this.check());
	}

	/**
	 * Makes sure that there is one stream, and that it is as it should be; unless n8n has ended the trigger
	 * in the meantime.
	 *
	 * @throws NodeApiError as Auth0 refuses
	 */
	async establish(): Promise<void> {
		await inTurn(this.identity.key, async () => {
			if (!hasEnded(this.identity.key)) await this.make();
		});
	}

	/**
	 * Deletes the stream; one that is gone is no error.
	 *
	 * @throws NodeApiError for everything else: n8n tries again then, and records it
	 */
	async remove(): Promise<void> {
		end(this.identity.key);
		await inTurn(this.identity.key, async () => {
			// n8n also has deleted what was refused before anything was sent.
			const isRefused = takeRefusal(this.identity.key);
			if (!isRefused || TOKEN_DIGEST in this.store) await this.delete();
		});
	}

	private async check(): Promise<boolean> {
		const { own, leftOver } = await this.find();
		const [stream] = own;
		if (own.length + leftOver.length !== 1 || !stream || !this.isAsWanted(stream)) return false;
		this.home.remember(stream.id);
		this.gap.end();
		await this.redeliver(stream);
		return true;
	}

	private async make(): Promise<void> {
		const { own, leftOver } = await this.find();
		const [stream, ...surplus] = own;
		for (const { id } of [...surplus, ...leftOver]) await this.kind.delete(this.api, id);
		// A workflow that has come from another tenant begins with new events.
		const { isElsewhere } = this.home;
		const isWhole = isElsewhere || (stream && this.delivers(stream));
		const since = isWhole ? undefined : this.gap.start;
		const id = stream?.id ?? (await this.kind.create(this.api, { ...this.wanted, since }));
		if (stream && !this.isAsWanted(stream)) {
			await this.kind.update(this.api, stream.id, this.wanted);
		}
		this.store[TOKEN_DIGEST] = digestOf(this.wanted.token);
		this.home.settle(this.wanted.name);
		this.home.remember(id);
		this.gap.end();
		tellMissed(this.identity.key, since);
		if (stream && !isElsewhere) await this.redeliver(stream, since !== undefined);
	}

	private async delete(): Promise<void> {
		const { own } = await this.find();
		for (const { id } of own) await this.kind.delete(this.api, id);
		delete this.store[TOKEN_DIGEST];
		keepRedelivered(this.store, undefined);
		this.home.leave(this.wanted.name, this.logger);
		this.gap.begin(own.some((stream) => this.delivers(stream)));
		tellMissed(this.identity.key, undefined);
	}

	/**
	 * What could not be delivered while n8n was not running. Where Auth0 does not deliver it again, the
	 * trigger fetches it; a workflow is no worse without it.
	 *
	 * @param isFetched whether it does so anyway
	 */
	private async redeliver({ id }: FoundStream, isFetched = false): Promise<void> {
		const since = this.gap.bound;
		if (since === undefined) return;
		try {
			const count = await this.kind.redeliver?.(this.api, id, since);
			// What is fetched says itself how many there are.
			keepRedelivered(this.store, isFetched ? undefined : count);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.logger.warn(
				`Auth0 Trigger: Auth0 could not redeliver the events that failed. ${reason}`,
			);
			if (!isFetched) tellMissed(this.identity.key, this.gap.start);
		}
	}

	/** Its streams in the tenant, and those of tests that n8n did not live to end. */
	private async find() {
		const all = await this.kind.list(this.api);
		const own = all.filter(({ id, name }) => this.identity.owns(name) || this.home.has(id));
		const leftOver = all.filter(
			(stream) => !own.includes(stream) && this.identity.isLeftOverTest(stream.name),
		);
		return { own, leftOver };
	}

	/** Whether what is chosen reaches n8n. */
	private delivers({ isEnabled, url, chosen }: FoundStream): boolean {
		return isEnabled && url === this.wanted.url && chosen === this.kind.chosen;
	}

	private isAsWanted(stream: FoundStream): boolean {
		return (
			this.delivers(stream) &&
			stream.name === this.wanted.name &&
			this.store[TOKEN_DIGEST] === digestOf(this.wanted.token)
		);
	}
}

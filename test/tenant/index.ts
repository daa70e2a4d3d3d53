import getPort from 'get-port';

import { Applications, type Application } from './applications';
import { Catalogue, type Organization, type Role } from './catalogue';
import { createAuthority, createKeys, type TenantKeys } from './certificates';
import { ALL_SCOPES, createClients, type Client, type ClientName } from './clients';
import { SEED_CONNECTIONS } from './connections';
import { Faults, type Fault } from './faults';
import { Jobs, type Job } from './jobs';
import { RequestLog, type LoggedRequest } from './log';
import { Outbox, type Message } from './outbox';
import { PasswordlessLimit } from './passwordless';
import { RateLimiter, type RateLimits } from './rateLimit';
import type { CreateUserBody } from './schemas';
import { UserSearch } from './search';
import { seedersOf, type Seeders, type SeedUser } from './seeds';
import { createServer } from './server';
import type { TenantState } from './state';
import type { Ticket } from './tickets';
import { EventDeliveries, type Delivery } from './streams/eventDeliveries';
import { EventFeed, type FeedError, type FeedSettings } from './streams/eventFeed';
import { toCloudEvent, type CloudEvent, type EventType, type NewEvent } from './streams/events';
import { EventStreams, type EventStream } from './streams/eventStreams';
import { LogDeliveries } from './streams/logDeliveries';
import { LogStreams, type LogStream } from './streams/logStreams';
import { sampleOf } from './streams/sampleEvents';
import { UnderWay } from './streams/underWay';
import { Webhooks, type WebhookPost, type WebhookSettings } from './streams/webhooks';
import { Tokens } from './tokens';
import {
	UserData,
	type AuthenticationMethod,
	type BruteForceBlock,
	type LogEntry,
	type Permission,
	type RefreshToken,
	type Session,
} from './userData';
import { Users, type User } from './users';

export type {
	Application,
	AuthenticationMethod,
	BruteForceBlock,
	Client,
	ClientName,
	CloudEvent,
	CreateUserBody,
	Delivery,
	EventStream,
	EventType,
	Fault,
	FeedError,
	FeedSettings,
	Job,
	LogEntry,
	LogStream,
	LoggedRequest,
	Message,
	NewEvent,
	Organization,
	Permission,
	RateLimits,
	RefreshToken,
	Role,
	SeedUser,
	Session,
	Ticket,
	User,
	WebhookPost,
	WebhookSettings,
};
export { trustCertificate } from './trust';

export interface TenantOptions {
	/** A free one by default. */
	port?: number;
	/** Names in the certificate besides localhost and 127.0.0.1. */
	hostnames?: string[];
	/** The authority that signs the certificate, in PEM; a new one by default. */
	ca?: string;
	caKey?: string;
	/** All keys and certificates, made before; they stand above those three options. */
	keys?: TenantKeys;
	/** 86,400 by default, as for Auth0's Management API. */
	tokenLifetimeSeconds?: number;
	/** No limits by default. */
	rateLimit?: RateLimits;
	/** How long every answer takes, in milliseconds. */
	delayMs?: number;
	/** The tenant's own domain, when the server plays its custom domain. */
	tenantDomain?: string;
	/** Fixed ids, secrets or scopes of clients. */
	clients?: Partial<Record<ClientName, Partial<Client>>>;
	/** How it calls webhooks at the start, and after a reset. */
	webhooks?: Partial<WebhookSettings>;
}

/** A stand-in Auth0 tenant that is listening. */
export interface Tenant extends Seeders {
	/** Host and port, as a person enters them as Tenant Domain. */
	readonly domain: string;
	readonly url: string;
	/** The audience of the Management API. */
	readonly audience: string;
	/** What a client has to trust, and the key of that authority, in PEM. */
	readonly ca: string;
	readonly caKey: string;
	readonly clients: Readonly<Record<ClientName, Client>>;
	readonly users: Users;
	/** What reached the tenant, in the order of arrival. */
	readonly requests: LoggedRequest[];
	/** What hangs on users: roles, permissions, sessions and so on, by the id of the user. */
	readonly userData: UserData;
	/** Roles, APIs and organizations. */
	readonly catalogue: Catalogue;
	/** What GET /clients lists, with the secrets that it does not show. */
	readonly applications: readonly Application[];
	/** The tickets that were issued, in that order. */
	readonly tickets: readonly Ticket[];
	/** What was sent by email and as text messages, in that order. */
	readonly emails: readonly Message[];
	readonly texts: readonly Message[];
	/**
	 * The event streams, with their secrets: `eventStreams.all()`. The plan allows as many as
	 * `eventStreams.limit = 1` says.
	 */
	readonly eventStreams: EventStreams;
	/**
	 * Something happens: `publish({ type: 'user.created', object: user })` delivers it to each enabled
	 * event stream with that type, and to each open connection of GET /events. Without an object, it
	 * is a sample.
	 *
	 * @returns the event, to which each delivery adds the id of its stream as `a0stream`
	 */
	publish(event: NewEvent): CloudEvent;
	/** Whether users that are created, updated or deleted over the API are events; not at the start. */
	publishChanges(publishes: boolean): void;
	/** Settles once no delivery is under way, or waits for its next attempt. */
	delivered(): Promise<void>;
	/** Each request to a webhook that was answered or failed: which event, which status, how long. */
	readonly posts: readonly WebhookPost[];
	/** What event streams could not deliver: `eventDeliveries.failed(streamId)`. */
	readonly eventDeliveries: EventDeliveries;
	/**
	 * GET /events: how many connections are `open`, and how they end: `close('end')`, `'reset'` or
	 * `'silence'`, `cutNext()` in the middle of an event, `fail('cursor_expired')` with an error. In
	 * `settings` stand heartbeats, the time until each is closed, the plan's limit and how many events
	 * are kept.
	 */
	readonly eventFeed: EventFeed;
	/**
	 * The log streams, with their secrets: `logStreams.all()`. The plan allows as many as
	 * `logStreams.limit = 1` says, besides the prioritized ones. `publishLogs` delivers to them.
	 */
	readonly logStreams: LogStreams;
	/** What waits for a log stream: `logDeliveries.undelivered(streamId)`; in `settings`, the batches. */
	readonly logDeliveries: LogDeliveries;
	/** How webhooks are called from now on: `webhooks.deliverTo = (url) => …`. */
	readonly webhooks: WebhookSettings;
	/** The next job ends failed, and so does one more for each further call. */
	failNextJob(): void;
	/** Whether the logs tell why an email of such a job was not sent, as they do at the start. */
	logsFailedEmails(logs: boolean): void;
	/** From now on, every address may start 50 passwordless logins an hour again. */
	resetPasswordlessLimit(): void;
	inject(fault: Fault): void;
	clearFaults(): void;
	/** No users, requests, faults or limits; all else as at the start. */
	reset(): void;
	/** From now on, no token that was issued so far is accepted. */
	revokeTokens(): void;
	/** The scopes of tokens that are issued from now on. */
	setScopes(client: ClientName, scope: string): void;
	setRateLimit(limits: RateLimits): void;
	setDelay(milliseconds: number): void;
	stop(): Promise<void>;
}

const DAY_SECONDS = 86_400;

/** Starts a stand-in Auth0 tenant over HTTPS on localhost. */
export async function startTenant(options: TenantOptions = {}): Promise<Tenant> {
	const port = options.port ?? (await getPort());
	const domain = `localhost:${port}`;
	const keys = options.keys ?? (await keysFor(options));
	const { ca, caKey } = keys;
	const issuer = `https://${options.tenantDomain ?? domain}`;
	const audience = `${issuer}/api/v2/`;
	const clients = createClients(options.clients);
	const scopes = new Map(Object.values(clients).map((client) => [client, client.scope]));
	const userData = new UserData();
	const users = new Users(SEED_CONNECTIONS, (id) => userData.forget(id));
	const catalogue = new Catalogue(audience, ALL_SCOPES);
	const applications = new Applications(Object.values(clients));
	const eventStreams = new EventStreams();
	const webhooks = new Webhooks(options.webhooks);
	const underWay = new UnderWay();
	const eventDeliveries = new EventDeliveries(eventStreams, webhooks, underWay);
	const eventFeed = new EventFeed();
	const logStreams = new LogStreams();
	const logDeliveries = new LogDeliveries(logStreams, webhooks, underWay);
	const state: TenantState = {
		issuer,
		audience,
		clients,
		users,
		search: new UserSearch(users),
		userData,
		catalogue,
		applications,
		tickets: [],
		eventStreams,
		eventDeliveries,
		eventFeed,
		logStreams,
		logDeliveries,
		webhooks,
		underWay,
		publish(event) {
			const published = toCloudEvent(event, () => sampleOf(event.type));
			eventDeliveries.publish(published);
			eventFeed.publish(published);
			return published;
		},
		publishesChanges: false,
		jobs: new Jobs(),
		outbox: new Outbox(),
		passwordlessLimit: new PasswordlessLimit(),
		tokens: new Tokens(
			keys.tokenKey,
			`${issuer}/`,
			audience,
			options.tokenLifetimeSeconds ?? DAY_SECONDS,
		),
		log: new RequestLog(),
		faults: new Faults(),
		rateLimiter: new RateLimiter(options.rateLimit),
		delayMs: options.delayMs ?? 0,
	};
	const server = createServer(state, keys);
	await server.listen({ port, host: 'localhost' });

	return {
		domain,
		url: `https://${domain}`,
		audience,
		ca,
		caKey,
		clients,
		users,
		requests: state.log.requests,
		...seedersOf(state),
		userData,
		catalogue,
		applications: applications.listed,
		tickets: state.tickets,
		emails: state.outbox.emails,
		texts: state.outbox.texts,
		eventStreams,
		publish: state.publish,
		publishChanges(publishes) {
			state.publishesChanges = publishes;
		},
		delivered: async () => await underWay.settled(),
		posts: webhooks.posts,
		eventDeliveries,
		eventFeed,
		logStreams,
		logDeliveries,
		webhooks: webhooks.settings,
		failNextJob: () => state.jobs.failNext(),
		logsFailedEmails(logs) {
			state.jobs.logsFailures = logs;
		},
		resetPasswordlessLimit: () => state.passwordlessLimit.clear(),
		inject: (fault) => state.faults.inject(fault),
		clearFaults: () => state.faults.clear(),
		reset() {
			users.clear();
			userData.clear();
			catalogue.reset();
			applications.reset();
			state.tickets.length = 0;
			underWay.stop();
			state.publishesChanges = false;
			eventStreams.clear();
			eventDeliveries.reset();
			eventFeed.reset();
			logStreams.clear();
			logDeliveries.reset();
			webhooks.reset();
			state.jobs.clear();
			state.outbox.clear();
			state.passwordlessLimit.clear();
			state.log.clear();
			state.faults.clear();
			state.rateLimiter.set(options.rateLimit ?? {});
			state.delayMs = options.delayMs ?? 0;
			for (const [client, scope] of scopes) client.scope = scope;
		},
		revokeTokens: () => state.tokens.revokeAll(),
		setScopes(name, scope) {
			clients[name].scope = scope;
		},
		setRateLimit: (limits) => state.rateLimiter.set(limits),
		setDelay(milliseconds) {
			state.delayMs = milliseconds;
		},
		async stop() {
			underWay.stop();
			eventFeed.close('reset');
			webhooks.close();
			await server.close();
		},
	};
}

async function keysFor({ ca, caKey, hostnames }: TenantOptions): Promise<TenantKeys> {
	const authority = ca && caKey ? { ca, caKey } : await createAuthority();
	return await createKeys(authority, hostnames);
}

import type { Application } from './applications';
import type { Catalogue } from './catalogue';
import type { TenantKeys } from './certificates';
import type { Client, ClientName } from './clients';
import type { ConnectionStates } from './connections';
import type { Fault } from './faults';
import type { ImportedSecrets, Jobs } from './jobs';
import type { LoggedRequest } from './log';
import type { Message } from './outbox';
import type { RateLimits } from './rateLimit';
import type { Seeders } from './seeds';
import type { EventDeliveries } from './streams/eventDeliveries';
import type { EventFeed } from './streams/eventFeed';
import type { CloudEvent, NewEvent } from './streams/events';
import type { EventStreams } from './streams/eventStreams';
import type { LogDeliveries } from './streams/logDeliveries';
import type { LogStreams } from './streams/logStreams';
import type { WebhookPost, WebhookSettings } from './streams/webhooks';
import type { Ticket } from './tickets';
import type { UserData } from './userData';
import type { Users } from './users';

/** What a tenant is started with. */
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
	/** For which applications connections are enabled, and which of them are offline. */
	readonly connectionStates: ConnectionStates;
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
	/**
	 * Answers a request of the Management API as over HTTPS, but without a connection: for the thousands
	 * of a test of its rules.
	 *
	 * @returns the body of the answer; undefined where that is empty, or no JSON
	 */
	answer(method: string, path: string, request: { token: string; body?: object }): Promise<unknown>;
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
	/**
	 * The jobs, as they are now: `jobs.all()`. In `jobs.settings` stands how long those of users take;
	 * `jobs.stallNext()` makes the next one end in the middle, without a word.
	 */
	readonly jobs: Jobs;
	/** What imported users log in with, by user_id: no answer holds it. */
	readonly secrets: ReadonlyMap<string, ImportedSecrets>;
	/** The next download of an export breaks off after so many lines. */
	cutNextDownload(lines: number): void;
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
	/** From now on, the search knows the users as they were so long ago. */
	setSearchLag(milliseconds: number): void;
	setDelay(milliseconds: number): void;
	stop(): Promise<void>;
}

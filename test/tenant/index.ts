import getPort from 'get-port';

import { Applications, type Application } from './applications';
import { Catalogue, type Organization, type Role } from './catalogue';
import { createAuthority, createKeys, type TenantKeys } from './certificates';
import { ALL_SCOPES, createClients, type Client, type ClientName } from './clients';
import { ConnectionStates, SEED_CONNECTIONS } from './connections';
import { Faults, type Fault } from './faults';
import { ExportFiles, Jobs, type ImportedSecrets, type Job, type JobSettings } from './jobs';
import { RequestLog, type LoggedRequest } from './log';
import { Outbox, type Message } from './outbox';
import { PasswordlessLimit } from './passwordless';
import { RateLimiter, type RateLimits } from './rateLimit';
import type { CreateUserBody } from './schemas';
import { UserSearch } from './search';
import { seedersOf, type SeedUser } from './seeds';
import { createServer } from './server';
import type { TenantState } from './state';
import type { Tenant, TenantOptions } from './tenant';
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
	ImportedSecrets,
	Job,
	JobSettings,
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
	Tenant,
	TenantOptions,
	Ticket,
	User,
	WebhookPost,
	WebhookSettings,
};
export { trustCertificate } from './trust';

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
	const users = new Users([...SEED_CONNECTIONS], (id) => userData.forget(id));
	const catalogue = new Catalogue(audience, ALL_SCOPES);
	const applications = new Applications(Object.values(clients));
	const connectionStates = new ConnectionStates();
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
		connectionStates,
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
		importErrors: new Map(),
		secrets: new Map(),
		exportFiles: new ExportFiles(),
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
		connectionStates,
		tickets: state.tickets,
		emails: state.outbox.emails,
		texts: state.outbox.texts,
		eventStreams,
		publish: state.publish,
		publishChanges(publishes) {
			state.publishesChanges = publishes;
		},
		async answer(method, path, { token, body }) {
			const headers = { authorization: `Bearer ${token}` };
			const request = { method, url: `/api/v2${path}`, headers, payload: body };
			const { payload, headers: answered } = await server.inject(request);
			const isJson = String(answered['content-type']).startsWith('application/json');
			return isJson && payload !== '' ? JSON.parse(payload) : undefined;
		},
		delivered: async () => await underWay.settled(),
		posts: webhooks.posts,
		eventDeliveries,
		eventFeed,
		logStreams,
		logDeliveries,
		webhooks: webhooks.settings,
		jobs: state.jobs,
		secrets: state.secrets,
		cutNextDownload: (lines) => state.exportFiles.cutNext(lines),
		failNextJob: () => state.jobs.failNext(),
		logsFailedEmails(logs) {
			state.jobs.logsFailures = logs;
		},
		resetPasswordlessLimit: () => state.passwordlessLimit.clear(),
		inject: (fault) => state.faults.inject(fault),
		clearFaults: () => state.faults.clear(),
		reset() {
			users.clear();
			users.index.lagMs = 0;
			userData.clear();
			catalogue.reset();
			applications.reset();
			connectionStates.clear();
			users.connections.splice(0, Infinity, ...SEED_CONNECTIONS);
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
			state.importErrors.clear();
			state.secrets.clear();
			state.exportFiles.clear();
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
		setSearchLag(milliseconds) {
			users.index.lagMs = milliseconds;
		},
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

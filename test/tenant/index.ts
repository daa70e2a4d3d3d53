import getPort from 'get-port';

import { createAuthority, createServerCertificate } from './certificates';
import { createClients, type Client, type ClientName } from './clients';
import { SEED_CONNECTIONS } from './connections';
import { Faults, type Fault } from './faults';
import { RequestLog, type LoggedRequest } from './log';
import { RateLimiter, type RateLimits } from './rateLimit';
import type { CreateUserBody } from './schemas';
import { createServer } from './server';
import type { TenantState } from './state';
import { Tokens } from './tokens';
import { Users, type User } from './users';

export type { Client, ClientName, CreateUserBody, Fault, LoggedRequest, RateLimits, User };
export { trustCertificate } from './trust';

export interface TenantOptions {
	/** A free one by default. */
	port?: number;
	/** Names in the certificate besides localhost and 127.0.0.1. */
	hostnames?: string[];
	/** The authority that signs the certificate, in PEM; a new one by default. */
	ca?: string;
	caKey?: string;
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
}

/** A stand-in Auth0 tenant that is listening. */
export interface Tenant {
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
	/** Adds users: each is created, then gets the properties that only a login or a link gives. */
	seedUsers(users: Array<CreateUserBody & { overrides?: Partial<User> }>): User[];
	inject(fault: Fault): void;
	clearFaults(): void;
	/** No users, requests, faults or limits; the clients' scopes as at the start. */
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
	const { ca, caKey } =
		options.ca && options.caKey
			? { ca: options.ca, caKey: options.caKey }
			: await createAuthority();
	const certificate = await createServerCertificate({ ca, caKey }, options.hostnames);
	const issuer = `https://${options.tenantDomain ?? domain}`;
	const audience = `${issuer}/api/v2/`;
	const clients = createClients(options.clients);
	const scopes = new Map(Object.values(clients).map((client) => [client, client.scope]));
	const state: TenantState = {
		issuer,
		audience,
		clients,
		users: new Users(SEED_CONNECTIONS),
		tokens: new Tokens(`${issuer}/`, audience, options.tokenLifetimeSeconds ?? DAY_SECONDS),
		log: new RequestLog(),
		faults: new Faults(),
		rateLimiter: new RateLimiter(options.rateLimit),
		delayMs: options.delayMs ?? 0,
	};
	const server = createServer(state, certificate);
	await server.listen({ port, host: 'localhost' });

	return {
		domain,
		url: `https://${domain}`,
		audience,
		ca,
		caKey,
		clients,
		users: state.users,
		requests: state.log.requests,
		seedUsers: (users) => users.map((user) => seed(state.users, user)),
		inject: (fault) => state.faults.inject(fault),
		clearFaults: () => state.faults.clear(),
		reset() {
			state.users.clear();
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
		stop: async () => await server.close(),
	};
}

function seed(
	users: Users,
	{ overrides, ...body }: CreateUserBody & { overrides?: Partial<User> },
): User {
	const created = users.create(body);
	if (!overrides) return created;
	users.delete(created.user_id);
	const user = { ...created, ...overrides };
	users.put(user);
	return user;
}

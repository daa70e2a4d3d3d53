import { randomBytes } from 'crypto';

import type { Application } from './applications';
import type { Organization, Role } from './catalogue';
import { newConnection, type Connection } from './connections';
import type { Job, JobErrors } from './jobs';
import type { CreateUserBody, Destination } from './schemas';
import type { TenantState } from './state';
import type { Delivery } from './streams/eventDeliveries';
import { toCloudEvent } from './streams/events';
import { sampleOf } from './streams/sampleEvents';
import {
	nextLogId,
	type AuthenticationMethod,
	type BruteForceBlock,
	type LogEntry,
	type RefreshToken,
	type Session,
} from './userData';
import type { User, Users } from './users';

type Named<T> = Partial<T> & { name: string };
/** What creates a user, and the properties that only a login or a link gives. */
export type SeedUser = CreateUserBody & { overrides?: Partial<User> };

const EXAMPLE_WEBHOOK: Destination = {
	type: 'webhook',
	configuration: {
		webhook_endpoint: 'https://example.com/webhook',
		webhook_authorization: { method: 'bearer', token: 'secret' },
	},
};
const DAY_MS = 86_400_000;

const randomId = (prefix: string) => `${prefix}_${randomBytes(8).toString('hex')}`;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

export type Seeders = ReturnType<typeof seedersOf>;

/** What adds to the tenant without a request. */
export function seedersOf({
	users,
	userData,
	catalogue,
	clients,
	applications,
	eventStreams,
	eventDeliveries,
	logDeliveries,
	jobs,
	importErrors,
}: TenantState) {
	const defaultClientId = clients.full.clientId;
	return {
		/** Each is created, then gets the properties that only a login or a link gives. */
		seedUsers: (bodies: SeedUser[]): User[] => bodies.map((body) => seedUser(users, body)),
		seedRoles: (roles: Array<Named<Role>>): Role[] => roles.map((role) => catalogue.addRole(role)),
		/** Applications, with whatever properties and secrets; what is left out is made up. */
		seedApplications: (given: Array<Partial<Application>>): Application[] =>
			given.map((application) => applications.add(application)),
		/** Connections, with whatever properties and options; what is left out is made up. */
		seedConnections: (given: Array<Partial<Connection>>): Connection[] =>
			given.map((connection) => {
				const added = newConnection(users.connections.length + 1, connection);
				users.connections.push(added);
				return added;
			}),
		/** In the place of all that are listed; nothing of them is made up. */
		replaceApplications(given: Array<Partial<Application>>): void {
			const bare = { client_id: '', client_secret: '', name: '', app_type: 'spa' as const };
			applications.listed.splice(
				0,
				Infinity,
				...given.map((application) => ({ ...bare, ...application })),
			);
		},
		seedOrganizations: (organizations: Array<Named<Organization>>): Organization[] =>
			organizations.map((organization) => catalogue.addOrganization(organization)),
		addMember(organizationId: string, userId: string): void {
			const { organizations } = catalogue;
			const organization = organizations.find(({ id }) => id === organizationId);
			if (!organization) throw new Error(`There is no organization ${organizationId}`);
			userData.organizations.add(users.require(userId).user_id, organization);
		},
		/** Gives a member a role in an organization. */
		addMemberRole(organization: string, userId: string, role: Role): void {
			userData.organizationRoles.add(users.require(userId).user_id, { organization, role });
		},
		/** Blocks the user as brute-force protection does, for its email address by default. */
		blockBruteForce(userId: string, block: Partial<BruteForceBlock> = {}): void {
			const { email, username, phone_number: phoneNumber } = users.require(userId);
			const identifier = email ?? username ?? phoneNumber ?? userId;
			userData.blocks.add(userId, { identifier, ...block });
		},
		seedSessions(userId: string, sessions: Array<Partial<Session>>): Session[] {
			const added = sessions.map((session) => newSession(userId, defaultClientId, session));
			userData.sessions.add(users.require(userId).user_id, ...added);
			return added;
		},
		seedRefreshTokens(userId: string, tokens: Array<Partial<RefreshToken>>): RefreshToken[] {
			const added = tokens.map((token) => newRefreshToken(userId, defaultClientId, token));
			userData.refreshTokens.add(users.require(userId).user_id, ...added);
			return added;
		},
		seedAuthenticationMethods(
			userId: string,
			methods: Array<Partial<AuthenticationMethod> & { type: string }>,
		): AuthenticationMethod[] {
			const added = methods.map((method) => ({
				id: randomId('auth'),
				created_at: inDays(0),
				confirmed: true,
				...method,
			}));
			userData.authenticationMethods.add(users.require(userId).user_id, ...added);
			return added;
		},
		/** An import that has completed, with its errors. */
		seedImportJob(given: Partial<Job>, errors: JobErrors = []): Job {
			const connection = users.connections[0];
			const job = jobs.put({
				type: 'users_import',
				status: 'completed',
				connection_id: connection?.id,
				connection: connection?.name,
				summary: { failed: errors.length, updated: 0, inserted: 1, total: errors.length + 1 },
				...given,
			});
			importErrors.set(job.id, errors);
			return job;
		},
		seedLogs(userId: string, entries: Array<Partial<LogEntry>>): LogEntry[] {
			const added = entries.map((entry) => newLog({ user_id: userId, ...entry }));
			userData.logs.add(userId, ...added);
			return added;
		},
		/**
		 * Log entries, as `seedLogs` adds them, which are delivered to each active http log stream
		 * whose filters they pass: `publishLogs([{ type: 'limit_wc', user_id }])`.
		 */
		publishLogs(entries: Array<Partial<LogEntry>>): LogEntry[] {
			const added = entries.map((entry) => newLog(entry));
			for (const entry of added) userData.logs.add(entry.user_id, entry);
			logDeliveries.publish(added);
			return added;
		},
		/** What an event stream could not deliver; makes the stream, if there is none. */
		seedDeliveries(streamId: string, count: number): Delivery[] {
			if (!eventStreams.get(streamId)) {
				eventStreams.put({ id: streamId, destination: EXAMPLE_WEBHOOK });
			}
			return Array.from({ length: count }, () => {
				const event = toCloudEvent({ type: 'user.created' }, () => sampleOf('user.created'));
				return eventDeliveries.putFailed(streamId, event);
			});
		},
	};
}

function seedUser(users: Users, { overrides, ...body }: SeedUser): User {
	const created = users.create(body);
	if (!overrides) return created;
	users.delete(created.user_id);
	const user = { ...created, ...overrides };
	users.put(user);
	return user;
}

const newLog = (given: Partial<LogEntry>): LogEntry => ({
	log_id: nextLogId(),
	date: inDays(0),
	type: 's',
	user_id: '',
	...given,
});

const newSession = (userId: string, clientId: string, given: Partial<Session>): Session => ({
	id: randomId('sess'),
	user_id: userId,
	created_at: inDays(0),
	updated_at: inDays(0),
	authenticated_at: inDays(0),
	idle_expires_at: inDays(3),
	expires_at: inDays(7),
	clients: [{ client_id: clientId }],
	...given,
});

const newRefreshToken = (
	userId: string,
	clientId: string,
	given: Partial<RefreshToken>,
): RefreshToken => ({
	id: randomId('rt'),
	user_id: userId,
	created_at: inDays(0),
	idle_expires_at: inDays(15),
	expires_at: inDays(30),
	client_id: clientId,
	session_id: null,
	rotating: false,
	resource_servers: [],
	...given,
});

import { createHash, randomBytes } from 'crypto';

import { findConnection, isDatabase, isPasswordless, type Connection } from './connections';
import { ApiError, badRequest, inexistentUser } from './errors';
import { LoginIndex, LOGINS } from './loginIndex';
import { checkMetadataNames } from './metadata';
import { checkPassword, normalise } from './passwords';
import type { CreateUserBody } from './schemas';
import { SearchIndex } from './searchIndex';

export interface Identity {
	connection: string;
	user_id: string;
	provider: string;
	isSocial: boolean;
	/** What the user was before it was linked: only secondary identities have it. */
	profileData?: Partial<User>;
}

/** A user as the Management API gives it out: its own keys, those that are set. */
export interface User {
	user_id: string;
	email?: string;
	email_verified?: boolean;
	phone_number?: string;
	phone_verified?: boolean;
	username?: string;
	name?: string;
	nickname?: string;
	given_name?: string;
	family_name?: string;
	picture?: string;
	blocked?: boolean;
	user_metadata?: Record<string, unknown>;
	app_metadata?: Record<string, unknown>;
	created_at: string;
	updated_at: string;
	last_login?: string;
	last_ip?: string;
	logins_count?: number;
	last_password_reset?: string;
	identities: Identity[];
}

/** The users of the tenant, in the order in which they were created. */
export class Users {
	/** The users as the search knows them. */
	readonly index = new SearchIndex<User>();
	private readonly byId = new Map<string, User>();
	private readonly logins = new LoginIndex();

	constructor(
		readonly connections: Connection[],
		private readonly onDelete: (id: string) => void = () => {},
	) {}

	all(): User[] {
		return [...this.byId.values()];
	}

	get(id: string): User | undefined {
		return this.byId.get(id);
	}

	clear(): void {
		this.byId.clear();
		this.index.clear();
		this.logins.clear();
	}

	put(user: User): void {
		this.byId.set(user.user_id, user);
		this.index.record(user.user_id, user);
		this.logins.put(user);
	}

	/** @throws ApiError 404 inexistent_user */
	require(id: string): User {
		const user = this.byId.get(id);
		if (!user) throw inexistentUser();
		return user;
	}

	/** The user goes, and with it whatever hangs on it. */
	delete(id: string): void {
		this.byId.delete(id);
		this.index.record(id);
		this.logins.delete(id);
		this.onDelete(id);
	}

	/** [get_users-by-email]: case-sensitive, as stored. */
	findByEmail(email: string): User[] {
		return this.logins.find('email', email).flatMap((id) => this.byId.get(id) ?? []);
	}

	/** Those with this email address, username or phone number, in whichever connection. */
	findByLogin(login: string): User[] {
		const ids = LOGINS.flatMap((attribute) => this.logins.find(attribute, login));
		return [...new Set(ids)].flatMap((id) => this.byId.get(id) ?? []);
	}

	/**
	 * [post_users], after the body was found to have the right form.
	 *
	 * @throws ApiError 400 when the connection does not take the user, 409 when it has it
	 */
	create(given: CreateUserBody): User {
		const connection = findConnection(this.connections, given.connection);
		const body = normalise(given, connection);
		checkNewUser(body, connection);
		checkMetadataNames(body);
		const provider = connection.strategy;
		const bareId = body.user_id || randomBytes(12).toString('hex');
		const id = `${provider}|${bareId}`;
		if (this.byId.has(id) || this.hasLogin(body, connection)) {
			throw new ApiError(409, 'The user already exists.', { errorCode: 'auth0_idp_error' });
		}
		const now = new Date().toISOString();
		const user: User = {
			...defaultsFor(body),
			...profileOf(body),
			user_id: id,
			created_at: now,
			updated_at: now,
			identities: [{ connection: connection.name, user_id: bareId, provider, isSocial: false }],
		};
		this.put(user);
		return user;
	}

	/** Whether another user of the connection logs in with the same email, username or number. */
	hasLogin(login: Partial<User>, { name }: Connection, exceptId?: string): boolean {
		return LOGINS.some((attribute) => {
			const value = login[attribute];
			if (value === undefined) return false;
			const isOf = (id: string, has: (identity: Identity, index: number) => boolean) =>
				id !== exceptId &&
				this.byId
					.get(id)
					?.identities.some(
						(identity, index) => identity.connection === name && has(identity, index),
					);
			return (
				this.logins.find(attribute, value).some((id) => isOf(id, (_, index) => index === 0)) ||
				this.logins
					.findLinked(attribute, value)
					.some((id) => isOf(id, ({ profileData }) => profileData?.[attribute] === value))
			);
		});
	}
}

/** @throws ApiError 400 for what [post_users] asks of a user beyond the form of the body */
function checkNewUser(body: CreateUserBody, connection: Connection) {
	if (!isDatabase(connection) && !isPasswordless(connection)) {
		throw badRequest(
			'Connection does not support user creation through the API. It must either be a database or passwordless connection.',
		);
	}
	if (connection.disabled) throw badRequest('Connection is disabled.');
	if (connection.strategy === 'sms' && !body.phone_number) {
		throw badRequest('Missing required property: phone_number');
	}
	if (connection.strategy === 'email' && !body.email) {
		throw badRequest('Missing required property: email');
	}
	if (!isDatabase(connection)) return;
	if (body.username !== undefined && !connection.options.requires_username) {
		throw badRequest('Cannot set username for connection without requires_username.');
	}
	if (!body.email && !body.username && !body.phone_number) {
		throw badRequest('Missing required property: email');
	}
	if (body.password === undefined) throw badRequest('Missing required property: password');
	checkPassword(body.password);
}

const PROFILE = [
	'email',
	'email_verified',
	'phone_number',
	'phone_verified',
	'username',
	'name',
	'nickname',
	'given_name',
	'family_name',
	'picture',
	'blocked',
	'user_metadata',
	'app_metadata',
] as const satisfies Array<keyof User & keyof CreateUserBody>;

/** What a new user gets of the body: everything but the password and what is only asked for. */
export function profileOf(body: Partial<CreateUserBody>): Partial<User> {
	return Object.fromEntries(
		PROFILE.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]),
	);
}

/** What a new user gets where the body says nothing. */
export function defaultsFor({
	email,
	username,
	phone_number: phoneNumber,
}: Partial<CreateUserBody>) {
	const login = email ?? username ?? phoneNumber ?? '';
	const hash = createHash('md5').update(login).digest('hex');
	return {
		...(email !== undefined && { email_verified: false }),
		...(phoneNumber !== undefined && { phone_verified: false }),
		name: login,
		nickname: login.split('@')[0] ?? login,
		picture: `https://s.gravatar.com/avatar/${hash}?s=480&r=pg&d=https%3A%2F%2Fcdn.auth0.com%2Favatars%2F${login.slice(0, 2)}.png`,
	};
}

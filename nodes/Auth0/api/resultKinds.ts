import type { Management } from 'auth0';

import type { Named } from '../transport/answers';

/** What a result is, such as a user. */
export interface ResultKind {
	/** What it is called. */
	noun: string;
	/** The property that says which one it is. */
	id: string;
	/** The properties that Auth0 documents, which a result need not have. */
	known: ReadonlySet<string>;
	/** Of these, the most used ones. */
	simplified: string[];
	/** What Auth0 documents besides, and no output has: secrets, and what can hold some. */
	neverShown?: ReadonlySet<string>;
}

/**
 * Makes a kind of result.
 *
 * @param keys every property that Auth0 documents, in the order of the simplified output; whether that has
 * it, or `never` for what no output has
 */
const resultKind =
	<T>() =>
	(
		noun: string,
		id: keyof Named<T> & string,
		keys: Record<keyof Named<T> & string, boolean | 'never'>,
	): ResultKind => {
		const entries = Object.entries<boolean | 'never'>(keys);
		const namesOf = (isMeant: (shown: boolean | 'never') => boolean) =>
			entries.flatMap(([key, shown]) => (isMeant(shown) ? [key] : []));
		return {
			noun,
			id,
			known: new Set(namesOf((shown) => shown !== 'never')),
			simplified: namesOf((shown) => shown === true),
			neverShown: new Set(namesOf((shown) => shown === 'never')),
		};
	};

/** A user as Auth0 returns it. */
export const USER = resultKind<Management.UserResponseSchema>()('user', 'user_id', {
	user_id: true,
	email: true,
	name: true,
	email_verified: true,
	username: true,
	phone_number: true,
	blocked: true,
	last_login: true,
	user_metadata: true,
	app_metadata: true,
	phone_verified: false,
	created_at: false,
	updated_at: false,
	identities: false,
	picture: false,
	nickname: false,
	multifactor: false,
	multifactor_last_modified: false,
	last_ip: false,
	last_password_reset: false,
	logins_count: false,
	given_name: false,
	family_name: false,
});

/** A login session as Auth0 returns it. */
export const SESSION = resultKind<Management.SessionResponseContent>()('session', 'id', {
	id: true,
	user_id: true,
	created_at: true,
	authenticated_at: true,
	last_interacted_at: true,
	expires_at: true,
	device: true,
	clients: true,
	updated_at: false,
	idle_expires_at: false,
	authentication: false,
	cookie: false,
	session_metadata: false,
	actor: false,
});

/** A refresh token as Auth0 returns it. */
export const REFRESH_TOKEN = resultKind<Management.RefreshTokenResponseContent>()(
	'refresh token',
	'id',
	{
		id: true,
		user_id: true,
		created_at: true,
		last_exchanged_at: true,
		expires_at: true,
		client_id: true,
		session_id: true,
		device: true,
		rotating: true,
		idle_expires_at: false,
		resource_servers: false,
		refresh_token_metadata: false,
	},
);

/** An MFA factor or passkey as Auth0 returns it. */
export const AUTHENTICATION_METHOD = resultKind<Management.UserAuthenticationMethod>()(
	'authentication method',
	'id',
	{
		id: true,
		type: true,
		name: true,
		confirmed: true,
		phone_number: true,
		email: true,
		preferred_authentication_method: true,
		created_at: true,
		enrolled_at: true,
		last_auth_at: true,
		authentication_methods: false,
		link_id: false,
		key_id: false,
		public_key: false,
		credential_device_type: false,
		credential_backed_up: false,
		identity_user_id: false,
		user_agent: false,
		user_handle: false,
		transports: false,
		aaguid: false,
		relying_party_identifier: false,
	},
);

/** A log event as Auth0 returns it, with its type in words. */
export const LOG_EVENT = resultKind<
	Management.Log & {
		type_description?: string;
		organization_id?: string;
		organization_name?: string;
	}
>()('log event', 'log_id', {
	log_id: true,
	date: true,
	type: true,
	type_description: true,
	description: true,
	connection: true,
	client_name: true,
	ip: true,
	user_id: true,
	user_name: true,
	user_agent: false,
	organization_id: false,
	organization_name: false,
	connection_id: false,
	client_id: false,
	hostname: false,
	audience: false,
	scope: false,
	strategy: false,
	strategy_type: false,
	isMobile: false,
	details: false,
	security_context: false,
	location_info: false,
});

/** An application as Auth0 returns it. What it can log in with is in no output. */
export const APPLICATION = resultKind<Management.Client>()('application', 'client_id', {
	client_id: true,
	name: true,
	description: true,
	app_type: true,
	is_first_party: true,
	grant_types: true,
	token_endpoint_auth_method: true,
	callbacks: true,
	allowed_logout_urls: true,
	web_origins: true,
	allowed_origins: false,
	allowed_clients: false,
	client_aliases: false,
	client_metadata: false,
	compliance_level: false,
	created_at: false,
	cross_origin_authentication: false,
	custom_login_page_on: false,
	default_organization: false,
	external_client_id: false,
	external_metadata_created_by: false,
	external_metadata_type: false,
	global: false,
	initiate_login_uri: false,
	is_token_endpoint_ip_header_trusted: false,
	jwks_uri: false,
	jwt_configuration: false,
	logo_uri: false,
	mobile: false,
	native_social_login: false,
	oidc_conformant: false,
	oidc_logout: false,
	organization_discovery_methods: false,
	organization_require_behavior: false,
	organization_usage: false,
	par_request_expiry: false,
	redirection_policy: false,
	refresh_token: false,
	require_proof_of_possession: false,
	require_pushed_authorization_requests: false,
	resource_server_identifier: false,
	skip_non_verifiable_callback_uri_confirmation_prompt: false,
	sso: false,
	sso_disabled: false,
	tenant: false,
	third_party_security_mode: false,
	token_quota: false,
	updated_at: false,
	addons: 'never',
	anonymous_sessions: 'never',
	async_approval_notification_channels: 'never',
	b2b_integration_configuration: 'never',
	client_authentication_methods: 'never',
	client_secret: 'never',
	cross_origin_loc: 'never',
	custom_login_page: 'never',
	custom_login_page_preview: 'never',
	encryption_key: 'never',
	express_configuration: 'never',
	fedcm_login: 'never',
	form_template: 'never',
	identity_assertion_authorization_grant: 'never',
	my_organization_configuration: 'never',
	session_transfer: 'never',
	signed_request_object: 'never',
	signing_keys: 'never',
	token_exchange: 'never',
	token_vault_privileged_access: 'never',
});

/** A connection as Auth0 returns it, with its kind in words. A link that makes its settings is in no output. */
export const CONNECTION = resultKind<
	Management.ConnectionForList & {
		strategy_name?: string;
		enabled_clients?: string[];
		provisioning_ticket_url?: string;
	}
>()('connection', 'id', {
	id: true,
	name: true,
	display_name: true,
	strategy: true,
	strategy_name: true,
	realms: true,
	is_domain_connection: true,
	show_as_button: true,
	metadata: true,
	authentication: false,
	connected_accounts: false,
	cross_app_access_requesting_app: false,
	cross_app_access_resource_app: false,
	enabled_clients: false,
	options: false,
	provisioning_ticket_url: 'never',
});

/** An invitation to an organization as Auth0 returns it. */
export const INVITATION = resultKind<Management.OrganizationInvitation>()('invitation', 'id', {
	id: true,
	invitee: true,
	inviter: true,
	organization_id: true,
	client_id: true,
	connection_id: true,
	roles: true,
	invitation_url: true,
	created_at: true,
	expires_at: true,
	app_metadata: false,
	user_metadata: false,
	ticket_id: 'never',
});

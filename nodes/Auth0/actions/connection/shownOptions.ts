/** The options that databases have. */
const OF_DATABASES = `
	attributes authentication_methods passkey_options precedence validation mfa.active
	mfa.return_enroll_settings passwordPolicy password_complexity_options.min_length password_history.enable
	password_history.size password_no_personal_info.enable password_dictionary.enable
	password_options.complexity password_options.history password_options.profile_data.active
	password_options.dictionary.active password_options.dictionary.default realm_fallback`;

/** Those of enterprise and social connections: who logs in, and where Auth0 sends them. */
const OF_PROVIDERS = `
	domain domain_aliases tenant_domain tenantId app_domain app_id client_id issuer type scope
	freeform_scopes allowed_audiences authorization_endpoint token_endpoint userinfo_endpoint jwks_uri
	discovery_url token_endpoint_auth_method token_endpoint_auth_signing_alg dpop_signing_alg
	id_token_signed_response_algs connection_settings.pkce authorizationURL tokenURL logoutUrl entityId
	signInEndpoint signOutEndpoint destinationUrl recipientUrl protocolBinding signatureAlgorithm
	digestAlgorithm user_id_attribute userid_attribute idpinitiated.enabled idpinitiated.client_id
	idpinitiated.client_protocol adfs_server pingFederateBaseUrl community_base_url baseUrl thumbprints
	agentVersion agentIP ips identity_api waad_protocol max_groups_to_retrieve team_id`;

/** Those of passwordless connections. */
const OF_PASSWORDLESS = `
	from template syntax provider name totp.length totp.time_step email.from email.subject email.syntax
	messaging_service_sid`;

const OF_ALL = 'strategy_version set_user_root_attributes non_persistent_attrs icon_url';

/**
 * The options of connections that are no secrets. The others are left out, unless they are switches: client
 * secrets, keys, tokens, scripts and their configuration, headers, and whatever Auth0 adds one day.
 *
 * Source: the schemas of options, by strategy, in the description of Auth0’s Management API.
 */
export const SHOWN_OPTIONS = [OF_ALL, OF_DATABASES, OF_PROVIDERS, OF_PASSWORDLESS].flatMap(
	(names) => names.trim().split(/\s+/),
);

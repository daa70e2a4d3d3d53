import type { Management } from 'auth0';

/**
 * What connections are, by the codes of their strategies, in the words of Auth0 Dashboard.
 *
 * @see https://auth0.com/docs/authenticate/identity-providers
 */
export const STRATEGIES: Record<Management.ConnectionIdentityProviderEnum, string> = {
	ad: 'Active Directory / LDAP',
	adfs: 'ADFS',
	amazon: 'Amazon',
	apple: 'Apple',
	asana: 'Asana',
	atlassian: 'Atlassian',
	auth0: 'Database',
	'auth0-oidc': 'Auth0 OpenID Connect',
	baidu: 'Baidu',
	bitbucket: 'Bitbucket',
	bitly: 'Bitly',
	box: 'Box',
	'cloudflare-mcp': 'Cloudflare MCP',
	custom: 'Custom',
	daccount: 'd Account',
	dropbox: 'Dropbox',
	dwolla: 'Dwolla',
	email: 'Passwordless Email',
	evernote: 'Evernote',
	'evernote-sandbox': 'Evernote Sandbox',
	exact: 'Exact',
	facebook: 'Facebook',
	fitbit: 'Fitbit',
	github: 'GitHub',
	gitlab: 'GitLab',
	'google-apps': 'Google Workspace',
	'google-oauth2': 'Google',
	'hubspot-mcp': 'HubSpot MCP',
	instagram: 'Instagram',
	ip: 'IP Address',
	line: 'LINE',
	'linear-mcp': 'Linear MCP',
	linkedin: 'LinkedIn',
	'notion-mcp': 'Notion MCP',
	oauth1: 'OAuth 1',
	oauth2: 'OAuth 2',
	office365: 'Office 365',
	oidc: 'OpenID Connect',
	okta: 'Okta Workforce',
	paypal: 'PayPal',
	'paypal-sandbox': 'PayPal Sandbox',
	pingfederate: 'PingFederate',
	planningcenter: 'Planning Center',
	salesforce: 'Salesforce',
	'salesforce-community': 'Salesforce Community',
	'salesforce-sandbox': 'Salesforce Sandbox',
	samlp: 'SAML',
	'sentry-mcp': 'Sentry MCP',
	sharepoint: 'SharePoint',
	shop: 'Shop',
	shopify: 'Shopify',
	slack: 'Slack',
	sms: 'Passwordless SMS',
	soundcloud: 'SoundCloud',
	thirtysevensignals: 'Basecamp',
	twitter: 'X (Twitter)',
	untappd: 'Untappd',
	vkontakte: 'VK',
	waad: 'Microsoft Entra ID',
	weibo: 'Weibo',
	windowslive: 'Microsoft Account',
	wordpress: 'WordPress',
	yahoo: 'Yahoo',
	yandex: 'Yandex',
};

/** What Auth0's API does not document as a filter of connections, only as the strategy of one. */
const NOT_SEARCHED = new Set([
	'asana',
	'atlassian',
	'cloudflare-mcp',
	'gitlab',
	'hubspot-mcp',
	'linear-mcp',
	'notion-mcp',
	'sentry-mcp',
	'slack',
]);

/** The strategies by which connections can be listed. */
export const SEARCHED_STRATEGIES = Object.keys(STRATEGIES).filter(
	(code) => !NOT_SEARCHED.has(code),
);

/** Whether it is the code of a strategy. */
export const isStrategy = (code: unknown): code is keyof typeof STRATEGIES =>
	typeof code === 'string' && Object.hasOwn(STRATEGIES, code);

/** The strategy of a connection in words; undefined for one that Auth0 does not document. */
export const wordsOfStrategy = (code: unknown): string | undefined =>
	isStrategy(code) ? STRATEGIES[code] : undefined;

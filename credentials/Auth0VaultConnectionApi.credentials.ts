import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { WHERE_DOMAIN_IS } from '../nodes/Auth0/transport/advice';
import { InputError } from '../nodes/Auth0/transport/inputError';
import { recordStored, renewToken } from '../nodes/Auth0/transport/renewToken';
import { readConnection, type VaultConnection } from '../nodes/Auth0/transport/tenant';
import { usableToken } from '../nodes/Auth0/transport/token';

const TEST_TIMEOUT_MS = 10_000;

/**
 * Switches off redirects, as each of n8n's helpers reads it: they would send the token along to
 * whatever host the tenant, or a proxy before it, names. No endpoint of Auth0's API redirects.
 *
 * Source: n8n-core, httpRequest (`disableFollowRedirect`) and request (the others).
 */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/**
 * The client credentials of a machine-to-machine application, as a workflow's connection to Auth0.
 *
 * The access token lives in n8n's own store, in the hidden property: n8n asks for it when it is
 * empty, and whenever `authenticate` says that it cannot be used.
 */
export class Auth0VaultConnectionApi implements ICredentialType {
	name = 'auth0VaultConnectionApi';

	displayName = 'Auth0 Vault Connection API';

	documentationUrl = 'https://github.com/n8n-nodes-auth0/n8n-nodes-auth0#credentials';

	icon = {
		light: 'file:../nodes/Auth0/icons/auth0.svg',
		dark: 'file:../nodes/Auth0/icons/auth0.dark.svg',
	} as const;

	// The token goes to the Tenant Domain only, so there are no other domains to allow.
	hideDomainRestrictionFields = true;

	properties: INodeProperties[] = [
		{
			displayName: 'Tenant Domain',
			name: 'domain',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. tenant.us.auth0.com',
			description:
				'Domain of your Auth0 tenant, or its custom domain. Find it as Domain in the settings of your application in Auth0 Dashboard.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 8Tq2vYxJ0hLr5cNzKd3mWb7sGfPaUe1i',
			description: 'Client ID of your machine-to-machine application in Auth0',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Client Secret of the same application',
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			default: '',
			placeholder: 'Leave empty unless you use a custom domain',
			description:
				'Identifier of the Management API. Leave empty unless Tenant Domain is a custom domain: then enter <code>https://&lt;tenant’s own domain&gt;/api/v2/</code>, with the final slash. Requests still go to the custom domain.',
		},
		{
			displayName:
				'Use this credential for the Auth0 node. n8n also lists an “Auth0 Management API” credential, which doesn’t work with it. Grant the application only the permissions your workflows need, e.g. <code>read:users</code> to find users.',
			name: 'leastPrivilege',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Gets a token, which everything that needs one at the same moment shares; n8n stores it.
	 *
	 * @throws Error that names the field, or has Auth0’s refusal, and says what to do
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const { stored } = await renewToken(this.helpers, credentials).catch(sayAll);
		return { accessToken: stored };
	}

	// An arrow function: n8n serialises the type without its prototype, and would lose a method.
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const connection = connectionOf(credentials);
		const baseURL = requestOptions.baseURL ?? `https://${connection.domain}`;
		assertSentTo(connection.domain, { ...requestOptions, baseURL });
		const token = usableToken(credentials.accessToken, connection);
		if (token === undefined) throw new TokenNotUsableError();
		// n8n asks for nothing before it has stored what it was given.
		recordStored(credentials.accessToken, connection);
		return {
			...requestOptions,
			...NO_REDIRECTS,
			baseURL,
			headers: { ...requestOptions.headers, Authorization: `Bearer ${token}` },
		};
	};

	// It needs a token but no scope: every client that can get a token passes.
	test: ICredentialTestRequest = {
		request: {
			url: '/.well-known/openid-configuration',
			timeout: TEST_TIMEOUT_MS,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: `This host does not respond like an Auth0 tenant. Check 'Tenant Domain'. ${WHERE_DOMAIN_IS}`,
				},
			},
		],
	};
}

function connectionOf(credentials: ICredentialDataDecryptedObject): VaultConnection {
	try {
		return readConnection(credentials);
	} catch (error) {
		return sayAll(error);
	}
}

/** Of what a credential throws, n8n shows nothing but the message. */
function sayAll(error: unknown): never {
	if (error instanceof InputError) throw new Error(`${error.message} ${error.description}`);
	throw error;
}

/** What n8n takes for "token expired": it asks for a new one before anything is sent. */
class TokenNotUsableError extends Error {
	readonly response = { status: 401 };

	constructor() {
		super('The access token was issued for different field values, or is about to expire.');
	}
}

/**
 * @param request its address, relative to `baseURL` or absolute, is in `url`, or in `uri` when it
 * comes from n8n's HTTP Request node
 * @throws Error when a request would carry the token to a host other than the tenant's
 */
function assertSentTo(
	domain: string,
	{ url, uri, baseURL }: { url?: string; uri?: string; baseURL: string },
) {
	for (const address of [url ?? '', uri ?? '']) {
		const target = new URL(address, baseURL);
		if (target.protocol === 'https:' && target.host === domain) continue;
		throw new Error(
			`This credential only works for https://${domain}, but the request goes to ${target.origin}. Change the URL, or use a different credential.`,
		);
	}
}

import type { IDataObject } from 'n8n-workflow';

import { isRecord } from './answers';
import { TRY_LATER, WHERE_DOMAIN_IS } from './advice';
import { tryAgainIn } from './explain';
import { readQuota, readRetryAfter, TenantClock } from './rateLimitHeaders';
import type { RawAnswer } from './request';
import type { VaultConnection } from './tenant';
import { VaultConnectionError } from './vaultConnectionError';

interface TokenRefusal {
	statusCode: number;
	/** How long the tenant issues no token, in ms, if it names a time. */
	retryAfterMs?: number;
	/** Whether it is a quota of tokens that is used up. */
	isQuota: boolean;
	error: string;
	description: string;
}

interface Rule {
	applies(refusal: TokenRefusal): boolean;
	message(connection: VaultConnection): string;
	description(connection: VaultConnection, refusal: TokenRefusal): string;
}

const APPLICATION = 'Auth0 Dashboard → Applications → Applications → your application';

/** In this order; the wordings are those of POST /oauth/token, Authentication API. */
const RULES: Rule[] = [
	{
		applies: ({ description }) => /^Service not (found|enabled)/i.test(description),
		message: ({ audience, domain }) => `The tenant at ${domain} has no API “${audience}”.`,
		description: () =>
			"If 'Tenant Domain' is a custom domain, set 'Audience' to https://<tenant’s own domain>/api/v2/, with the final slash. Otherwise, leave 'Audience' empty.",
	},
	{
		applies: ({ statusCode, description }) =>
			statusCode === 403 && /not authorized to access/i.test(description),
		message: ({ audience }) => `This application is not authorized for the API “${audience}”.`,
		description: () =>
			'In Auth0 Dashboard → Applications → APIs → Auth0 Management API → Machine to Machine Applications, turn on your application, select the permissions that your workflows need (such as read:users), and save.',
	},
	{
		applies: ({ error, description }) =>
			error === 'unauthorized_client' || /grant type/i.test(description),
		message: () => 'This application is not allowed to use the client credentials grant.',
		description: () =>
			`Use an application of the type Machine to Machine, or turn on Client Credentials in ${APPLICATION} → Settings → Advanced Settings → Grant Types.`,
	},
	{
		applies: ({ statusCode, error }) => statusCode === 401 || error === 'invalid_client',
		message: () => 'Auth0 does not recognize this Client ID and Client Secret.',
		description: () => `Copy both again from ${APPLICATION} → Settings.`,
	},
	{
		applies: ({ statusCode, isQuota }) => statusCode === 429 && isQuota,
		message: () => 'This application has used up its token quota.',
		description: (_connection, refusal) =>
			`${whenToTry(refusal)} An administrator can raise the quota of the application, or of its organization, in Auth0.`,
	},
	{
		applies: ({ statusCode }) => statusCode === 429,
		message: ({ domain }) => `The tenant at ${domain} received too many token requests.`,
		description: (_connection, refusal) => whenToTry(refusal),
	},
	{
		applies: ({ statusCode }) => statusCode >= 500,
		message: ({ domain }) => `The tenant at ${domain} could not issue a token.`,
		description: () => TRY_LATER,
	},
	{
		applies: ({ error }) => error === '',
		message: ({ domain }) => `${domain} does not respond like an Auth0 tenant.`,
		description: () => `Check 'Tenant Domain'. ${WHERE_DOMAIN_IS}`,
	},
];

const whenToTry = ({ retryAfterMs }: TokenRefusal) =>
	retryAfterMs ? tryAgainIn(retryAfterMs) : 'Wait a minute, then try again.';

/**
 * Puts a refused token request into the words of the person who filled in the credential, with
 * Auth0's own words behind them.
 *
 * @param body the parsed answer: `{error, error_description}`, or whatever came instead
 */
export function refusalOf(
	{ statusCode, headers, body }: RawAnswer,
	connection: VaultConnection,
): VaultConnectionError {
	const refusal: TokenRefusal = {
		statusCode,
		isQuota: readQuota(headers) !== undefined,
		retryAfterMs: statusCode === 429 ? waitOf(headers) : undefined,
		...readTokenError(body),
	};
	const rule = RULES.find(({ applies }) => applies(refusal));
	const answer = refusal.error
		? `Auth0’s answer: ${refusal.description || refusal.error} (${refusal.error}, HTTP ${statusCode}).`
		: `The answer: HTTP ${statusCode}.`;
	return new VaultConnectionError(
		rule?.message(connection) ?? 'Auth0 refused to issue a token.',
		`${rule?.description(connection, refusal) ?? 'Check the fields of the credential.'} ${answer}`,
		{
			isTransient: statusCode === 429 || statusCode >= 500,
			retryAfterMs: refusal.retryAfterMs,
			answer: {
				statusCode,
				body: { message: refusal.description, errorCode: refusal.error },
			},
		},
	);
}

function waitOf(headers: IDataObject): number | undefined {
	const clock = new TenantClock();
	clock.observe(headers);
	return readRetryAfter(headers, clock);
}

const MAX_QUOTE = 300;

function readTokenError(body: unknown) {
	const { error, error_description }: IDataObject = isRecord(body) ? body : {};
	const quote = (value: unknown) => (typeof value === 'string' ? value.slice(0, MAX_QUOTE) : '');
	return { error: quote(error), description: quote(error_description) };
}

import type { IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../../Auth0/transport/sender';
import { readConnection } from '../../Auth0/transport/tenant';
import { digestOf, Identity, isOneOf } from '../streams/identity';
import { TOKEN_DIGEST } from '../streams/pushStream';

/**
 * Whether a delivery carries the token of the trigger's stream: the one that the stream was given last,
 * or the one that it would be given now. Without either, nothing is let in.
 */
export async function isAuthorized(context: IWebhookFunctions): Promise<boolean> {
	const token = bearerOf(context.getHeaderData().authorization);
	if (token === undefined) return false;
	const { [TOKEN_DIGEST]: stored } = context.getWorkflowStaticData('node');
	if (typeof stored === 'string' && isOneOf(token, [stored])) return true;
	const present = await presentDigest(context);
	return present !== undefined && isOneOf(token, [present]);
}

/** The digest of the token that the credential gives now; undefined without a credential to use. */
async function presentDigest(context: IWebhookFunctions): Promise<string | undefined> {
	const credential = await context.getCredentials(CREDENTIAL).catch(() => undefined);
	if (!credential) return undefined;
	try {
		const { clientSecret } = readConnection(credential);
		const isTest = context.getMode() === 'manual';
		return digestOf(new Identity(context, isTest).tokenFor(clientSecret));
	} catch {
		// A credential with an empty field gives no token.
		return undefined;
	}
}

function bearerOf(header: unknown): string | undefined {
	const [, token] = (typeof header === 'string' && /^Bearer +(\S+)$/i.exec(header)) || [];
	return token;
}

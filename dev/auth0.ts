/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { connectionTo, type Connection } from '../test/support/connection';
import { startTenant } from '../test/tenant';
import { sampleUsers } from '../test/tenant/sampleUsers';
import { atEnd } from './lifetime';

/** The tenant that n8n works with. */
export interface Auth0 {
	/** How messages call it. */
	name: string;
	connection: Connection;
	isStandIn: boolean;
	/** The certificate authority of the stand-in, for n8n to trust. */
	caFile?: string;
}

/** What stays the same whenever the stand-in starts, so that credentials saved in n8n still fit. */
interface Identity {
	port: number;
	clientId: string;
	clientSecret: string;
	ca: string;
	caKey: string;
}

const isExpired = (ca: string) => new Date(new X509Certificate(ca).validTo) < new Date();

function readIdentity(file: string): Partial<Identity> {
	if (!existsSync(file)) return {};
	const identity: Identity = JSON.parse(readFileSync(file, 'utf8'));
	return isExpired(identity.ca) ? {} : identity;
}

async function startStandIn(folder: string): Promise<Auth0> {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, 'tenant.json');
	const caFile = join(folder, 'tenant-ca.pem');
	const { port: usualPort, ca, caKey, clientId, clientSecret } = readIdentity(file);
	const port = await getPort({ port: usualPort });
	const known = clientId && clientSecret ? { clients: { full: { clientId, clientSecret } } } : {};
	const tenant = await startTenant({ port, ca, caKey, ...known });
	atEnd(() => tenant.stop());
	tenant.seedUsers(sampleUsers());
	const identity: Identity = {
		port: usualPort ?? port,
		clientId: tenant.clients.full.clientId,
		clientSecret: tenant.clients.full.clientSecret,
		ca: tenant.ca,
		caKey: tenant.caKey,
	};
	writeFileSync(file, JSON.stringify(identity), { mode: 0o600 });
	writeFileSync(caFile, tenant.ca);
	return {
		name: `the stand-in Auth0 tenant at ${tenant.domain}`,
		connection: connectionTo(tenant),
		isStandIn: true,
		caFile,
	};
}

function fromEnvironment(): Connection | undefined {
	const {
		AUTH0_DOMAIN: domain,
		AUTH0_CLIENT_ID: clientId,
		AUTH0_CLIENT_SECRET: clientSecret,
		AUTH0_AUDIENCE: audience = '',
	} = process.env;
	if (!domain && !clientId && !clientSecret) return undefined;
	if (domain && clientId && clientSecret) return { domain, clientId, clientSecret, audience };
	throw new Error(
		'To use your own tenant, set all of AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET. To use the stand-in, set none of them.',
	);
}

/**
 * Opens the tenant that the environment names (AUTH0_DOMAIN, AUTH0_CLIENT_ID,
 * AUTH0_CLIENT_SECRET, AUTH0_AUDIENCE), or starts the stand-in, until the command ends.
 *
 * @param folder where the stand-in keeps what stays the same
 * @throws when the environment names a tenant in part
 */
export async function openAuth0(folder: string): Promise<Auth0> {
	const connection = fromEnvironment();
	return connection
		? { name: `your tenant ${connection.domain}`, connection, isStandIn: false }
		: await startStandIn(folder);
}

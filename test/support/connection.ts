import type { Tenant } from '../tenant';

/** The four fields of the credential. */
export type Connection = Record<'domain' | 'clientId' | 'clientSecret' | 'audience', string>;

/** The fields for one of the tenant's clients, as a person would have filled them in. */
export function connectionTo(
	{ domain, clients }: Pick<Tenant, 'domain' | 'clients'>,
	client: keyof Tenant['clients'] = 'full',
): Connection {
	const { clientId, clientSecret } = clients[client];
	return { domain, clientId, clientSecret, audience: '' };
}

import { removeDiscoveryDomain as removal } from '../../api/discoveryDomains';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';
import {
	domainFields,
	domainKey,
	findDomain,
	readDomainInput,
	type DomainInput,
} from './discoveryDomains';
import { changedOrganizationId, TO_NAME_ORGANIZATION } from './organizations';

/** Removes a domain from an organization; one that it does not have makes no difference. */
export const removeDiscoveryDomain: Operation<DomainInput> = {
	option: {
		name: 'Remove Discovery Domain',
		value: 'removeDiscoveryDomain',
		action: 'Remove discovery domain from organization',
		description: 'Remove an email domain of an organization',
	},
	permissions: {
		needs: ['read:organization_discovery_domains', 'delete:organization_discovery_domains'],
		also: [TO_NAME_ORGANIZATION],
	},
	fields: [...domainFields, optionsField()],
	read: readDomainInput,
	key: domainKey,
	async execute({ organization, domain }, { management }) {
		const id = await changedOrganizationId(organization, management);
		const found = await findDomain(management, id, domain);
		if (found) await management.find(removal(id, found));
		return { organization_id: id, domain, removed: found !== undefined };
	},
};

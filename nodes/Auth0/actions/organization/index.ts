import { resource } from '../operation';
import { addDiscoveryDomain } from './addDiscoveryDomain.operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getDiscoveryDomains } from './getDiscoveryDomains.operation';
import { getUserOrganizations } from './getUserOrganizations.operation';
import { onboard } from './onboard.operation';
import { removeDiscoveryDomain } from './removeDiscoveryDomain.operation';
import { update } from './update.operation';
import { updateDiscoveryDomain } from './updateDiscoveryDomain.operation';

export const organization = resource({
	option: { name: 'Organization', value: 'organization' },
	operations: [
		addDiscoveryDomain,
		create,
		deleteOperation,
		get,
		getAll,
		getDiscoveryDomains,
		getUserOrganizations,
		onboard,
		removeDiscoveryDomain,
		update,
		updateDiscoveryDomain,
	],
	defaultOperation: 'getUserOrganizations',
});

import { resource } from '../operation';
import { getUserOrganizations } from './getUserOrganizations.operation';

export const organization = resource({
	option: { name: 'Organization', value: 'organization' },
	operations: [getUserOrganizations],
	defaultOperation: 'getUserOrganizations',
});

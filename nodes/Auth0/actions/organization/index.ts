import { resource } from '../operation';
import { get } from './get.operation';
import { getUserOrganizations } from './getUserOrganizations.operation';

export const organization = resource({
	option: { name: 'Organization', value: 'organization' },
	operations: [get, getUserOrganizations],
	defaultOperation: 'getUserOrganizations',
});

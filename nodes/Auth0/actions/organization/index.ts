import { resource } from '../operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getUserOrganizations } from './getUserOrganizations.operation';
import { update } from './update.operation';

export const organization = resource({
	option: { name: 'Organization', value: 'organization' },
	operations: [create, deleteOperation, get, getAll, getUserOrganizations, update],
	defaultOperation: 'getUserOrganizations',
});

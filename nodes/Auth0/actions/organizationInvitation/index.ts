import { resource } from '../operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { getAll } from './getAll.operation';

export const organizationInvitation = resource({
	option: { name: 'Organization Invitation', value: 'organizationInvitation' },
	operations: [create, deleteOperation, getAll],
	defaultOperation: 'create',
});

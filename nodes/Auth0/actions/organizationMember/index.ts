import { resource } from '../operation';
import { add } from './add.operation';
import { addRoles } from './addRoles.operation';
import { getAll } from './getAll.operation';
import { getRoles } from './getRoles.operation';
import { remove } from './remove.operation';
import { removeRoles } from './removeRoles.operation';
import { setRoles } from './setRoles.operation';

export const organizationMember = resource({
	option: { name: 'Organization Member', value: 'organizationMember' },
	operations: [add, addRoles, getAll, getRoles, remove, removeRoles, setRoles],
	defaultOperation: 'getAll',
});

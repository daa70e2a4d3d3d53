import { resource } from '../operation';
import { add } from './add.operation';
import { getAll } from './getAll.operation';
import { remove } from './remove.operation';
import { update } from './update.operation';

export const organizationConnection = resource({
	option: { name: 'Organization Connection', value: 'organizationConnection' },
	operations: [add, getAll, remove, update],
	defaultOperation: 'getAll',
});

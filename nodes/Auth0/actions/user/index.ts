import type { Resource } from '../operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { update } from './update.operation';

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	operations: { create, get, update },
	defaultOperation: 'get',
};

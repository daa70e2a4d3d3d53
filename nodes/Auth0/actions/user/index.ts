import type { Resource } from '../operation';
import * as operations from './operations';

export const user: Resource = {
	option: { name: 'User', value: 'user' },
	operations: { ...operations },
	defaultOperation: 'get',
};

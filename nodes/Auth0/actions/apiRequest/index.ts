import type { Resource } from '../operation';
import * as operations from './operations';

/** What no other operation covers. */
export const apiRequest: Resource = {
	option: { name: 'API Request', value: 'apiRequest' },
	operations: { ...operations },
	defaultOperation: 'send',
};

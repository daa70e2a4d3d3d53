import type { Resource } from '../operation';
import * as operations from './operations';

/** What needs no authorization for the Management API. */
export const notification: Resource = {
	option: { name: 'Notification', value: 'notification' },
	operations: { ...operations },
	defaultOperation: 'sendPasswordReset',
};

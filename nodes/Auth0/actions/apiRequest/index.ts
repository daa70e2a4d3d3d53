import { resource } from '../operation';
import { send } from './send.operation';

export const apiRequest = resource({
	option: { name: 'API Request', value: 'apiRequest' },
	operations: [send],
	defaultOperation: 'send',
});

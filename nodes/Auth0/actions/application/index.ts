import { resource } from '../operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const application = resource({
	option: {
		name: 'Application',
		value: 'application',
		description: 'What users log in to, and what calls APIs',
	},
	operations: [get, getAll],
	defaultOperation: 'getAll',
});

import { isLogCategory, LOG_CATEGORIES } from '../api/logStreams';
import { choices } from './choices';

/** The categories of log events that are wanted: all of them where none is chosen. */
export const logCategories = choices({
	displayName: 'Log Categories',
	name: 'logCategories',
	default: [],
	description: 'Categories of log events to deliver. Leave empty for all of them.',
	options: Object.keys(LOG_CATEGORIES)
		.filter(isLogCategory)
		.map((value) => ({ name: LOG_CATEGORIES[value], value })),
});

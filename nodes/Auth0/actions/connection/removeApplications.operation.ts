import { applicationAction } from './applicationAction';

/** Disables a connection for applications; those that do not have it are no obstacle. */
export const removeApplications = applicationAction({
	option: {
		name: 'Remove Applications',
		value: 'removeApplications',
		action: 'Remove applications from connection',
		description: 'No longer let applications use a connection',
	},
	description: 'The applications whose users can no longer log in with the connection',
	isEnabled: false,
	done: 'removed',
});

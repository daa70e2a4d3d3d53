import { applicationAction } from './applicationAction';

/** Enables a connection for applications; those that have it already keep it. */
export const addApplications = applicationAction({
	option: {
		name: 'Add Applications',
		value: 'addApplications',
		action: 'Add applications to connection',
		description: 'Let applications use a connection, in addition to existing ones',
	},
	description: 'The applications that can use the connection from now on',
	isEnabled: true,
	done: 'added',
});

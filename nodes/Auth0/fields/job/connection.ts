import { CONNECTION_ID_EXAMPLE } from '../../api/examples';
import { DEFAULT_CONNECTION } from '../connectionField';
import { locatorField } from '../locators';
import type { ListMethod } from '../listPermissions';

const fieldFor = (description: string, searchListMethod: ListMethod) =>
	locatorField({
		displayName: 'Connection',
		name: 'connectionId',
		one: 'a connection',
		description,
		searchListMethod,
		alsoRequire: 'names',
		modes: {
			id: ['By ID', `e.g. ${CONNECTION_ID_EXAMPLE}`],
			name: ['By Name', `e.g. ${DEFAULT_CONNECTION}`],
		},
	});

/** The connection whose users are exported: of any kind. */
export const exportConnectionField = fieldFor(
	'Only export the users of this connection. Leave empty to export all users.',
	'searchAllConnections',
);

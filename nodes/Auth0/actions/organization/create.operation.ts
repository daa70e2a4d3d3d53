import { createOrganization } from '../../api/organizationChanges';
import { wholeBranding } from '../../fields/organization/branding';
import {
	newOrganizationFields,
	readNewOrganization,
	type NewProperties,
} from '../../fields/organization/properties';
import { optionsField } from '../../fields/requestOptions';
import { TO_NAME_CONNECTION } from '../job/connections';
import type { Operation } from '../operation';
import { asNew, connectionsOf } from './connections';
import { newOrganizationKey } from './organizations';

/** Creates an organization. */
export const create: Operation<NewProperties> = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create organization',
		description: 'Create an organization, which has no members yet',
	},
	permissions: {
		needs: ['create:organizations'],
		also: [
			{ to: 'enable connections', needs: ['create:organization_connections'] },
			TO_NAME_CONNECTION,
		],
	},
	fields: [...newOrganizationFields, optionsField()],
	read: readNewOrganization,
	key: ({ name }) => [newOrganizationKey(name)],
	async execute({ name, displayName, branding, metadata, connections }, { management }) {
		const enabled = await connectionsOf(management, connections);
		return await management.request(
			createOrganization({
				name,
				...(displayName !== '' && { display_name: displayName }),
				...(branding && { branding: wholeBranding(branding) }),
				...(metadata && { metadata }),
				...(enabled.length > 0 && { enabled_connections: enabled.map(asNew) }),
			}),
		);
	},
};

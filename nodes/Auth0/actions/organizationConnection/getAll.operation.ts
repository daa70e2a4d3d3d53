import { listEnabledConnections } from '../../api/organizationConnections';
import { listFields, readLimit } from '../../fields/listFields';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { optionsField } from '../../fields/requestOptions';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';

/** Lists the connections of an organization, with how people log in with them. */
export const getAll: Operation<{ organization: OrganizationReference; limit: number }> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many connections of organization',
		description: 'Retrieve the enabled connections',
	},
	permissions: { needs: ['read:organization_connections'], also: [TO_NAME_ORGANIZATION] },
	fields: [oneOrganizationField, ...listFields, optionsField()],
	read: (item) => ({
		organization: readOrganizationReference(item),
		limit: readLimit(item),
	}),
	async execute({ organization, limit }, { management }) {
		const id = await organizationIdOf(management, organization);
		return await readList(management, listEnabledConnections(id), limit);
	},
};

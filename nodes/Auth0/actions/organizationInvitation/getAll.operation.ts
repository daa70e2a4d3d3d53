import type { INodeProperties } from 'n8n-workflow';

import { INVITATION } from '../../api/resultKinds';
import { listFields, readLimit } from '../../fields/listFields';
import {
	oneOrganizationField,
	readOrganizationReference,
	type OrganizationReference,
} from '../../fields/organization/organizationField';
import { outputOptions, readOutput, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import { notForTools } from '../../fields/tool';
import type { Operation } from '../operation';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';
import { newestFirst, NOT_ALL } from './newestFirst';
import { withoutSecrets } from './output';

const includeLinkField: INodeProperties = notForTools({
	displayName: 'Include Link',
	name: 'includeLink',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the link to accept the invitation. Anyone who has the link can use it.',
});

interface Input {
	organization: OrganizationReference;
	limit: number;
	hasLinks: boolean;
	show: Show;
}

/** Lists the pending invitations of an organization, newest first. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many organization invitations',
		description: 'Retrieve pending invitations',
	},
	permissions: { needs: ['read:organization_invitations'], also: [TO_NAME_ORGANIZATION] },
	fields: [
		oneOrganizationField,
		...listFields,
		...simplifyFields,
		optionsField(includeLinkField, ...outputOptions),
	],
	read: (item) => ({
		organization: readOrganizationReference(item),
		limit: readLimit(item),
		hasLinks: !item.isTool && item.isOn(includeLinkField.name, false),
		show: readOutput(item, INVITATION),
	}),
	async execute({ organization, limit, hasLinks, show }, { management }, tell) {
		const id = await organizationIdOf(management, organization);
		const { invitations, isWhole } = await newestFirst(management, id, hasLinks, limit);
		if (!isWhole) tell(NOT_ALL);
		return invitations.map((one) => show(withoutSecrets(one, hasLinks)));
	},
};

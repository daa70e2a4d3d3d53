import type { INodeProperties } from 'n8n-workflow';

import { type Invitation, listInvitations, MAX_INVITATIONS } from '../../api/invitations';
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
import type { ManagementApi } from '../../transport/managementApi';
import { pagesOf, readList } from '../../transport/paging';
import { inDigits, type Tell } from '../hints';
import type { Operation } from '../operation';
import { organizationIdOf, TO_NAME_ORGANIZATION } from '../organization/organizations';
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
		const invitations = await newestFirst(management, { id, limit, hasLinks }, tell);
		return invitations.map((one) => show(withoutSecrets(one, hasLinks)));
	},
};

/** Reads from both ends, as Auth0 lets page through a thousand from either. */
async function newestFirst(
	api: ManagementApi,
	{ id, limit, hasLinks }: { id: string; limit: number; hasLinks: boolean },
	tell: Tell,
): Promise<Invitation[]> {
	const newest = await readList(api, listInvitations(id, hasLinks), limit);
	if (limit <= MAX_INVITATIONS || newest.length < MAX_INVITATIONS) return newest;
	const known = new Set(newest.map((one) => one.id));
	const oldest: Invitation[] = [];
	let isWhole = false;
	for await (const { rows } of pagesOf(api, listInvitations(id, hasLinks, 'oldest'))) {
		const others = rows.filter((one) => !known.has(one.id));
		oldest.push(...others);
		isWhole = others.length < rows.length || rows.length === 0;
		if (isWhole || oldest.length >= MAX_INVITATIONS) break;
	}
	if (!isWhole) tell(NOT_ALL);
	return [...newest, ...oldest.reverse()].slice(0, limit);
}

const NOT_ALL = `Auth0 returns only the newest and the oldest ${inDigits(MAX_INVITATIONS)} invitations. Those between them are missing.`;

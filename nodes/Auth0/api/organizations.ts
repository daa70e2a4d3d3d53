import type { Management } from 'auth0';
import type { IDataObject } from 'n8n-workflow';

import { aText, optional, partOf, record } from '../transport/answers';
import type { ListRequest } from '../transport/page';
import { path } from '../transport/path';
import { subjectOf } from './users';

const organization = partOf<Management.Organization>()({
	id: aText,
	name: aText,
	display_name: optional(aText),
});

/** An organization of the tenant, as far as the node relies on it. */
export type Organization = ReturnType<typeof organization>;

/**
 * Lists the organizations of the tenant. Names are unique, display names are not.
 *
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations
 */
export const listOrganizations = (): ListRequest<Organization> => ({
	path: '/organizations',
	isCheckpoint: true,
	row: organization,
});

/**
 * Lists the organizations that a user is a member of.
 *
 * @see https://auth0.com/docs/api/management/v2/users/get-user-organizations
 */
export const listUserOrganizations = (userId: string): ListRequest<IDataObject> => ({
	path: path`/users/${userId}/organizations`,
	subject: subjectOf(userId),
	row: record,
});

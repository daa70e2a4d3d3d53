import type { IDataObject } from 'n8n-workflow';

import { listAuthenticationMethods } from '../../api/authenticationMethods';
import { identitiesOf, loginsOf } from '../../api/linkedIdentities';
import { listUserOrganizations, removeMembers } from '../../api/organizations';
import { listUserPermissions } from '../../api/permissions';
import { listUserRefreshTokens } from '../../api/refreshTokens';
import { listUserRoles } from '../../api/roles';
import { listUserSessions, revokeUserAccess } from '../../api/sessions';
import { userIdOf } from '../../api/userIds';
import { findUsersByLogin } from '../../api/userLogins';
import { deleteUser, getUser, type User } from '../../api/users';
import { isRecord } from '../../transport/answers';
import { isBeyondPlan, type ManagementApi } from '../../transport/managementApi';
import { alsoSay } from '../../transport/nodeErrors';
import type { ListRequest } from '../../transport/page';
import { readList } from '../../transport/paging';
import { Progress } from '../progress';
import { readUnlessRefused } from './everythingParts';

/** What a person has in the tenant: only IDs and numbers. */
export interface Holdings {
	/** Those of the user and of the linked identities, by which they would be users. */
	identities: string[];
	organizations: string[];
	/** How many there are of each. */
	found: IDataObject;
	/** What the application may not count. */
	notCounted: string[];
	/** Other users who have the same email address. */
	sameEmail: string[];
}

/** What goes with a user, and is only counted. */
const COUNTED: Record<string, (id: string) => ListRequest> = {
	roles: listUserRoles,
	permissions: listUserPermissions,
	sessions: listUserSessions,
	refresh_tokens: listUserRefreshTokens,
	authentication_methods: listAuthenticationMethods,
};

const FIELDS = 'user_id,email,identities,user_metadata,app_metadata';

/**
 * What there is of a person.
 *
 * @returns undefined when there is no such user
 * @throws NodeApiError when the user or the organizations cannot be read
 */
export async function holdingsOf(api: ManagementApi, id: string): Promise<Holdings | undefined> {
	const user = await api.find(getUser(id, { fields: FIELDS, include_fields: true }));
	if (!user) return undefined;
	const [organizations, sameEmail, counts] = await Promise.all([
		readList(api, listUserOrganizations(id)),
		othersWithEmail(api, user),
		countAll(api, id),
	]);
	const identities = [...new Set([id, ...identitiesOf(user).map(userIdOf)])];
	return {
		identities,
		organizations: organizations.map((organization) => String(organization.id)),
		found: {
			identities: identities.length,
			organizations: organizations.length,
			user_metadata_entries: entriesIn(user.user_metadata),
			app_metadata_entries: entriesIn(user.app_metadata),
			...counts.found,
		},
		notCounted: counts.refused,
		sameEmail,
	};
}

/** Those who have the email address of the user, or of a linked identity: it can be the same person. */
async function othersWithEmail(api: ManagementApi, user: User): Promise<string[]> {
	const logins = [user, ...identitiesOf(user).map((identity) => loginsOf(user, identity))];
	const emails = logins.flatMap(({ email }) =>
		typeof email === 'string' && email !== '' ? [email] : [],
	);
	const query = { fields: 'user_id,email', include_fields: true };
	const found = await Promise.all(
		[...new Set(emails)].map(
			async (value) => await findUsersByLogin(api, { property: 'email', value }, query),
		),
	);
	const ids = found.flat().map(({ user_id: id }) => id);
	return [...new Set(ids)].filter((id) => id !== user.user_id);
}

async function countAll(api: ManagementApi, id: string) {
	const found: IDataObject = {};
	const refused: string[] = [];
	const parts = await Promise.all(
		Object.entries(COUNTED).map(async ([name, list]) => ({
			name,
			part: await readUnlessRefused(api, name, async () => (await readList(api, list(id))).length),
		})),
	);
	for (const { name, part } of parts) {
		if ('missing' in part) refused.push(name);
		else found[name] = Number(part.value);
	}
	return { found, refused };
}

const entriesIn = (metadata: unknown) => (isRecord(metadata) ? Object.keys(metadata).length : 0);

/**
 * Erases a person. What still leads to the rest goes last: after an end in the middle, it can be run again,
 * and finishes. What is gone already is done.
 *
 * @returns what was done
 * @throws NodeApiError when Auth0 refuses a part, with what was done before: the receipt of another run can
 * no longer have it
 */
export async function erase(
	api: ManagementApi,
	id: string,
	{ identities, organizations }: Holdings,
): Promise<IDataObject> {
	const progress = new Progress(AGAIN);
	const access_revoked = await progress.step(
		'access revoked',
		async () => await revokeAll(api, id),
	);
	let left = 0;
	for (const organization of organizations) {
		const request = removeMembers(organization, [id]);
		const wasThere = await progress.step(
			`left organization ${organization}`,
			async () => await api.sendUnlessGone(request),
		);
		if (wasThere) left++;
	}
	// Auth0 deletes the linked identities with the user, by one request. To unlink them before would leave
	// users of their own behind whom nothing leads to, if it ended there.
	await progress.step('user deleted', async () => await api.sendUnlessGone(deleteUser(id)));
	const others = identities.filter((identity) => identity !== id);
	for (const identity of others) {
		await api.sendUnlessGone(deleteUser(identity)).catch((caught: unknown) => {
			throw alsoSay(caught, notChecked(id, others));
		});
	}
	return {
		access_revoked,
		organizations_left: left,
		identities_deleted: identities.length,
		user_deleted: true,
	};
}

const AGAIN =
	'Keep this for your records: run this item again to erase the rest, which its receipt then lists.';

const notChecked = (id: string, others: string[]) =>
	`User “${id}” was deleted with all linked identities. To make sure that none of these is a separate user by now, also erase: ${others.join(', ')}.`;

/** @returns whether it was revoked: the sessions of a user who is deleted end anyway */
async function revokeAll(api: ManagementApi, id: string): Promise<boolean> {
	const request = revokeUserAccess(id, { preserve_refresh_tokens: false });
	return await api.sendUnlessGone(request).catch((caught: unknown) => {
		if (!isBeyondPlan(caught)) throw caught;
		return false;
	});
}

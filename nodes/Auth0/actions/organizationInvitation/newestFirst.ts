import { type Invitation, listInvitations, MAX_INVITATIONS } from '../../api/invitations';
import type { ManagementApi } from '../../transport/managementApi';
import { pagesOf, readList } from '../../transport/paging';
import { inDigits } from '../hints';

/** Invitations of an organization, newest first. */
export interface ListedInvitations {
	invitations: Invitation[];
	/** Whether none is missing up to the limit. */
	isWhole: boolean;
}

/**
 * Reads the invitations of an organization from both ends, as Auth0 lets page through a thousand from either.
 *
 * @param hasLinks whether with their links, which are secrets
 * @throws as `readList` does
 */
export async function newestFirst(
	api: ManagementApi,
	organizationId: string,
	hasLinks = false,
	limit = Infinity,
): Promise<ListedInvitations> {
	const newest = await readList(api, listInvitations(organizationId, hasLinks), limit);
	if (limit <= MAX_INVITATIONS || newest.length < MAX_INVITATIONS) {
		return { invitations: newest, isWhole: true };
	}
	const known = new Set(newest.map((one) => one.id));
	const oldest: Invitation[] = [];
	let isWhole = false;
	for await (const { rows } of pagesOf(api, listInvitations(organizationId, hasLinks, 'oldest'))) {
		const others = rows.filter((one) => !known.has(one.id));
		oldest.push(...others);
		isWhole = others.length < rows.length || rows.length === 0;
		if (isWhole || oldest.length >= MAX_INVITATIONS) break;
	}
	return { invitations: [...newest, ...oldest.reverse()].slice(0, limit), isWhole };
}

/** What there is to say of a list that is not whole. */
export const NOT_ALL = `Auth0 returns only the newest and the oldest ${inDigits(MAX_INVITATIONS)} invitations. Those between them are missing.`;

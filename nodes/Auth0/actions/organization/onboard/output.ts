import type { IDataObject } from 'n8n-workflow';

import type { Invitation } from '../../../api/invitations';
import type { Organization } from '../../../api/organizations';
import type { Onboarding } from '../../../fields/organization/onboarding';
import type { Plan } from './plan';

/**
 * What an onboarding did of each part.
 *
 * @param invitations those of the plan
 */
export function doneOutput(
	organization: Organization,
	plan: Plan,
	invitations: Invitation[],
): IDataObject {
	return {
		id: organization.id,
		name: organization.name,
		display_name: organization.display_name ?? undefined,
		...outcomesOf(plan, (outcome) => outcome),
		members: [
			...usersOf(plan, (outcome) => outcome, 'roles_added'),
			...invitations.map(({ id, expires_at: end }, index) => ({
				...personOf(plan, index),
				outcome: plan.invitations[index]?.outcome,
				invitation_id: id,
				expires_at: end ?? undefined,
			})),
		],
	};
}

/** What an onboarding would do of each part. */
export function plannedOutput({ properties, sso }: Onboarding, plan: Plan): IDataObject {
	const { found, body } = plan.organization;
	const title = body.display_name ?? found?.display_name ?? properties.displayName;
	return {
		...(found && { id: found.id }),
		name: properties.name,
		display_name: title || undefined,
		...outcomesOf(plan, wouldBe),
		members: [
			...usersOf(plan, wouldBe, 'roles_to_add'),
			...plan.invitations.map(({ outcome, pending }, index) => ({
				...personOf(plan, index),
				outcome: wouldBe(outcome),
				...(pending && {
					invitation_id: pending.id,
					expires_at: pending.expires_at ?? undefined,
				}),
			})),
		],
		...(sso && { sso: 'link_would_be_created' }),
		dry_run: true,
	};
}

const STAYS = new Set(['unchanged', 'already_invited']);

function wouldBe(outcome: string): string {
	if (STAYS.has(outcome)) return outcome;
	return outcome === 'roles_added' ? 'roles_would_be_added' : `would_be_${outcome}`;
}

function outcomesOf(
	{ organization: { found, changed }, connections }: Plan,
	say: (outcome: string) => string,
): IDataObject {
	const ofExisting = changed.length > 0 ? 'updated' : 'unchanged';
	return {
		outcome: say(found ? ofExisting : 'created'),
		...(changed.length > 0 && { changed }),
		connections: connections.map(({ wanted, outcome }) => ({
			connection_id: wanted.connection_id,
			outcome: say(outcome),
		})),
	};
}

const usersOf = (
	{ members: { users } }: Plan,
	say: (outcome: string) => string,
	rolesKey: string,
): IDataObject[] =>
	users.map(({ id, email, outcome, lacking }) => ({
		user_id: id,
		...(email !== undefined && { email }),
		outcome: say(outcome),
		...(lacking.length > 0 && { [rolesKey]: lacking }),
	}));

const personOf = ({ invitations }: Plan, index: number) => ({
	email: invitations[index]?.person.email,
});

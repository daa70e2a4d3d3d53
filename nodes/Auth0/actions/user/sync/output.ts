import type { IDataObject } from 'n8n-workflow';

import { userFirst } from '../../../fields/user/userOutput';
import type { Absent, AbsentUser } from './absent';
import { newUserOf, type Done } from './carryOut';
import type { Entry } from './comparison';
import { DONE_TO_ABSENT } from './caps';
import type { SyncSettings } from './settings';
import type { Counts } from './syncHints';

/** What a dry run would do. */
export const wouldBe = (outcome: string) => `would_be_${outcome}`;

/** The output of an item that was processed. */
export const outputOf = (
	entry: Entry,
	{ outcome, found }: Done,
	settings: SyncSettings,
): IDataObject =>
	userFirst({
		user_id: found.id,
		...identityOf(entry),
		outcome,
		...(outcome !== 'unchanged' && { changed: changesOf(entry, settings) }),
	});

/** The output of an item in a dry run. */
export const plannedOutput = (entry: Entry, settings: SyncSettings): IDataObject =>
	userFirst({
		...(entry.found && { user_id: entry.found.id }),
		...identityOf(entry),
		outcome: wouldBe(entry.found ? 'updated' : 'created'),
		would_change: changesOf(entry, settings),
		dry_run: true,
	});

/** The output for a user who is not in the list. */
export const absentOutput = (user: AbsentUser, outcome: string): IDataObject =>
	userFirst({ ...user, outcome });

/** As `absentOutput`, in a dry run. */
export const plannedAbsentOutput = (user: AbsentUser, outcome: string): IDataObject =>
	userFirst({ ...user, outcome: wouldBe(outcome), dry_run: true });

/** Who it is: as the item has it, and else as Auth0 does. */
function identityOf({ row: { key, body, externalId }, found }: Entry): IDataObject {
	const email = body.email ?? found?.email;
	const name = body.name ?? found?.name;
	return {
		...(email !== undefined && { email }),
		...(name !== undefined && { name }),
		...(externalId !== undefined && { external_id: key }),
	};
}

/** What is different afterwards: no password, and not where the user is. */
function changesOf(entry: Entry, settings: SyncSettings): IDataObject {
	const { found, roles, row } = entry;
	const bodies: IDataObject[] = found?.changes ?? [newUserOf(row, settings)];
	const changed = bodies.flatMap((body) =>
		Object.entries(body).filter(([key]) => key !== 'connection' && key !== 'password'),
	);
	const added = [...(roles?.added.values() ?? [])];
	const removed = [...(roles?.removed.values() ?? [])];
	const isOrganization = settings.scope.kind === 'organization';
	return {
		...Object.fromEntries(changed),
		...(added.length + removed.length > 0 && { roles: { added, removed } }),
		...(isOrganization && (found?.joins ?? true) && { organization: 'added' }),
	};
}

/** The last output of a dry run: how many of each kind. @param stops why a run would stop, if it would */
export function summaryOutput(
	{ created, updated, unchanged, absent, failed }: Counts,
	{ total }: Absent,
	{ absentUsers }: SyncSettings,
	stops?: string,
): IDataObject {
	return {
		outcome: 'summary',
		dry_run: true,
		summary: {
			[wouldBe('created')]: created,
			[wouldBe('updated')]: updated,
			...(absentUsers !== 'nothing' && {
				[wouldBe(DONE_TO_ABSENT[absentUsers].outcome)]: absent,
			}),
			unchanged,
			failed,
			not_in_list: total,
			...(stops !== undefined && { would_stop: stops }),
		},
	};
}

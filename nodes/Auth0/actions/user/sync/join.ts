import { addMembers, MEMBERS_A_REQUEST } from '../../../api/organizations';
import type { ManagementApi } from '../../../transport/managementApi';
import { partsOf } from '../../memberBatches';
import { organizationIdOf } from '../../organization/organizations';
import type { Done } from './carryOut';
import type { Entry } from './comparison';
import type { SyncSettings } from './settings';

/** An item whose user is as wanted, but for the organization. */
export interface Finished {
	entry: Entry;
	result: Done;
}

/**
 * Adds users to the organization who are not members yet, several by one request. Where Auth0 refuses that,
 * each is added alone, so that only those fail who cannot be added.
 */
export async function join(
	api: ManagementApi,
	{ scope }: SyncSettings,
	finished: Finished[],
): Promise<void> {
	if (scope.kind !== 'organization') return;
	const id = await organizationIdOf(api, scope.organization);
	const add = async (joining: Finished[]) =>
		await api.send(
			addMembers(
				id,
				joining.map(({ result }) => result.found.id),
			),
		);
	const joining = finished.filter(({ result }) => result.found.joins);
	for (const batch of partsOf(joining, MEMBERS_A_REQUEST)) {
		const isDone = await add(batch).then(
			() => true,
			() => false,
		);
		if (isDone) continue;
		for (const one of batch) {
			await add([one]).catch((caught: unknown) => {
				one.entry.error = caught;
			});
		}
	}
}

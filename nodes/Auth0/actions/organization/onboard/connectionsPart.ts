import type { IDataObject } from 'n8n-workflow';

import type { ConnectionForOrganization } from '../../../api/organizationChanges';
import {
	enableConnection,
	getEnabledConnection,
	listEnabledConnections,
	updateEnabledConnection,
	type EnabledConnection,
	type EnabledSettings,
} from '../../../api/organizationConnections';
import type { ManagementApi } from '../../../transport/managementApi';
import { readList } from '../../../transport/paging';
import { asNew } from '../connections';
import type { Progress } from '../../progress';

/**
 * Enables the connections that the organization lacks, and changes how people log in with the others where
 * that differs. Connections that are not named stay, and so do settings that are not given.
 *
 * @param isNew whether the organization was created with them
 * @returns what became of each
 */
export async function ensureConnections(
	api: ManagementApi,
	organizationId: string,
	wanted: ConnectionForOrganization[],
	isNew: boolean,
	progress: Progress,
): Promise<IDataObject[]> {
	if (wanted.length === 0) return [];
	if (isNew) {
		return wanted.map(({ connection_id: id }) => ({ connection_id: id, outcome: 'enabled' }));
	}
	const enabled = await readList(api, listEnabledConnections(organizationId));
	const outcomes: IDataObject[] = [];
	for (const connection of wanted) {
		const { connection_id: id } = connection;
		const has = enabled.find((one) => one.connection_id === id);
		const outcome = await ensure(api, organizationId, connection, has);
		if (outcome !== 'unchanged') progress.add(`connection “${id}” ${outcome}`);
		outcomes.push({ connection_id: id, outcome });
	}
	return outcomes;
}

async function ensure(
	api: ManagementApi,
	organizationId: string,
	wanted: ConnectionForOrganization,
	has?: EnabledConnection,
): Promise<'enabled' | 'updated' | 'unchanged'> {
	if (!has) {
		const { connection_id: id, ...settings } = asNew(wanted);
		if (await api.createNew(enableConnection(organizationId, id, settings))) return 'enabled';
		// Another run enabled it in the meantime, or this one did, and the answer was lost.
		const other = await api.request(getEnabledConnection(organizationId, id));
		await update(api, organizationId, wanted, other);
		return 'enabled';
	}
	return (await update(api, organizationId, wanted, has)) ? 'updated' : 'unchanged';
}

/** @returns whether something differed */
async function update(
	api: ManagementApi,
	organizationId: string,
	wanted: ConnectionForOrganization,
	has: EnabledConnection,
): Promise<boolean> {
	const change = differences(wanted, has);
	if (Object.keys(change).length === 0) return false;
	await api.request(updateEnabledConnection(organizationId, has.connection_id, change));
	return true;
}

/** Auth0 takes signup and membership together, and neither a button nor signup for other kinds of connections. */
function differences(
	{
		assign_membership_on_login: assigns,
		is_signup_enabled: hasSignup,
		show_as_button: hasButton,
	}: ConnectionForOrganization,
	has: EnabledConnection,
): EnabledSettings {
	const hadSignup = has.is_signup_enabled === true;
	const isSameMembership =
		isSame(assigns, has.assign_membership_on_login === true) && isSame(hasSignup, hadSignup);
	return {
		...(!isSameMembership && {
			...(assigns !== undefined && { assign_membership_on_login: assigns }),
			...((hasSignup || (hasSignup === false && hadSignup)) && { is_signup_enabled: hasSignup }),
		}),
		...(!isSame(hasButton, has.show_as_button !== false) && { show_as_button: hasButton }),
	};
}

/** @param wanted undefined for what stays as it is */
const isSame = (wanted: boolean | undefined, has: boolean) =>
	wanted === undefined || wanted === has;

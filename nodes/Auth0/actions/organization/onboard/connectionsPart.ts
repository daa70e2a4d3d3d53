import { getConnection } from '../../../api/connections';
import { MAX_CONNECTIONS, type ConnectionForOrganization } from '../../../api/organizationChanges';
import {
	enableConnection,
	getEnabledConnection,
	listEnabledConnections,
	updateEnabledConnection,
	type EnabledConnection,
	type EnabledSettings,
} from '../../../api/organizationConnections';
import type { GivenConnection } from '../../../fields/organization/connections';
import { InputError } from '../../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../../transport/managementApi';
import { readList } from '../../../transport/paging';
import { perExecution } from '../../perExecution';
import { asNew, connectionsOf } from '../connections';
import { inOnboarding } from './inOnboarding';
import type { Progress } from '../../progress';

/** What an onboarding does to a connection of the organization. */
export interface ConnectionPlan {
	wanted: ConnectionForOrganization;
	outcome: 'enabled' | 'updated' | 'unchanged';
	/** The connection as it is enabled; undefined for one that is not. */
	has?: EnabledConnection;
}

/**
 * Compares the connections of an organization with those that it should have. Connections that are not named
 * stay, and so do settings that are not given.
 *
 * @param organizationId undefined for an organization that is not there yet
 * @throws InputError for a connection that does not exist, for signup that Auth0 does not allow with one, and
 * for more connections than it allows
 */
export async function planConnections(
	api: ManagementApi,
	given: GivenConnection[],
	organizationId?: string,
): Promise<ConnectionPlan[]> {
	const wanted = await connectionsOf(api, given);
	if (wanted.length === 0) return [];
	const enabled =
		organizationId === undefined ? [] : await readList(api, listEnabledConnections(organizationId));
	const plans = await Promise.all(
		wanted.map(async (one): Promise<ConnectionPlan> => {
			const has = enabled.find(({ connection_id: id }) => id === one.connection_id);
			if (!has) {
				checkSignup(one, await tenantConnection(api, one.connection_id));
				return { wanted: one, outcome: 'enabled' };
			}
			checkSignup(one, has.connection, has);
			const isSame = Object.keys(differences(one, has)).length === 0;
			return { wanted: one, outcome: isSame ? 'unchanged' : 'updated', has };
		}),
	);
	const count = enabled.length + plans.filter(({ has }) => !has).length;
	if (count <= MAX_CONNECTIONS) return plans;
	throw new InputError(
		`The organization would have ${count} connections, and Auth0 allows ${MAX_CONNECTIONS}.`,
		"Remove some of them in 'Connections', or from the organization.",
	);
}

/**
 * Enables the connections that the organization lacks, and changes how people log in with the others where
 * that differs.
 */
export async function ensureConnections(
	api: ManagementApi,
	organizationId: string,
	plans: ConnectionPlan[],
	progress: Progress,
): Promise<void> {
	for (const { wanted, outcome, has } of plans) {
		if (outcome === 'unchanged') continue;
		if (has) await update(api, organizationId, wanted, has);
		else await enable(api, organizationId, wanted);
		progress.add(`connection “${wanted.connection_id}” ${outcome}`);
	}
}

async function enable(
	api: ManagementApi,
	organizationId: string,
	wanted: ConnectionForOrganization,
): Promise<void> {
	const { connection_id: id, ...settings } = asNew(wanted);
	const request = inOnboarding(enableConnection(organizationId, id, settings));
	if (await api.createNew(request)) return;
	// Another run enabled it in the meantime, or this one did, and the answer was lost.
	const other = await api.request(inOnboarding(getEnabledConnection(organizationId, id)));
	await update(api, organizationId, wanted, other);
}

async function update(
	api: ManagementApi,
	organizationId: string,
	wanted: ConnectionForOrganization,
	has: EnabledConnection,
): Promise<void> {
	const change = differences(wanted, has);
	if (Object.keys(change).length === 0) return;
	const request = updateEnabledConnection(organizationId, has.connection_id, change);
	await api.request(inOnboarding(request));
}

/**
 * Holds a connection to what Auth0 allows: signup for databases only, and only where everybody who logs in becomes
 * a member.
 *
 * @param known what kind of connection it is; undefined where that is not known
 * @param has the connection as it is enabled
 */
function checkSignup(
	{
		connection_id: id,
		assign_membership_on_login: assigns,
		is_signup_enabled: hasSignup,
	}: ConnectionForOrganization,
	known?: { name?: string | null; strategy?: string | null } | null,
	has?: EnabledConnection,
): void {
	const name = known?.name ?? id;
	if (hasSignup && (known?.strategy ?? 'auth0') !== 'auth0') {
		throw new InputError(
			`'Enable Signup' cannot be on for connection “${name}”.`,
			'People can only sign up with database connections. Turn it off.',
		);
	}
	const keepsSignup = hasSignup === undefined && has?.is_signup_enabled === true;
	if (!keepsSignup || assigns !== false) return;
	throw new InputError(
		`'Assign Membership on Login' cannot be off for connection “${name}”, with which people can sign up.`,
		"Turn 'Enable Signup' off, too, or leave membership on.",
	);
}

/**
 * A connection of the tenant, which is read once an execution.
 *
 * @returns undefined where the application may not read it
 */
const tenantConnection = perExecution(async (api, id) => {
	const request = { ...getConnection(id), subject: undefined };
	const found = await api.find(request).catch((caught: unknown) => {
		if (!isMissingPermission(caught)) throw caught;
		return 'unknown' as const;
	});
	if (found === 'unknown') return undefined;
	if (found) return found;
	throw new InputError(
		`Connection “${id}” was not found.`,
		"Check 'Connections'. Choose from the list, or enter the ID or exact name.",
	);
});

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

import type { IDataObject } from 'n8n-workflow';

import { listApplications } from '../../api/clients';
import type { Named } from '../../fields/locators';
import type { Reference } from '../../fields/reference';
import { looksLikeId } from '../../transport/advice';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { perExecution } from '../perExecution';
import type { FurtherPermissions } from '../permissions';

/** What it takes to know applications by their names. */
export const TO_NAME_APPLICATIONS: FurtherPermissions = {
	to: 'choose applications by name, and return the names',
	needs: ['read:clients'],
};

/** Auth0 makes IDs of 32 characters, and those of applications that registered themselves begin otherwise. */
const isClientId = (text: string) => /^(?:[\w-]{32}|tpc_\w+)$/.test(text);

/**
 * The Client ID of the application that the person named, by ID or by name; names are looked up once an
 * execution.
 *
 * @throws InputError for a name that no application has, or several
 */
export async function applicationIdOf(
	api: ManagementApi,
	{ mode, value }: Reference,
): Promise<string> {
	const isId = mode === 'id' || mode === 'list' || (mode === '' && isClientId(value));
	return isId ? value : await idOfName(api, value);
}

/**
 * The Client IDs of the applications that the person named, each once. Plain text can be one name with
 * commas, or several.
 *
 * @throws InputError for a name that no application has, or several
 */
export async function namedApplications(
	api: ManagementApi,
	applications: Named[],
): Promise<string[]> {
	const ids: string[] = [];
	for (const application of applications) {
		const { mode, value, parts } = application;
		const isWhole =
			!parts || (!parts.every(isClientId) && (await findNamed(api, value)).length > 0);
		if (isWhole) ids.push(await applicationIdOf(api, { mode, value }));
		else {
			const named = parts.map((part) => ({ mode: '', value: part }));
			ids.push(...(await namedApplications(api, named)));
		}
	}
	return [...new Set(ids)];
}

/** An application in an output: with its name, where that is known. */
interface ApplicationOutput {
	client_id: string;
	name?: string;
}

/**
 * Applications with their names, which are read once an execution.
 *
 * @returns those whose names cannot be read, without one: a change must not fail by it
 */
export async function withApplicationNames(
	api: ManagementApi,
	clientIds: string[],
): Promise<Array<IDataObject & ApplicationOutput>> {
	if (clientIds.length === 0) return [];
	const all = await allApplications(api, '').catch(() => []);
	const names = new Map(all.map((one) => [one.client_id, one.name]));
	return clientIds.map((id) => {
		const name = names.get(id);
		return { client_id: id, ...(name !== undefined && { name }) };
	});
}

const allApplications = perExecution(async (api) => await readList(api, listApplications()));

/** The applications of that name, in any case, and with spaces around it: fields leave these out. */
const findNamed = async (api: ManagementApi, name: string) =>
	(await allApplications(api, '')).filter((one) => isSame(one.name, name));

const CHOOSE =
	"Choose 'Application' from the list, or enter its Client ID, or its name exactly as Auth0 shows it.";

/** The application of that name: exactly, or else in another case. */
async function idOfName(api: ManagementApi, name: string): Promise<string> {
	const named = await findNamed(api, name);
	const exact = named.filter((one) => one.name === name);
	const [match, ...others] = exact.length > 0 ? exact : named;
	if (!match) {
		throw new InputError(
			`Application “${name}” was not found.`,
			isClientId(name) ? `${looksLikeId('By Client ID')} ${CHOOSE}` : CHOOSE,
		);
	}
	if (others.length === 0) return match.client_id;
	const list = [match, ...others].map((one) => `“${one.name}” (${one.client_id})`).join(', ');
	throw new InputError(
		`${others.length + 1} applications are named “${name}”.`,
		`Choose 'Application' from the list, or enter the Client ID of one of them: ${list}.`,
	);
}

const isSame = (a: string, b: string) => a.trim().toLowerCase() === b.toLowerCase();

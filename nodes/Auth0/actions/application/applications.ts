import { listApplications } from '../../api/clients';
import type { Reference } from '../../fields/reference';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { readList } from '../../transport/paging';
import { perExecution } from '../perExecution';

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

const allApplications = perExecution(async (api) => await readList(api, listApplications()));

/** The application of that name: exactly, or else in another case. */
async function idOfName(api: ManagementApi, name: string): Promise<string> {
	const named = (await allApplications(api, '')).filter((one) => isSame(one.name, name));
	const exact = named.filter((one) => one.name === name);
	const [match, ...others] = exact.length > 0 ? exact : named;
	if (!match) {
		throw new InputError(
			`Application “${name}” was not found.`,
			"Choose 'Application' from the list, or enter its Client ID, or its name exactly as Auth0 shows it.",
		);
	}
	if (others.length === 0) return match.client_id;
	const list = [match, ...others].map((one) => `“${one.name}” (${one.client_id})`).join(', ');
	throw new InputError(
		`${others.length + 1} applications are named “${name}”.`,
		`Choose 'Application' from the list, or enter the Client ID of one of them: ${list}.`,
	);
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { allOf } from '../../api/lucene';
import { updateUser } from '../../api/users';
import { oldestUsers } from '../../api/userSearch';
import { choice } from '../../fields/choice';
import { onlyFor } from '../../fields/onlyFor';
import { optionsField, readRequestOptions } from '../../fields/requestOptions';
import { inputModeField } from '../../fields/user/requestBody';
import { readSearch, searchFields } from '../../fields/user/searchFields';
import {
	outputOptions,
	readUserOutput,
	type Show,
	simplifyField,
	userFirst,
} from '../../fields/user/userOutput';
import type { Auth0Connection } from '../../transport/connection';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { MAX_IN_FLIGHT } from '../../transport/rateLimiter';
import { inParallel } from '../concurrency';
import { errorOutput } from '../errorOutput';
import type { Item } from '../item';
import { alsoSay } from '../nodeErrors';
import type { Operation } from '../operation';
import { deleteOne } from './delete.operation';
import { metadataModeField } from '../../fields/user/metadataMode';
import { applyUpdate } from './applyUpdate';
import { readUpdate, updateBodyFields } from '../../fields/user/updateFields';

const SAMPLE_SIZE = 10;

/** What is kept of a user until its turn. */
const IDENTITY = { fields: 'user_id,email,created_at', include_fields: true };

const kindOfChange = choice({
	displayName: 'Change',
	name: 'change',
	noDataExpression: true,
	default: 'block',
	description: 'What to do with each user that the search finds',
	options: [
		{ name: 'Block', value: 'block', description: 'Keep them from logging in' },
		{ name: 'Delete', value: 'delete', description: 'Remove them for good' },
		{ name: 'Update', value: 'update', description: 'Change properties or metadata' },
	],
});

const fields: INodeProperties[] = [
	...searchFields,
	kindOfChange.field,
	...updateBodyFields.map((field) => onlyFor({ change: ['update'] }, field)),
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description:
			'Whether to only tell how many users are found, with a sample, and change nobody. Look at it before you switch this off.',
	},
	{
		displayName: 'Maximum Users',
		name: 'maxUsers',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 100,
		description:
			'The most users to change in one run, the oldest accounts first. The next run goes on with those whom the search still finds, so add a filter that leaves out who was updated.',
	},
	simplifyField,
	optionsField(metadataModeField, ...outputOptions),
	onlyFor({ change: ['update'] }, inputModeField),
];

/** Changes one user, and returns what is put out for it. */
type ChangeOne = (api: ManagementApi, user: IDataObject, id: string) => Promise<IDataObject>;

interface Input {
	query: string;
	kind: string;
	change: ChangeOne;
	isDryRun: boolean;
	maxUsers: number;
	requestsInFlight?: number;
	continuesOnFail: boolean;
	signal?: AbortSignal;
	show: Show;
}

function read(item: Item): Input {
	const show = readUserOutput(item);
	return {
		query: requireSearch(item),
		kind: kindOfChange.read(item),
		change: readChange(item, show),
		isDryRun: item.isSet('dryRun', true),
		maxUsers: item.number('maxUsers'),
		requestsInFlight: readRequestOptions(item).requestsInFlight,
		continuesOnFail: item.continuesOnFail,
		signal: item.signal,
		show,
	};
}

/** Searches for users, then deletes or updates each of them. */
async function execute(
	input: Input,
	{ management: api }: Auth0Connection,
): Promise<IDataObject | IDataObject[]> {
	const { query, maxUsers, kind, show } = input;
	if (!input.isDryRun) {
		const { users } = await oldestUsers(api, { query, selection: IDENTITY }, maxUsers);
		return await changeAll(input, api, users);
	}
	const { users, total: found } = await oldestUsers(
		api,
		{ query },
		Math.min(SAMPLE_SIZE, maxUsers),
	);
	return {
		dry_run: true,
		change: kind,
		users_found: found,
		users_to_change: Math.min(found, maxUsers),
		sample: users.map(show),
	};
}

/**
 * The search, for a block among those who are not blocked: so the next run goes on with others.
 *
 * @throws InputError when it would find every user of the tenant
 */
function requireSearch(item: Item): string {
	const query = readSearch(item);
	if (query !== undefined) {
		return kindOfChange.read(item) === 'block' ? `${allOf(query)} AND NOT blocked:true` : query;
	}
	throw new InputError(
		'The search is empty, so that it finds every user.',
		'Add a filter. If every user is meant, set Search By to Lucene Query and enter user_id:*',
	);
}

/** @throws InputError naming the field, before anything is sent */
function readChange(item: Item, show: Show): ChangeOne {
	const change = kindOfChange.read(item);
	if (change === 'delete') {
		return async (api, { email }, id) => userFirst({ email, ...(await deleteOne(api, id)) });
	}
	if (change === 'block') {
		return async (api, _user, id) => show(await api.request(updateUser(id, { blocked: true })));
	}
	const update = readUpdate(item);
	return async (api, _user, id) => show(await applyUpdate(api, id, update));
}

/**
 * Changes users, several at the same time. With “Continue on fail”, a user who fails has an error as
 * output and the others go on; else the first failure ends the run, and tells how far it came.
 */
async function changeAll(
	{ change, requestsInFlight = MAX_IN_FLIGHT, continuesOnFail, signal }: Input,
	api: ManagementApi,
	users: IDataObject[],
) {
	const changeOne = async (index: number) => {
		const { user_id: id, ...user } = users[index] ?? {};
		return await change(api, user, String(id)).catch((caught: unknown) => {
			if (!continuesOnFail) throw caught;
			return errorOutput(caught, { user_id: id });
		});
	};
	const { done, failed } = await inParallel<IDataObject>({
		count: users.length,
		limit: requestsInFlight,
		signal,
		prepare: (index) => ({ keys: [], run: async () => await changeOne(index) }),
	});
	const [failure] = failed.values();
	if (failure === undefined) {
		return users.map((_user, index) => done.get(index)).filter((output) => output !== undefined);
	}
	throw alsoSay(
		failure,
		`${done.size} of ${users.length} users were changed before; the others are as they were. To go on past such a user, set On Error to Continue in the Settings of this node.`,
	);
}

export const bulkUpdate: Operation<Input> = {
	option: {
		name: 'Bulk Update',
		value: 'bulkUpdate',
		action: 'Bulk update users',
		description: 'Block, delete or update all users found; a dry run first',
	},
	permissions: {
		needs: ['read:users'],
		also: [
			{ to: 'block or update', needs: ['update:users'] },
			{ to: 'delete', needs: ['delete:users'] },
		],
	},
	fields,
	read,
	// One search after another: two of them can find the same user.
	key: () => ['search'],
	execute,
};

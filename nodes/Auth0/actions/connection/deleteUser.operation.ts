import type { IDataObject } from 'n8n-workflow';

import { getConnection } from '../../api/connections';
import { wordsOfStrategy } from '../../api/connectionStrategies';
import { DELETE_OTHERWISE, deleteConnectionUser } from '../../api/connectionUsers';
import { connectionIdFieldFor, readOneConnection } from '../../fields/connectionIdField';
import { emailField, readEmail } from '../../fields/emailAndPhone';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { isMissingPermission, type ManagementApi } from '../../transport/managementApi';
import { changedConnectionId, TO_NAME_CONNECTION } from '../job/connections';
import type { Operation } from '../operation';
import { perExecution } from '../perExecution';
import { cannotTell, type FurtherPermissions } from '../permissions';
import { requireOneUserIn } from './userIn';

const TO_CHECK: FurtherPermissions = {
	to: 'check that the connection has such a user',
	needs: ['read:connections', 'read:users'],
};

const NOT_CHECKED = cannotTell(
	TO_CHECK,
	'whether the connection had this user: Auth0 answers the same for an unknown email address',
);

const NOBODY = 'Nobody in this connection has this email address.';

const TO_ASK_SCRIPT: FurtherPermissions = {
	to: 'delete those whom only a script of your own database knows',
	needs: ['read:connections_options'],
};

const TO_KNOW_MORE =
	'If the connection uses your own database, grant the application read:connections_options, so that the node can ask its Delete script.';

const ASKED_SCRIPT =
	'Auth0 has not stored this user, so the Delete script of your database was asked. Auth0 answers the same if the script finds nobody.';

const fields = [
	{
		...connectionIdFieldFor('The database connection of the user.', 'searchDatabases'),
		required: true,
	},
	{ ...emailField, required: true },
	optionsField(),
];

interface Input {
	connection: Reference;
	email: string;
}

/** Looks who has the email address in the connection, then deletes that user: nobody else can be meant. */
async function execute({ connection, email }: Input, management: ManagementApi) {
	const id = await changedConnectionId(connection, management);
	const output: IDataObject = { connection_id: id, email };
	const name = await databaseNameOf(management, id).catch(unlessMissing);
	const user =
		name !== undefined
			? await requireOneUserIn(management, name, email).catch(unlessMissing)
			: undefined;
	if (user === 'nobody') {
		const isOwn = await hasOwnUsers(management, id);
		if (isOwn !== true) {
			const note = isOwn === undefined ? `${NOBODY} ${TO_KNOW_MORE}` : NOBODY;
			return { ...output, deleted: false, note };
		}
		await management.send(deleteConnectionUser(id, email));
		return { ...output, deleted: true, note: ASKED_SCRIPT };
	}
	await management.send(deleteConnectionUser(id, user?.email ?? email));
	return user
		? { ...output, user_id: user.user_id, deleted: true }
		: { ...output, deleted: true, note: NOT_CHECKED };
}

/**
 * Whether the users are in a database that only its scripts know, where Auth0 stores none before they log in.
 *
 * @returns undefined where the application may not read the options, which Auth0 then leaves out
 */
const hasOwnUsers = perExecution(async (api, id) => {
	const { options } = await api.request(getConnection(id, true));
	if (!isRecord(options)) return undefined;
	// With an import, Auth0 has the users, and asks no script to delete one.
	return options.enabledDatabaseCustomization === true && options.import_mode !== true;
});

/** undefined where the application may not look */
function unlessMissing(caught: unknown): undefined {
	if (!isMissingPermission(caught)) throw caught;
}

/** The name of a connection. @throws InputError for one that is no database */
const databaseNameOf = perExecution(async (api, id) => {
	const { name, strategy } = await api.request(getConnection(id));
	if (strategy === 'auth0') return name;
	throw new InputError(
		`Connection “${name}” is not a database: its type is ${wordsOfStrategy(strategy) ?? strategy}.`,
		DELETE_OTHERWISE,
	);
});

/** Deletes a user of a database connection by email address. */
export const deleteUser: Operation<Input> = {
	option: {
		name: 'Delete User',
		value: 'deleteUser',
		action: 'Delete user of connection',
		description: 'Permanently delete the user of a database connection who has an email address',
	},
	permissions: { needs: ['delete:users'], also: [TO_CHECK, TO_ASK_SCRIPT, TO_NAME_CONNECTION] },
	fields,
	read: (item) => ({
		connection: readOneConnection(item, 'Select a database connection.'),
		email: readEmail(item),
	}),
	key: ({ email }) => [`user with the email ${email.toLowerCase()}`],
	execute: async (input, { management }) => await execute(input, management),
};

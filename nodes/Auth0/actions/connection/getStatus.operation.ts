import { getConnection, getConnectionStatus, hasConnector } from '../../api/connections';
import { wordsOfStrategy } from '../../api/connectionStrategies';
import { oneConnectionField, readOneConnection } from '../../fields/connectionIdField';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import type { ApiAnswer } from '../../transport/request';
import { connectionIdOf } from '../job/connections';
import type { Operation } from '../operation';

/** What Auth0 says where the connector is offline, or where there is no such connection. */
const readNotFound = ({ statusCode, body }: ApiAnswer): { message?: unknown } | undefined => {
	if (statusCode !== 404) return undefined;
	return isRecord(body) ? { message: body.message } : {};
};

/** Asks whether an AD/LDAP connection is online; being offline is a finding, not an error. */
export const getStatus: Operation<Reference> = {
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get status of connection',
		description: 'Check whether an AD/LDAP connection is online',
	},
	permissions: { needs: ['read:connections'] },
	fields: [oneConnectionField, optionsField()],
	read: (item) => readOneConnection(item),
	async execute(reference, { management }) {
		const id = await connectionIdOf(management, reference);
		const outcome = await management.requestUnless(getConnectionStatus(id), readNotFound);
		if (!('other' in outcome)) return { connection_id: id, status: 'online' };
		// Auth0 answers an offline connector as it does a connection that is not there, or that has none.
		const connection = await management.request(getConnection(id));
		const { name, strategy } = connection;
		if (!hasConnector(connection)) {
			throw new InputError(
				`Connection “${name}” has no status.`,
				`Only AD/LDAP connections have one. The type of this connection is ${wordsOfStrategy(strategy) ?? strategy}.`,
			);
		}
		const { message } = outcome.other;
		return {
			connection_id: id,
			status: 'offline',
			...(typeof message === 'string' && { message }),
		};
	},
};

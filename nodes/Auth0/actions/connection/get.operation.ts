import { getConnection } from '../../api/connections';
import { oneConnectionField, readOneConnection } from '../../fields/connectionIdField';
import { outputOptions, simplifyFields } from '../../fields/output';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { connectionIdOf } from '../job/connections';
import type { Operation } from '../operation';
import { readConnectionOutput, type ConnectionOutput } from './shown';
import { TO_READ_OPTIONS } from './toReadOptions';

/** Retrieves one connection, without its secrets. */
export const get: Operation<ConnectionOutput & { connection: Reference }> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get connection',
		description: 'Retrieve a connection by ID or name, without its secrets',
	},
	permissions: { needs: ['read:connections'], also: [TO_READ_OPTIONS] },
	fields: [oneConnectionField, ...simplifyFields, optionsField(...outputOptions)],
	read: (item) => ({ connection: readOneConnection(item), ...readConnectionOutput(item) }),
	async execute({ connection, hasOptions, show }, { management }) {
		const id = await connectionIdOf(management, connection);
		return show(await management.request(getConnection(id, hasOptions)));
	},
};

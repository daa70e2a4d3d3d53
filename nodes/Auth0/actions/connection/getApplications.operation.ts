import { listConnectionApplications } from '../../api/connectionApplications';
import { oneConnectionField, readOneConnection } from '../../fields/connectionIdField';
import { listFields, readLimit } from '../../fields/listFields';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import { readList } from '../../transport/paging';
import { TO_NAME_APPLICATIONS, withApplicationNames } from '../application/applications';
import { connectionIdOf } from '../job/connections';
import type { Operation } from '../operation';

/** Lists the applications for which a connection is enabled, with their names where these can be read. */
export const getApplications: Operation<{ connection: Reference; limit: number }> = {
	option: {
		name: 'Get Applications',
		value: 'getApplications',
		action: 'Get applications of connection',
		description: 'Retrieve the applications that can use a connection',
	},
	permissions: { needs: ['read:connections'], also: [TO_NAME_APPLICATIONS] },
	fields: [oneConnectionField, ...listFields, optionsField()],
	read: (item) => ({ connection: readOneConnection(item), limit: readLimit(item) }),
	async execute({ connection, limit }, { management }) {
		const id = await connectionIdOf(management, connection);
		const list = await readList(management, listConnectionApplications(id), limit);
		return await withApplicationNames(
			management,
			list.map((application) => application.client_id),
		);
	},
};

import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { readList, type ListRequest } from '../../transport/paging';
import { listFields, readLimit } from '../listFields';
import type { Operation } from '../operation';
import { optionsField } from '../requestOptions';
import { readUserId, subjectOf, userFieldWith } from './userReference';

/** An operation that reads a list of a user, such as the roles: each row becomes an item. */
export const userListOperation = (
	option: INodePropertyOptions,
	hint: string,
	listOf: (id: string) => ListRequest,
): Operation => ({
	option,
	fields: [userFieldWith(hint), ...listFields, optionsField()],
	async execute(item, api) {
		const limit = readLimit(item);
		const id = await readUserId(item, api);
		return await readList<IDataObject>(api, { subject: subjectOf(id), ...listOf(id) }, limit);
	},
});

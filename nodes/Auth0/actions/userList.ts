import type { INodePropertyOptions } from 'n8n-workflow';

import { readList, type ListRequest } from '../transport/paging';
import { listFields, readLimit } from '../fields/listFields';
import type { Operation } from './operation';
import { optionsField } from '../fields/requestOptions';
import { output, outputFields } from '../fields/user/userOutput';
import { readUserId, userFieldWith } from './user/userReference';

/**
 * An operation that reads a list of a user, such as the roles: each entry becomes an item.
 *
 * @param hint names the permission
 * @param simplified the keys most used, of entries that have more than ten
 */
export const userListOperation = (
	option: INodePropertyOptions,
	hint: string,
	listOf: (id: string) => ListRequest,
	simplified?: string[],
): Operation => ({
	option,
	fields: [userFieldWith(hint), ...listFields, optionsField(...(simplified ? outputFields : []))],
	async execute(item, api) {
		const limit = readLimit(item);
		const id = await readUserId(item, api);
		const entries = await readList(api, listOf(id), limit);
		return simplified ? entries.map((entry) => output(item, entry, simplified)) : entries;
	},
});

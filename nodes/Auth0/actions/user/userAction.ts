import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ManagementApi } from '../../transport/managementApi';
import type { Item } from '../item';
import type { Operation } from '../operation';
import { optionsField } from '../requestOptions';
import { readUserId, userFieldWith, writesToUser } from './userReference';

interface UserAction<T> {
	option: INodePropertyOptions;
	/** Names the permission. */
	hint: string;
	/** The fields between User and Options, and the options. */
	fields?: INodeProperties[];
	options?: INodeProperties[];
	/** Reads the fields, before anything is sent. @throws NodeOperationError naming the field */
	read(item: Item): T;
	/** Carries it out for the user of this id. */
	carryOut(
		id: string,
		given: T,
		item: Item,
		api: ManagementApi,
	): Promise<IDataObject | IDataObject[]>;
}

/** An operation that does something to one user, whom the field User names. */
export const userAction = <T>({
	option,
	hint,
	fields = [],
	options = [],
	read,
	carryOut,
}: UserAction<T>): Operation => ({
	option,
	fields: [userFieldWith(hint), ...fields, optionsField(...options)],
	writesTo: writesToUser,
	async execute(item, api) {
		const given = read(item);
		return await carryOut(await readUserId(item, api), given, item, api);
	},
});

import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { ManagementApi } from '../transport/managementApi';
import type { Item } from './item';
import type { Operation } from './operation';
import { perItem } from './perItem';
import { optionsField } from '../fields/requestOptions';
import { changedUserId, userKey } from './user/userKeys';
import { userFieldWith } from './user/userReference';

interface UserAction<T> {
	option: INodePropertyOptions;
	/** Names the permission. */
	hint: string;
	/** The fields between User and Options, and the options. */
	fields?: INodeProperties[];
	options?: INodeProperties[];
	/** Reads the fields, before anything is sent. @throws InputError naming the field */
	read(item: Item): T;
	/** The IDs of other users who are changed, too. */
	alsoChanges?(given: T): string[];
	/** Runs it for the user of this id. */
	run(id: string, given: T, item: Item, api: ManagementApi): Promise<IDataObject | IDataObject[]>;
}

/** An operation that does something to one user, whom the field User names. */
export const userAction = <T>({
	option,
	hint,
	fields = [],
	options = [],
	read,
	alsoChanges = () => [],
	run,
}: UserAction<T>): Operation => {
	const readOnce = perItem(read);
	return {
		option,
		fields: [userFieldWith(hint), ...fields, optionsField(...options)],
		async writesTo(item, api) {
			const others = alsoChanges(readOnce(item));
			return [await changedUserId(item, api), ...others].map(userKey);
		},
		async execute(item, api) {
			const given = readOnce(item);
			return await run(await changedUserId(item, api), given, item, api);
		},
	};
};

import type { INodeProperties } from 'n8n-workflow';

import { customDomainField, customDomainHeaders } from '../../fields/brandOptions';
import { outputOptions, type Show, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import { exactLookUp } from '../../fields/user/lookUp';
import { metadataModeField } from '../../fields/user/metadataMode';
import { inputModeField } from '../../fields/user/requestBody';
import { type Change, readUpdate, updateBodyFields } from '../../fields/user/updateFields';
import { readUser, userField, type UserReference } from '../../fields/user/userField';
import { readUserOutput } from '../../fields/user/userOutput';
import { lookAheadLogins } from '../lookedAhead';
import type { Operation } from '../operation';
import { changedUserId, userKey } from '../userKeys';
import { applyUpdate } from './applyUpdate';

const fields: INodeProperties[] = [
	userField,
	...updateBodyFields,
	...simplifyFields,
	optionsField(customDomainField, exactLookUp.field, metadataModeField, ...outputOptions),
	inputModeField,
];

interface Input {
	user: UserReference;
	isInBatches: boolean;
	change: Change;
	show: Show;
}

/** Changes what is given, and leaves the rest of the user as it is. */
export const update: Operation<Input> = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update user',
		description: 'Change or clear properties and metadata of a user',
	},
	permissions: {
		needs: ['update:users'],
		also: [{ to: 'merge metadata deeply or replace it', needs: ['read:users'] }],
	},
	fields,
	read: (item) => ({
		user: readUser(item),
		isInBatches: exactLookUp.readOption(item) === 'inBatches',
		change: { ...readUpdate(item), headers: customDomainHeaders(item) },
		show: readUserOutput(item),
	}),
	lookAhead: lookAheadLogins,
	key: async ({ user }, { management }) => [userKey(await changedUserId(user, management))],
	async execute({ user, change, show }, { management }) {
		const id = await changedUserId(user, management);
		return show(await applyUpdate(management, id, change));
	},
};

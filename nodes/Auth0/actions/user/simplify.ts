import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Item } from '../item';

const KEYS = [
	'user_id',
	'email',
	'email_verified',
	'name',
	'username',
	'phone_number',
	'blocked',
	'last_login',
	'user_metadata',
	'app_metadata',
];

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** A user as the options of the node want it: Auth0's own JSON, or the ten keys most used. */
export function output(item: Item, user: IDataObject): IDataObject {
	if (!item.isOn('simplify', false)) return user;
	return Object.fromEntries(KEYS.filter((key) => key in user).map((key) => [key, user[key]]));
}

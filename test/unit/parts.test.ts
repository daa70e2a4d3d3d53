import type { IDataObject } from 'n8n-workflow';

import { has, omit, pick } from '../../nodes/Auth0/fields/parts';
import { JANE } from '../support/accounts';

const USER: IDataObject = {
	user_id: JANE,
	email: 'jane@example.com',
	app_metadata: { plan: 'gold', address: { city: 'Paris', zip: '75001' } },
	identities: [
		{ provider: 'auth0', isSocial: false },
		{ provider: 'github', isSocial: true, access_token: 'x' },
	],
	'https://example.com/upn': 'jane',
};

it.each<[string[], IDataObject]>([
	[['email', 'user_id'], { email: 'jane@example.com', user_id: JANE }],
	[['app_metadata.plan'], { app_metadata: { plan: 'gold' } }],
	[
		['app_metadata.plan', 'app_metadata.address.city'],
		{ app_metadata: { plan: 'gold', address: { city: 'Paris' } } },
	],
	[['app_metadata.plan', 'app_metadata'], { app_metadata: USER.app_metadata }],
	[
		['identities.access_token', 'identities.provider'],
		{ identities: [{ provider: 'auth0' }, { access_token: 'x', provider: 'github' }] },
	],
	[['https://example.com/upn'], { 'https://example.com/upn': 'jane' }],
	[['emial', 'app_metadata.plann', 'email.x', '__proto__', 'toString', '.', ''], {}],
])('pick %j', (names, expected) => {
	const picked = pick(USER, names);
	expect(picked).toEqual(expected);
	expect(Object.keys(picked)).toEqual(Object.keys(expected));
	expect(names.some((name) => has(USER, name))).toBe(Object.keys(expected).length > 0);
});

const but = (name: string) => (user: IDataObject) =>
	Object.fromEntries(Object.entries(user).filter(([key]) => key !== name));

it.each<[string[], (user: IDataObject) => IDataObject]>([
	[['email', 'emial'], but('email')],
	[
		['app_metadata.address.zip', 'app_metadata.plann'],
		(user) => ({ ...user, app_metadata: { plan: 'gold', address: { city: 'Paris' } } }),
	],
	[
		['identities.access_token'],
		(user) => ({
			...user,
			identities: [
				{ provider: 'auth0', isSocial: false },
				{ provider: 'github', isSocial: true },
			],
		}),
	],
	[['https://example.com/upn'], but('https://example.com/upn')],
])('omit %j', (names, expected) => {
	expect(omit(USER, names)).toEqual(expected(USER));
});

import type { INodeParameters } from 'n8n-workflow';

import { account, PASSWORD } from '../support/accounts';
import { execute } from '../support/engine';
import { connection, jane } from '../support/locators';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

beforeEach(() => tenant().seedUsers([account('jane')]));

const run = async (parameters: INodeParameters, options: INodeParameters) =>
	await execute(credentialFor(tenant()), { ...parameters, options });

const fields = { connection, email: 'new@example.com', password: PASSWORD };
const invite = { operation: 'invite', connection, email: 'new@example.com' };

/** The requests that carried a header, with its value. */
const carriers = (header: string) =>
	tenant().requests.flatMap(({ method, path, headers }) =>
		headers[header] === undefined ? [] : [`${method} ${path} ${headers[header]?.toString()}`],
	);

describe('Custom Domain', () => {
	const HEADER = 'auth0-custom-domain';

	it.each<[INodeParameters, string[]]>([
		[{ operation: 'create', ...fields }, ['POST /api/v2/users']],
		[
			{ operation: 'update', userId: jane, updateFields: { nickname: 'x' } },
			['PATCH /api/v2/users/auth0%7Cjane'],
		],
		[{ operation: 'upsert', ...fields }, ['POST /api/v2/users']],
		[
			{
				operation: 'upsert',
				...fields,
				email: 'jane@example.com',
				fieldsToSet: { nickname: 'x' },
			},
			['PATCH /api/v2/users/auth0%7Cjane'],
		],
		[
			{ ...invite, invitation: 'link' },
			['POST /api/v2/users', 'POST /api/v2/tickets/password-change'],
		],
		[
			{ operation: 'emailAndLink:createPasswordTicket', userId: jane },
			['POST /api/v2/tickets/password-change'],
		],
		[
			{ operation: 'emailAndLink:createVerificationTicket', userId: jane },
			['POST /api/v2/tickets/email-verification'],
		],
		[
			{ operation: 'emailAndLink:sendVerificationEmail', userId: jane },
			['POST /api/v2/jobs/verification-email'],
		],
	])('goes along with %j', async (parameters, requests) => {
		const { error } = await run(parameters, { customDomain: ' HTTPS://Login.Example.com/ ' });
		expect(error).toBeUndefined();
		expect(carriers(HEADER)).toEqual(requests.map((request) => `${request} login.example.com`));
	});

	it('is not named without the option', async () => {
		await run({ operation: 'create', ...fields }, {});
		expect(carriers(HEADER)).toEqual([]);
	});

	it.each([
		['http://login.example.com', /^'Custom Domain' starts with http/],
		['login.example.com/path', /^'Custom Domain' must not include a path/],
		['login.example.com:8443', /^'Custom Domain' has a port/],
		['login example.com', /^'Custom Domain' contains a space/],
		['a\u200b.example.com', /^'Custom Domain' contains an invisible character/],
		['-', /^'Custom Domain' is not a host name/],
	])('is refused before anything is sent: %j', async (customDomain, message) => {
		for (const parameters of [
			{ operation: 'create', ...fields },
			{ operation: 'update', userId: jane, updateFields: { nickname: 'x' } },
			{ operation: 'emailAndLink:createPasswordTicket', userId: jane },
			{ ...invite },
		]) {
			const { error } = await run(parameters, { customDomain });
			expect(error?.message).toMatch(message);
		}
		expect(tenant().requests).toEqual([]);
	});
});

describe('Email Language', () => {
	const HEADER = 'x-request-language';
	const notification = { resource: 'emailAndLink' };

	it.each<[INodeParameters, string]>([
		[
			{
				...notification,
				operation: 'emailAndLink:sendPasswordReset',
				connection,
				email: 'jane@example.com',
			},
			'POST /dbconnections/change_password',
		],
		[
			{ ...notification, operation: 'emailAndLink:startPasswordless', email: 'jane@example.com' },
			'POST /passwordless/start',
		],
		[
			{
				...notification,
				operation: 'emailAndLink:startPasswordless',
				channel: 'sms',
				phoneNumber: '+15551234567',
			},
			'POST /passwordless/start',
		],
		[invite, 'POST /dbconnections/change_password'],
		[
			{ operation: 'emailAndLink:sendVerificationEmail', userId: jane },
			'POST /api/v2/jobs/verification-email',
		],
	])('goes along with %j', async (parameters, request) => {
		const { error } = await run(parameters, { emailLanguage: 'pt-BR' });
		expect(error).toBeUndefined();
		expect(carriers(HEADER)).toEqual([`${request} pt-BR`]);
	});

	it.each(['pt BR', 'fr;q=1', 'fr\r\nx: y'])(
		'is refused before anything is sent: %j',
		async (emailLanguage) => {
			const { error } = await run(invite, {
				emailLanguage: `={{ ${JSON.stringify(emailLanguage)} }}`,
			});
			expect(error?.message).toMatch(/^“.*” in 'Email Language' is not a language tag\.$/s);
			expect(tenant().requests).toEqual([]);
		},
	);
});

import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { Auth0 } from '../../nodes/Auth0/Auth0.node';
import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { connection, jane } from '../support/locators';
import { isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { callTool } from '../support/auth0Tool';

const tenant = useTenant();

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
});

const call = async (parameters: INodeParameters) =>
	await callTool(credentialFor(tenant()), parameters);

const LINKS: Array<[operation: string, label: string, instead: string]> = [
	['createPasswordTicket', 'Create Password Change Link', 'Use Send Password Reset Email'],
	['createVerificationTicket', 'Create Email Verification Link', 'Use Send Verification Email'],
];

/** n8n shows an option of a list by the rules of a field. */
const FIELD: INodeProperties = { displayName: '', name: '', type: 'string', default: '' };

describe.each(LINKS)('%s', (operation, label, instead) => {
	const parameters = { operation: `emailAndLink:${operation}`, userId: jane };

	it('makes no link for a tool, and names what to use instead', async () => {
		const { error, outputs } = await call(parameters);
		expect(error?.message).toBe(
			`'${label}' is not available for AI agents: anyone who has the link can use it.`,
		);
		expect(error?.description).toContain(instead);
		expect(outputs).toEqual([]);
		expect(tenant().requests).toEqual([]);
	});

	it('is not offered for a tool', () => {
		const { description } = new Auth0();
		const [option] = description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [] }) => options)
			.filter((entry) => 'value' in entry && entry.value === operation);
		const displayOptions = option && 'displayOptions' in option ? option.displayOptions : undefined;
		const isOffered = (name: string) =>
			NodeHelpers.displayParameter(
				{},
				{ ...FIELD, displayOptions },
				{ typeVersion: 1 },
				{ ...description, name },
			);
		expect(isOffered('auth0')).toBe(true);
		expect(isOffered('auth0Tool')).toBe(false);
	});

	it('makes one without an agent', async () => {
		const { items } = await execute(credentialFor(tenant()), parameters);
		expect(items[0]?.json.ticket).toMatch(/ticket=/);
	});
});

it('Sync is not available, as it works on a whole list', async () => {
	const { error } = await call({ operation: 'sync', connection, email: 'jane@example.com' });
	expect(error?.message).toBe(
		"'Sync' is not available for AI agents: it changes everybody who is not in a list.",
	);
	expect(error?.description).toContain('Create or Update');
	expect(tenant().requests).toEqual([]);
});

it('Invite has Auth0 send the email, also where a link was chosen before', async () => {
	const { outputs, text } = await call({
		operation: 'invite',
		connection,
		email: 'new@example.com',
		invitation: 'link',
	});
	expect(outputs).toEqual([expect.objectContaining({ outcome: 'invited', email_sent: true })]);
	expect(text).not.toContain('ticket');
});

describe('API Request', () => {
	it.each(['/tickets/password-change', 'tickets/email-verification', '/api/v2/tickets/{kind}'])(
		'makes no link by %s',
		async (path) => {
			const values = [{ name: 'kind', value: 'password-change' }];
			const { error, outputs } = await call({
				operation: 'apiRequest:send',
				method: 'POST',
				path,
				body: `{ "user_id": "${JANE}" }`,
				...(path.includes('{') && { pathParameters: { entry: values } }),
			});
			expect(error?.message).toMatch(/is not available for AI agents/);
			expect(outputs).toEqual([]);
			expect(tenant().requests.filter((request) => !isToken(request))).toEqual([]);
		},
	);

	it('withholds the links and secrets of any answer', async () => {
		const link = 'https://app.example.com/login?invitation=abc';
		tenant().inject({
			path: /invitations/,
			status: 200,
			body: [{ id: 'uinv_1', invitation_url: link, ticket_id: 'abc', inviter: { name: link } }],
		});
		const { outputs } = await call({
			operation: 'apiRequest:send',
			path: '/organizations/org_1/invitations',
		});
		const withheld = '(withheld from AI agents)';
		expect(outputs).toEqual([
			{
				id: 'uinv_1',
				invitation_url: withheld,
				ticket_id: withheld,
				inviter: { name: withheld },
			},
		]);
	});

	it('returns them without an agent', async () => {
		const { items } = await execute(credentialFor(tenant()), {
			operation: 'apiRequest:send',
			method: 'POST',
			path: '/tickets/password-change',
			body: `{ "user_id": "${JANE}" }`,
		});
		expect(items[0]?.json.ticket).toMatch(/ticket=/);
	});
});

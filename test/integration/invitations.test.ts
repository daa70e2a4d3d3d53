import type { INodeParameters } from 'n8n-workflow';

import { listSearch } from '../../nodes/Auth0/methods/listSearch';
import { callTool } from '../support/auth0Tool';
import { editor } from '../support/engine';
import { JOE, PATH, useInvitations } from '../support/invitations';
import { byId, byName } from '../support/locators';
import { ACME } from '../support/organizations';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run, outputsOf, errorOf, invitations, emails, seed } = useInvitations(tenant);

describe('Get Many', () => {
	it('returns pending invitations without links, newest first', async () => {
		seed('joe', 'ann');
		const outputs = await outputsOf('getAll');
		expect(outputs.map(({ id }) => id)).toEqual(['uinv_ann', 'uinv_joe']);
		expect(JSON.stringify(await outputsOf('getAll', { simplify: false }))).not.toMatch(
			/secret-of|ticket-of/,
		);
		const [withLink] = await outputsOf('getAll', { limit: 1, options: { includeLink: true } });
		expect(withLink?.invitation_url).toContain('secret-of-ann');
	});

	it.each([
		[1500, 1500, 0],
		[2100, 2000, 1],
	])('returns %i beyond the thousand of Auth0: %i', async (count, returned, hints) => {
		seed(...Array.from({ length: count }, (_, index) => `u${index}`));
		const { items, hints: told } = await run('getAll', { returnAll: true });
		const ids = items.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(returned);
		expect([ids[0], ids.at(-1)]).toEqual([`uinv_u${count - 1}`, 'uinv_u0']);
		expect(told.filter((hint) => hint.includes('oldest 1,000'))).toHaveLength(hints);
	});
});

describe('Delete', () => {
	it('deletes an invitation once, also where the answer was lost', async () => {
		seed('joe', 'ann');
		tenant().inject({ method: 'DELETE', path: `${PATH}/uinv_joe`, drop: 'after' });
		expect(await outputsOf('delete', { invitationId: byId('uinv_joe') })).toEqual([
			{ id: 'uinv_joe', organization_id: ACME, email: 'joe@example.com', deleted: true },
		]);
		expect(invitations().map(({ id }) => id)).toEqual(['uinv_ann']);
		const { message, description } = await errorOf('delete', { invitationId: byId('uinv_joe') });
		expect(message).toBe(`Invitation “uinv_joe” of organization “${ACME}” does not exist.`);
		expect(description).toContain('accepted or deleted');
	});

	it('needs no permission to read', async () => {
		seed('joe');
		tenant().setScopes('readOnly', 'delete:organization_invitations');
		const given = { invitationId: byId('uinv_joe') };
		expect(await outputsOf('delete', given, [{}], {}, 'readOnly')).toEqual([
			{ id: 'uinv_joe', organization_id: ACME, deleted: true },
		]);
	});

	it('has a list of invitations, without their links', async () => {
		seed('joe', 'ann');
		const shown = async (organization: INodeParameters[string], filter?: string) =>
			await listSearch.searchInvitations.call(
				editor(credentialFor(tenant()), { organization }),
				filter,
			);
		const joe = { name: 'joe@example.com – 2023-11-14', value: 'uinv_joe' };
		expect((await shown(byName('acme'), 'joe')).results).toEqual([joe]);
		expect((await shown(byId(ACME))).results).toHaveLength(2);
		expect((await shown(byId(''))).results).toEqual([]);
		const lists = tenant().requests.filter(({ path }) => path === PATH);
		for (const { query } of lists) {
			expect(query).toMatchObject({ fields: 'invitation_url,ticket_id', include_fields: 'false' });
		}
	});
});

describe('an AI agent', () => {
	const tool = async (operation: string, parameters: INodeParameters = {}) => {
		const given = { organization: byId(ACME), ...parameters };
		const { outputs, error } = await callTool(credentialFor(tenant()), {
			operation: `organizationInvitation:${operation}`,
			...given,
		});
		expect(error).toBeUndefined();
		return JSON.stringify(outputs);
	};

	it.each([
		['create', { ...JOE, invitation: 'link' }],
		['create', { ...JOE, invitation: 'link', output: 'raw' }],
		['getAll', { options: { includeLink: true } }],
		['getAll', { output: 'raw', options: { includeLink: true } }],
		['getAll', { output: 'fields', fields: 'invitation_url,expires_at' }],
	])('gets no link: %s %j', async (operation, parameters) => {
		seed('ann');
		const text = await tool(operation, parameters);
		expect(text).toContain('uinv_');
		expect(text).not.toMatch(/invitation=|secret-of|ticket-of/);
	});

	it('has Auth0 send the email', async () => {
		await tool('create', { ...JOE, invitation: 'link' });
		expect(emails()).toEqual([['joe@example.com', 'invitation']]);
	});
});

it.each<[string, INodeParameters, string]>([
	['create', { ...JOE, organization: byId(ACME) }, 'create:organization_invitations'],
	['getAll', {}, 'read:organization_invitations'],
	['delete', { invitationId: byId('uinv_1') }, 'delete:organization_invitations'],
])('%s names the permission that is missing', async (operation, parameters, permission) => {
	const { message, description } = await errorOf(operation, parameters, [{}], {}, 'readOnly');
	expect(`${message} ${description}`).toContain(permission);
});

import type { INodeParameters } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byEmail, byName, jane } from '../support/locators';
import { useJane } from '../support/oneUser';
import { isApi } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { run } = useJane(tenant);

const id = `/users/${encodeURIComponent(JANE)}`;
const janesEmail = { userId: byEmail('jane@example.com') };
const roleNamed = (value: string) => ({
	roles: { role: [{ role: byName(value) }] },
});

const apiRequests = () => tenant().requests.filter(isApi);

/** Answers with this text, as JSON. */
const answer = (path: string, body: string) =>
	tenant().inject({
		path: `/api/v2${path}`,
		status: 200,
		headers: { 'content-type': 'application/json' },
		body,
		times: 9,
	});

/** JSON that is nested deeper than the stack has room for. */
const deep = () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

it.each<[string, INodeParameters, string, unknown, string]>([
	['get', {}, id, [], `GET ${id}: The response is not an object.`],
	['get', {}, id, null, `GET ${id}: The response is not an object.`],
	['get', janesEmail, '/users-by-email', {}, 'GET /users-by-email: The response is not a list.'],
	['get', janesEmail, '/users-by-email', [1], 'GET /users-by-email: “[0]” is not an object.'],
	[
		'role:getUserRoles',
		{},
		`${id}/roles`,
		{ roles: [5] },
		`GET ${id}/roles: “[0]” is not an object.`,
	],
	['getAll', {}, '/users', { total: 1, users: [null] }, 'GET /users: “users[0]” is not an object.'],
	['getAll', { returnAll: true }, '/users', {}, 'GET /users: “total” is not a number of entries.'],
	[
		'role:addToUser',
		roleNamed('Editor'),
		'/roles',
		[{ id: 'x' }],
		'GET /roles: “[0].name” is not text.',
	],
	['block', {}, id, {}, `PATCH ${id}: “user_id” is not an ID.`],
	[
		'emailAndLink:createPasswordTicket',
		{},
		'/tickets/password-change',
		{ ticket: 5 },
		'“ticket” is not text.',
	],
	[
		'emailAndLink:sendVerificationEmail',
		{},
		'/jobs/verification-email',
		[],
		'The response is not an object.',
	],
])('%s %j: an answer of %s that is %j is put into words', async (...given) => {
	const [operation, parameters, path, body, reason] = given;
	answer(path, JSON.stringify(body));
	const { error } = await run(operation, parameters);
	expect(error?.message).toBe('Auth0 sent an unexpected response.');
	expect(error?.description).toContain(reason);
	expect(apiRequests()).toHaveLength(1);
});

it('a change whose answer cannot be read may have succeeded', async () => {
	tenant().inject({ method: 'PATCH', status: 200, body: [] });
	const { error } = await run('block');
	expect(error?.description).toContain(
		`The request most likely succeeded. Check User “${JANE}” in Auth0 before you run this item again.`,
	);
});

it('an answer that is nested too deeply is refused', async () => {
	answer(id, deep());
	const { error } = await run('get');
	expect(error?.message).toBe('Auth0 sent an unexpected response.');
	expect(error?.description).toContain('nested too deeply');
});

it.each([
	['update', { specifyBody: 'json', body: '={{ $json.body }}' }],
	['update', { updateFields: { appMetadata: '={{ $json.body }}' } }],
	['create', { additionalFields: { userMetadata: '={{ $json.body }}' }, email: 'x@example.com' }],
	['send', { resource: 'apiRequest', method: 'POST', path: '/users', body: '={{ $json.body }}' }],
])('%s refuses JSON that is nested too deeply: %j', async (operation, parameters) => {
	const { error } = await execute(
		credentialFor(tenant()),
		{ operation, userId: jane, ...parameters },
		[{ body: deep() }],
	);
	expect(error?.message).toMatch(/ is nested too deeply\.$/);
	expect(tenant().requests).toEqual([]);
});

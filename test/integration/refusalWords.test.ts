import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId } from '../support/locators';
import { useJane } from '../support/oneUser';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();
const { run } = useJane(tenant);

const invalid = (property: string, about = 'Payload') => ({
	message: `${about} validation error: 'String is too long' on property ${property} (…).`,
	errorCode: about === 'Payload' ? 'invalid_body' : 'invalid_query_string',
});

const refuse = (path: string, status: number, body: IDataObject) => {
	tenant().inject({ path, status, body: { statusCode: status, ...body } });
};

const ROLE = {
	roles: { role: [{ role: byId('rol_0000000000000001') }] },
};

const ADDITIONAL = "Payload validation error: 'Additional properties not allowed: a,b'.";

describe('a refused property', () => {
	it.each<[string, string, INodeParameters, IDataObject, string]>([
		[
			'/api/v2/tickets/password-change',
			'emailAndLink:createPasswordTicket',
			{ options: { application: byId('x') } },
			invalid('client_id'),
			"Check the 'Application' field.",
		],
		[
			`/api/v2/users/${encodeURIComponent(JANE)}/roles`,
			'role:addToUser',
			ROLE,
			invalid('roles[0]'),
			"Check the 'Roles' field.",
		],
		['/api/v2/users', 'getAll', {}, invalid('sort', 'Query'), "Check the 'Sort' field."],
		['/api/v2/users', 'getAll', {}, invalid('fields', 'Query'), "Check the 'Fields' field."],
		[
			`/api/v2/users/${encodeURIComponent(JANE)}`,
			'update',
			{ updateFields: { nickname: 'x' } },
			invalid('user_metadata.plan-b'),
			"Check the 'User Metadata' field.",
		],
		[
			`/api/v2/users/${encodeURIComponent(JANE)}`,
			'update',
			{ updateFields: { nickname: 'x' } },
			{ message: ADDITIONAL },
			'Check the fields of this node.',
		],
	])('at %s is not looked for in Body by %s', async (path, operation, given, body, advice) => {
		refuse(path, 400, body);
		const { error } = await run(operation, given);
		expect(error?.message).toMatch(/^Auth0 does not accept the /);
		expect(error?.description).toMatch(new RegExp(`^${advice}`));
		expect(error?.description).not.toContain('Body');
	});

	it.each([
		[invalid('nickname'), "Correct or remove “nickname” in 'Body'."],
		[{ message: ADDITIONAL }, "Correct or remove them in 'Body'."],
	])('is looked for in Body where that was typed', async (body, advice) => {
		refuse(`/api/v2/users/${encodeURIComponent(JANE)}`, 400, body);
		const { error } = await run('update', { specifyBody: 'json', body: '{"nickname":"x"}' });
		expect(error?.description).toContain(advice);
	});
});

describe('a refused search', () => {
	const TYPED = { searchBy: 'query', query: 'name:jane~' };
	const CHECK_QUERY =
		"Check quotation marks and brackets in 'Query'. For the syntax, see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax";
	const CHECK_FILTERS = "Check the values in 'Filters'.";
	const FILTERED = { filters: { email: 'jane@example.com' } };

	it.each([
		['getAll', TYPED, 'query', CHECK_QUERY],
		['bulkUpdate', TYPED, 'query', CHECK_QUERY],
		['getAll', FILTERED, 'filters', CHECK_FILTERS],
		['bulkUpdate', FILTERED, 'filters', CHECK_FILTERS],
	])('of %s with %j says where to look', async (operation, given, what, advice) => {
		for (const body of [
			invalid('q', 'Query'),
			{ message: 'The query is not valid.', errorCode: 'invalid_query' },
			{ message: 'Failed to parse.', errorCode: 'invalid_query_string' },
		]) {
			refuse('/api/v2/users', 400, body);
			const { error } = await run(operation, given);
			expect(error?.message).toBe(`Auth0 does not accept the ${what}.`);
			expect(error?.description?.startsWith(`${advice} Auth0’s answer: `)).toBe(true);
		}
	});

	it.each([
		[invalid('sort', 'Query'), 'Auth0 does not accept the query parameter “sort”.'],
		[{ message: 'The sort parameter is not valid.' }, 'The sort parameter is not valid.'],
	])(
		'is not taken for one of the query where it is about another parameter',
		async (body, message) => {
			refuse('/api/v2/users', 400, body);
			const { error } = await run('getAll', TYPED);
			expect(error?.message).toBe(message);
		},
	);

	it('that took too long says what to do', async () => {
		const message = 'The query exceeded the timeout. Please try refining your search criteria.';
		tenant().inject({ path: '/api/v2/users', times: 9, status: 503, body: { message } });
		const { error } = await run('getAll', TYPED);
		expect(error?.message).toBe('Auth0’s search took too long.');
		expect(error?.description).toMatch(/^Narrow the search/);
	});
});

describe('an API Request', () => {
	const send = async (parameters: INodeParameters) =>
		await execute(credentialFor(tenant()), {
			resource: 'apiRequest',
			operation: 'send',
			...parameters,
		});

	it.each(['/roles', '/organizations'])('to POST %s speaks of no user', async (path) => {
		refuse(`/api/v2${path}`, 400, { message: 'An entry with this name already exists' });
		const { error } = await send({ method: 'POST', path, body: '{"name":"x"}' });
		expect(error?.message).toBe('An entry with this name already exists');
		expect(error?.description).not.toMatch(/user|connection/i);
	});

	it('to POST /connections is not taken for one about a user', async () => {
		const message = 'Invalid options: requires_username must be a boolean';
		refuse('/api/v2/connections', 400, { message });
		const { error } = await send({
			method: 'POST',
			path: '/connections',
			body: '{"name":"x","strategy":"auth0"}',
		});
		expect(error?.message).toBe(message);
		expect(error?.description).toBe("Check 'Path' and 'Body'. The answer: HTTP 400");
	});

	it.each([
		['The role does not exist.', 'Auth0 found nothing at /roles/rol_1.'],
		['', 'Auth0 found nothing at /roles/rol_1.'],
		['This connection type does not support SCIM.', 'This connection type does not support SCIM.'],
	])('that is answered with 404 and %j tells what was not found', async (message, shown) => {
		refuse('/api/v2/roles/rol_1', 404, { message });
		const { error } = await send({ method: 'GET', path: '/roles/rol_1' });
		expect(error?.message).toBe(shown);
		expect(error?.description).toMatch(/^Check 'Path' and the IDs in it\./);
	});

	it('with a query that Auth0 refuses names the parameter', async () => {
		refuse('/api/v2/users', 400, invalid('q', 'Query'));
		const { error } = await send({
			method: 'GET',
			path: '/users',
			queryParameters: { entry: [{ name: 'q', value: 'email:(' }] },
		});
		expect(error?.description).toContain("Correct or remove “q” in 'Query Parameters'.");
	});

	it('names what is missing in Body', async () => {
		const body = { message: "Payload validation error: 'Missing required property: owner'." };
		refuse('/api/v2/roles', 400, body);
		const { error } = await send({ method: 'POST', path: '/roles', body: '{"name":"x"}' });
		expect(error?.message).toBe("“owner” is missing in 'Body'.");
	});

	it('names the property to correct in Body', async () => {
		refuse('/api/v2/roles', 400, invalid('description'));
		const { error } = await send({ method: 'POST', path: '/roles', body: '{"name":"x"}' });
		expect(error?.description).toContain("Correct or remove “description” in 'Body'.");
	});

	it('names the header of a tenant with several custom domains', async () => {
		refuse('/api/v2/users', 409, {
			message: 'The tenant has multiple verified custom domains.',
			errorCode: 'custom_domain_conflict',
		});
		const { error } = await send({
			method: 'POST',
			path: '/users',
			body: '{"connection":"Username-Password-Authentication","email":"x@example.com","password":"Correct-Horse-9"}',
		});
		expect(error?.description).toContain('auth0-custom-domain');
	});
});

describe('a list that is none', () => {
	const body = { id: 'x', name: 'one role', permissions: ['a'] };

	it('is not said to have Paging where the person cannot choose it', async () => {
		refuse(`/api/v2/users/${encodeURIComponent(JANE)}/roles`, 200, body);
		const { error } = await run('role:getUserRoles');
		expect(error?.message).toMatch(/did not return a list\.$/);
		expect(error?.description).not.toMatch(/Paging|API Request/);
	});
});

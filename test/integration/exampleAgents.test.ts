import type { IDataObject } from 'n8n-workflow';

import { isWriting } from '../../nodes/Auth0/actions/operation';
import { resources } from '../../nodes/Auth0/actions/router';
import { EXAMPLE_FILES } from '../n8n/imports';
import { account, JANE } from '../support/accounts';
import { callTool } from '../support/auth0Tool';
import { example, parametersOf } from '../support/exampleFiles';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const TOOL = 'n8n-nodes-auth0.auth0Tool';
const HUMAN_REVIEW = 'Human review';
const AI_AGENT = '4-ai-agent.json';
const WITH_REVIEW = '8-ai-agent-human-review.json';
const READ_ONLY = '9-ai-agent-read-only.json';

const toolsOf = (file: string) =>
	example(file)
		.nodes.filter(({ type }) => type === TOOL)
		.map(({ name }) => name);
const changes = () => tenant().requests.filter(isChange);

describe('the tools of an AI agent', () => {
	const BY_MODEL = { user_id: JANE, email: 'jane@example.com', text: 'jan' };

	beforeEach(() => {
		tenant().seedUsers([account('jane'), account('joe')]);
		tenant().seedAuthenticationMethods(JANE, [{ type: 'totp' }]);
		tenant().userData.permissions.add(JANE, {
			resource_server_identifier: 'https://api.example.com/',
			permission_name: 'read:reports',
		});
	});

	/** Calls a tool as the agent does, with what the model fills in. */
	const call = async (file: string, name: string, input: IDataObject = BY_MODEL) =>
		await callTool(
			credentialFor(tenant(), file === READ_ONLY ? 'readOnly' : 'full'),
			parametersOf(file, name),
			input,
		);

	const RESULTS: Array<[file: string, name: string, expected: object]> = [
		[AI_AGENT, 'Get user', { user_id: JANE }],
		[AI_AGENT, 'Block user', { user_id: JANE, blocked: true }],
		[AI_AGENT, 'Unblock user', { user_id: JANE, blocked: false }],
		[WITH_REVIEW, 'Get user', { user_id: JANE }],
		[WITH_REVIEW, 'Block user', { user_id: JANE, blocked: true }],
		[WITH_REVIEW, 'Reset MFA', { user_id: JANE, authentication_methods: 'removed' }],
		[READ_ONLY, 'Get user', { user_id: JANE }],
		[READ_ONLY, 'Find users', { user_id: JANE }],
		[READ_ONLY, 'Get permissions', { permission_name: 'read:reports' }],
	];

	it.each(RESULTS)('of %s: %s', async (file, name, expected) => {
		const { items, error } = await call(file, name);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([expect.objectContaining(expected)]);
	});

	it('are all tried here', () => {
		const files = EXAMPLE_FILES.filter((file) => toolsOf(file).length > 0);
		const all = files.flatMap((file) => toolsOf(file).map((name) => [file, name]));
		expect(RESULTS.map(([file, name]) => [file, name])).toEqual(all);
	});

	it.each([
		[AI_AGENT, 'Block user'],
		[WITH_REVIEW, 'Block user'],
		[WITH_REVIEW, 'Reset MFA'],
	])('of %s hurt nobody by a wrong ID: %s', async (file, name) => {
		const { error } = await call(file, name, { ...BY_MODEL, email: 'joe@example.com' });
		expect(error?.message).toContain('does not have the email address “joe@example.com”');
		expect(changes()).toEqual([]);
	});

	it('that only read change nothing', async () => {
		for (const name of toolsOf(READ_ONLY)) await call(READ_ONLY, name);
		expect(changes()).toEqual([]);
	});
});

describe('human review', () => {
	const { nodes, connections } = example(WITH_REVIEW);
	const targetsOf = (name: string) =>
		Object.values(connections[name] ?? {})
			.flat(2)
			.map((target) => target?.node);
	const writes = ({ resource, operation }: IDataObject) => {
		const known = resources[String(resource)]?.operations[String(operation)];
		return known !== undefined && isWriting(known);
	};

	it('comes before every change, and before nothing else', () => {
		const tools = nodes.filter(({ type }) => type === TOOL);
		expect(
			tools.map(({ name, parameters }) => [name, targetsOf(name), writes(parameters)]),
		).toEqual([
			['Get user', ['AI Agent'], false],
			['Block user', [HUMAN_REVIEW], true],
			['Reset MFA', [HUMAN_REVIEW], true],
		]);
		expect(targetsOf(HUMAN_REVIEW)).toEqual(['AI Agent']);
	});

	it('names the user, with a way to say no', () => {
		const { message, approvalOptions } = parametersOf(WITH_REVIEW, HUMAN_REVIEW);
		expect(message).toContain('{{ $tool.parameters.email }}');
		expect(approvalOptions).toMatchObject({ values: { approvalType: 'double' } });
	});
});

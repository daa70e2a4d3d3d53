/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { setTimeout as wait } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';

import { exampleWith, type CredentialReference } from '../n8n/imports';
import type { N8nServer } from '../n8n/n8n';
import { Session } from '../n8n/session';
import { Workflows } from '../n8n/workflows';
import { account, JANE } from '../support/accounts';
import { connectionTo } from '../support/connection';
import { isChange } from '../support/requests';
import type { Tenant } from '../tenant';
import { ChatModel } from './chatModel';
import { n8n, setup, startTrustedTenant } from './environment';

const EXAMPLE = '4-ai-agent.json';
const MOST = 20_000;
const POLL_MS = 200;

/** The versions of n8n's agent: they run their tools in ways of their own. */
const VERSIONS = [2.2, 3];
const chatId = (version: number) => `help-desk-${version}`;

let tenant: Tenant;
let model: ChatModel;
let server: N8nServer;

/** A tool beside those of the example, whose answers can be long. */
const findUsers = (credential: CredentialReference): INode => ({
	id: 'find-users',
	name: 'Find users',
	type: 'n8n-nodes-auth0.auth0Tool',
	typeVersion: 1,
	position: [860, 240],
	parameters: {
		operation: 'getAll',
		output: 'raw',
		filters: {
			nameOrEmailContains: "={{ $fromAI('text', 'Part of the name or email address', 'string') }}",
		},
	},
	credentials: { auth0VaultConnectionApi: credential },
});

/** The example with a chat that can be reached from outside, and with another tool. */
function helpDesk(version: number, auth0: CredentialReference, openAi: CredentialReference) {
	const { nodes, connections, settings } = exampleWith(EXAMPLE, auth0);
	const tool = findUsers(auth0);
	const edit: Record<string, (node: INode) => Partial<INode>> = {
		'@n8n/n8n-nodes-langchain.chatTrigger': () => ({
			webhookId: chatId(version),
			parameters: { public: true, options: {} },
		}),
		'@n8n/n8n-nodes-langchain.lmChatOpenAi': () => ({ credentials: { openAiApi: openAi } }),
		'@n8n/n8n-nodes-langchain.agent': () => ({ typeVersion: version }),
	};
	const agent = { node: 'AI Agent', type: 'ai_tool', index: 0 };
	return {
		name: `Agent ${version}`,
		// n8n 1 wants to be told.
		active: false,
		nodes: [...nodes.map((node) => ({ ...node, id: node.name, ...edit[node.type]?.(node) })), tool],
		connections: { ...connections, [tool.name]: { ai_tool: [[agent]] } },
		settings,
	};
}

beforeAll(async () => {
	tenant = await startTrustedTenant();
	model = await ChatModel.start();
	server = await n8n.start();
	const session = await Session.open(server.url, setup.options.userFolder);
	const create = async (name: string, type: string, data: object) => {
		const body = { name, type, data };
		const { id } = await session.request<CredentialReference>('POST', '/credentials', body);
		return { id, name };
	};
	const auth0 = await create('Auth0', 'auth0VaultConnectionApi', connectionTo(tenant));
	const openAi = await create('Model', 'openAiApi', { apiKey: 'none', url: model.url });
	const workflows = new Workflows(session, auth0);
	for (const version of VERSIONS) {
		const workflow = helpDesk(version, auth0, openAi);
		const { id } = await session.request<{ id: string }>('POST', '/workflows', workflow);
		await workflows.publish(id);
		while (await workflows.isUnderWay(id)) await wait(POLL_MS);
	}
});

afterAll(async () => {
	await server.stop();
	await model.stop();
	await tenant.stop();
});

beforeEach(() => {
	tenant.reset();
	tenant.seedUsers([account('jane'), account('joe')]);
});

/** @returns what the agent says to a person who writes this, in a chat of its own unless it is named */
async function chat(
	version: number,
	chatInput: string,
	sessionId: string = crypto.randomUUID(),
): Promise<string> {
	const response = await fetch(`${server.url}/webhook/${chatId(version)}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ action: 'sendMessage', sessionId, chatInput }),
	});
	const answer: { output?: string } = JSON.parse(await response.text());
	return answer.output ?? JSON.stringify(answer);
}

const changes = () => tenant.requests.filter(isChange);
const answers = () => model.toolAnswers.map((answer) => JSON.parse(answer));

describe.each(VERSIONS)('an AI agent of version %s with the node as its tools', (version) => {
	it('is offered what each tool does, and what it takes', async () => {
		model.follow({ says: 'Hello.' });
		expect(await chat(version, 'Hello')).toBe('Hello.');
		const offered = model.tools.map(({ name, description, parameters }) => [
			name,
			description,
			Object.keys(parameters.properties),
		]);
		expect(offered.sort()).toEqual([
			['Block_user', 'Block user in Auth0', ['user_id', 'email']],
			['Find_users', 'Get many users in Auth0', ['text']],
			['Get_user', 'Get user in Auth0', ['email']],
			['Unblock_user', 'Unblock user in Auth0', ['user_id']],
		]);
	});

	it('looks up a user by email address', async () => {
		model.follow(
			{ calls: 'Get_user', given: { email: 'jane@example.com' } },
			{ says: 'Jane is not blocked.' },
		);
		expect(await chat(version, 'Is jane@example.com blocked?')).toBe('Jane is not blocked.');
		const email = 'jane@example.com';
		expect(answers()).toEqual([[{ user_id: JANE, email, name: email, email_verified: false }]]);
	});

	it('blocks a user in a second message, once the email address is right', async () => {
		const session = crypto.randomUUID();
		model.follow({ says: 'Shall I block Jane?' });
		expect(await chat(version, 'Block Jane.', session)).toBe('Shall I block Jane?');
		const given = { user_id: JANE, email: 'jane@example.com' };
		model.follow(
			{ calls: 'Block_user', given: { ...given, email: 'joe@example.com' } },
			{ calls: 'Block_user', given },
			{ says: 'Jane is blocked.' },
		);
		expect(await chat(version, 'Yes.', session)).toBe('Jane is blocked.');
		expect(answers()).toEqual([
			[
				{
					error: `User “${JANE}” does not have the email address “joe@example.com”.`,
					details: { description: expect.stringMatching(/^Nothing was changed\./) },
				},
			],
			[expect.objectContaining({ user_id: JANE, blocked: true })],
		]);
		expect(changes()).toHaveLength(1);
	});

	it('reads what was wrong with an argument, and what to do', async () => {
		model.follow(
			{ calls: 'Get_user', given: { email: 'jane' } },
			{ calls: 'Get_user', given: { email: 'nobody@example.com' } },
			{ calls: 'Block_user', given: { user_id: 'jane', email: 'jane@example.com' } },
			{ calls: 'Find_users', given: { text: '' } },
			{ says: 'I cannot find Jane.' },
		);
		expect(await chat(version, 'Block Jane.')).toBe('I cannot find Jane.');
		const error = (message: string, toDo: RegExp) => [
			expect.objectContaining({
				error: message,
				details: expect.objectContaining({ description: expect.stringMatching(toDo) }),
			}),
		];
		expect(answers()).toEqual([
			error("“jane” in 'User' is not an email address.", /^Enter one such as /),
			error('No user has the email address “nobody@example.com”.', /Enter the full address\./),
			error('User “jane” does not exist.', /Enter the full user ID, such as auth0\|/),
			error("'Name or Email Contains' is empty.", /^Enter a value, or remove the filter\./),
		]);
		expect(changes()).toEqual([]);
	});

	it('gets no more of many users than fits', async () => {
		const history = Array.from({ length: 20 }, (_, index) => `event ${index} ${'x'.repeat(80)}`);
		tenant.seedUsers(
			Array.from({ length: 50 }, (_, index) =>
				account(`dora${index}`, { app_metadata: { history } }),
			),
		);
		model.follow({ calls: 'Find_users', given: { text: 'dora' } }, { says: 'There are many.' });
		expect(await chat(version, 'Who is called Dora?')).toBe('There are many.');
		const [answer = ''] = model.toolAnswers;
		expect(answer.length).toBeLessThanOrEqual(MOST);
		expect(answer.length).toBeGreaterThan(MOST * 0.75);
		const read = JSON.parse(answer);
		expect(read.at(-1).note).toContain(`${51 - read.length} more, narrow the search`);
	});
});

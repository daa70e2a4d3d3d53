import { resources } from '../../nodes/Auth0/actions/router';
import type { CredentialReference } from '../n8n/imports';
import { connectionTo } from '../support/connection';
import { fill, FILLED_IN, userOf } from '../support/everyOperation';
import { byId } from '../support/locators';
import { openDesk, type Desk } from './browser';
import { START } from './editor';
import { takeScreenshot } from './screenshots';

/** Every operation, by its resource and its name. */
const operations = Object.fromEntries(
	Object.entries(resources).flatMap(([resource, { operations: own }]) =>
		Object.entries(own).map(([name, { option }]) => [
			`${resource}:${name}`,
			{ resource, name, option },
		]),
	),
);
/** What its node is called in the workflow. */
const nodeOf = (operation: string) => operations[operation]?.option.action ?? operation;

/** A busy machine takes its time for a workflow of so many nodes. */
const ALL_OPERATIONS_MS = 600_000;

const COLUMNS = 6;
const position = (index: number) => [
	240 * (1 + (index % COLUMNS)),
	160 * Math.floor(index / COLUMNS),
];

/** A workflow with a node for each operation. */
const workflowWith = (credential: CredentialReference) => ({
	nodes: [
		START,
		...Object.entries(FILLED_IN).map(([operation, [parameters]], index) => ({
			id: operation,
			name: nodeOf(operation),
			type: 'n8n-nodes-auth0.auth0',
			typeVersion: 1,
			position: position(index),
			parameters: {
				resource: operations[operation]?.resource,
				operation: operations[operation]?.name,
				userId: byId(`auth0|${userOf(operation)}`),
				...parameters,
			},
			credentials: { auth0VaultConnectionApi: credential },
		})),
	],
	connections: {
		Start: {
			main: [
				Object.keys(FILLED_IN).map((operation) => ({
					node: nodeOf(operation),
					type: 'main',
					index: 0,
				})),
			],
		},
	},
});

describe('every operation, in the editor', () => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await openDesk();
		fill(desk.tenant);
		const { editor, session, tenant } = desk;
		const name = 'Auth0 Vault Connection';
		const { id } = await session.request<CredentialReference>('POST', '/credentials', {
			name,
			type: 'auth0VaultConnectionApi',
			data: connectionTo(tenant),
		});
		await editor.pasteWorkflow(workflowWith({ id, name }));
		await editor.execute();
	}, ALL_OPERATIONS_MS);

	afterAll(async () => {
		await desk.close();
	});

	it('is in this table', () => {
		expect(Object.keys(FILLED_IN).sort()).toEqual(Object.keys(operations).sort());
	});

	it.each(Object.entries(FILLED_IN))('%s shows its output', async (operation, [, shown]) => {
		const { editor, page } = desk;
		await editor.showAll();
		await editor.openNode(nodeOf(operation));
		await editor.output.getByText(shown).first().waitFor();
		await takeScreenshot(page, `operations/${operation.replace(':', '/')}`);
		await editor.closeNode();
	});
});

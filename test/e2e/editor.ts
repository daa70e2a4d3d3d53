import type { Locator, Page } from 'playwright-core';

type Fields = Record<string, string>;

const EMPTY_CORNER = { x: 40, y: 40 };
// The form takes over what was typed after 100 ms without another key.
const DEBOUNCE_MS = 200;
/** A busy machine takes its time for a large workflow. */
const EXECUTED_MS = 300_000;

/** A node that a workflow needs to be executed by hand. */
export const START = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** n8n's editor in a browser, by what a person sees and clicks there. */
export class Editor {
	constructor(
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens the empty form of a new credential. */
	async openNewCredential(displayName: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials/create`);
		await this.page.getByTestId('new-credential-type-select').locator('input').fill(displayName);
		await this.page.getByRole('option', { name: displayName, exact: true }).click();
		await this.page.getByTestId('new-credential-type-button').click();
	}

	/** Types into the fields of the form, by their names. */
	async type(fields: Fields): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			await this.page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
		// A timer of the page itself: it rings after the form's own, however slow the machine is.
		await this.page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${DEBOUNCE_MS}))`);
	}

	/** Saves the credential; n8n tests it then. */
	async saveCredential(): Promise<void> {
		await this.page.getByTestId('credential-save-button').click();
	}

	/** The banner of the form that says how the test went well. */
	get credentialSuccess(): Locator {
		return this.page.getByText('Connection tested successfully');
	}

	/** Pastes a workflow into a new one, as text. */
	async pasteWorkflow(workflow: object): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
		const text = JSON.stringify(JSON.stringify(workflow));
		await this.page.evaluate(`
			const clipboardData = new DataTransfer();
			clipboardData.setData('text/plain', ${text});
			document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
		`);
		await this.page.getByTestId('execute-workflow-button').waitFor();
	}

	/** Shows the whole workflow, and nothing of it as selected. */
	async showAll(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.page.locator('.vue-flow__pane').click({ position: EMPTY_CORNER });
	}

	/** Clicks Execute workflow and waits until n8n says that it succeeded. */
	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
		await this.page.getByText('Workflow executed successfully').waitFor({ timeout: EXECUTED_MS });
		await this.page.getByText('Workflow executed successfully').waitFor({ state: 'hidden' });
	}

	/** Opens the panel of a node. */
	async openNode(node: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
		await this.output.waitFor();
	}

	/** Closes the panel of a node. */
	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.output.waitFor({ state: 'hidden' });
	}

	/** What the panel of a node shows of its output. */
	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** Opens a node, and returns the panel of its output, as JSON. */
	async openOutput(node: string): Promise<Locator> {
		await this.openNode(node);
		await this.output.getByText('JSON', { exact: true }).click();
		return this.output;
	}

	/** Opens From List of a field in the panel of a node, by the name of the field. */
	async openList(name: string): Promise<Locator> {
		await this.page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		return this.page.getByTestId('rlc-error-container');
	}
}

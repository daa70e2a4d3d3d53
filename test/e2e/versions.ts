import { USUAL_VERSION } from '../n8n/installation';

/** The versions of n8n that the package is tried with, the newest first. */
export const VERSIONS = [USUAL_VERSION, '2.39.10', '1.123.81'];

/** Something that is to hold in each version. */
interface Check {
	/** The file of the end-to-end tests that show it, without its ending. */
	file: string;
	/** What only the titles of these tests contain. */
	tests: RegExp;
	/** For people. */
	what: string;
}

/** What is checked in each version. */
export const CHECKS: Check[] = [
	{
		file: 'package',
		tests: /holds what|adds the/,
		what: 'Package: n8n lists the node, its AI tool, the trigger and the credential',
	},
	{
		file: 'package',
		tests: /shows the output/,
		what: 'Package: the fields of the output, before the first run',
	},
	{
		file: 'credentialTest',
		tests: /accepts the client/,
		what: 'Credential: the test passes, also with `create:users` alone',
	},
	{
		file: 'credentialTest',
		tests: /says what to do|gives up|does not take/,
		what: 'Credential: a wrong secret, and whatever else is wrong, is refused in words',
	},
	{
		file: 'commandLine',
		tests: /creates, reads and updates/,
		what: 'Node: the first example creates, reads and updates a user',
	},
	{
		file: 'commandLine',
		tests: /creates what|stops at|finds a user|sends a request|invites|off-boards|dry run/,
		what: 'Node: imports, searches, blocks, invites and offboards; n8n’s HTTP Request with the credential',
	},
	{
		file: 'operations',
		tests: /shows its output/,
		what: 'Node: each operation, from its panel in the editor',
	},
	{
		file: 'aiAgent',
		tests: /./,
		what: 'AI tool: an agent looks up and blocks a user, and is told what was wrong with a call',
	},
	{
		file: 'trigger',
		tests: /starts a workflow for each|answers|takes many/,
		what: 'Trigger: published, an event starts an execution; unpublished, the stream is gone',
	},
	{
		file: 'trigger',
		tests: /while the node is changed/,
		what: 'Trigger: a changed node gets the events of the meantime',
	},
	{
		file: 'trigger',
		tests: /listens for a test event|shows the latest/,
		what: 'Trigger: a test event from the editor',
	},
	{
		file: 'trigger',
		tests: /n8n was ended, and runs|starts with what is logged/,
		what: 'Trigger: without a public URL and by polling, over a restart of n8n',
	},
	{
		file: 'trigger',
		tests: /says in the editor/,
		what: 'Trigger: a missing permission, and the limit of the plan, in words',
	},
];

/** How a test went. */
export interface TestResult {
	file: string;
	title: string;
	status: 'passed' | 'failed';
}

/** How the tests went in a version of n8n. */
export interface VersionResult {
	n8n: string;
	node: string;
	tests: TestResult[];
}

/** In the table: how the tests of a check went. */
function outcome({ what, file, tests }: Check, result: VersionResult): string {
	const own = result.tests.filter((test) => test.file === file && tests.test(test.title));
	if (own.length === 0) throw new Error(`In n8n ${result.n8n}, no test shows: ${what}`);
	const failed = own.filter(({ status }) => status === 'failed').length;
	return failed > 0 ? `**${failed} of ${own.length} failed**` : `yes (${own.length})`;
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

/**
 * The table of docs/compatibility.md.
 * @throws when no test shows one of the checks
 */
export const compatibilityTable = (results: VersionResult[]): string =>
	[
		row(['', ...results.map(({ n8n }) => `n8n ${n8n}`)]),
		row(['---', ...results.map(() => '---')]),
		row(['Node.js', ...results.map(({ node }) => node)]),
		...CHECKS.map((check) => row([check.what, ...results.map((result) => outcome(check, result))])),
	].join('\n');

/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the pages are read where they are */
import { readFileSync } from 'fs';
import { resolve } from 'path';

import { CHECKS, compatibilityTable, VERSIONS, type TestResult } from '../e2e/versions';

const read = (file: string) => readFileSync(resolve(__dirname, '../..', file), 'utf8');
const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

describe('docs/compatibility.md', () => {
	const [head = [], , node = [], ...rows] = read('docs/compatibility.md')
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) => cellsOf(line).slice(1, -1));

	it('has a column for each version, with its Node.js', () => {
		expect(head).toEqual(['', ...VERSIONS.map((version) => `n8n ${version}`)]);
		expect(node).toEqual([
			'Node.js',
			...VERSIONS.map(() => expect.stringMatching(/^2\d\.\d+\.\d+$/)),
		]);
	});

	it('says of each check that it went well', () => {
		const good = expect.stringMatching(/^yes \(\d+\)$/);
		expect(rows).toEqual(CHECKS.map(({ what }) => [what, ...VERSIONS.map(() => good)]));
	});
});

it('README.md names the versions of docs/compatibility.md', () => {
	const [, section = ''] = /^## Compatibility\n([^]*?)^## /m.exec(read('README.md')) ?? [];
	expect(section).toContain('docs/compatibility.md');
	expect(section.match(/\d+\.\d+\.\d+/g)).toEqual(VERSIONS);
});

describe('the table', () => {
	/** A test for each check. */
	const tests = [
		['package', 'adds the node'],
		['package', 'shows the output of an operation'],
		['credentialTest', 'accepts the client full'],
		['credentialTest', 'says what to do about'],
		['commandLine', 'creates, reads and updates a user'],
		['commandLine', 'invites'],
		['operations', 'user:get shows its output'],
		['aiAgent', 'blocks'],
		['trigger', 'starts a workflow for each event'],
		['trigger', 'misses nothing while the node is changed'],
		['trigger', 'listens for a test event'],
		['trigger', 'starts with what is logged'],
		['trigger', 'says in the editor'],
	].map(([file = '', title = '']): TestResult => ({ file, title, status: 'passed' }));
	const outcomes = (all: TestResult[]) =>
		compatibilityTable([{ n8n: '3.0.0', node: '26.0.0', tests: all }])
			.split('\n')
			.slice(3)
			.map((line) => cellsOf(line)[2]);

	it('says with how many tests each check went well', () => {
		const twice: TestResult[] = [
			...tests,
			{ file: 'aiAgent', title: 'looks up', status: 'passed' },
		];
		expect(outcomes(twice)).toEqual(
			CHECKS.map(({ file }) => (file === 'aiAgent' ? 'yes (2)' : 'yes (1)')),
		);
	});

	it('says which failed', () => {
		const [first, ...others] = tests.map((test): TestResult => ({ ...test, status: 'failed' }));
		expect(outcomes([...tests, ...(first ? [first] : [])])[0]).toBe('**1 of 2 failed**');
		expect(outcomes([...tests.slice(0, 1), ...others])[1]).toBe('**1 of 1 failed**');
	});

	it('is not written without a test for each check', () => {
		expect(() => outcomes(tests.slice(1))).toThrow('In n8n 3.0.0, no test shows: Package');
	});
});

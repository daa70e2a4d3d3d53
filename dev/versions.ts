/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import {
	CHECKS,
	compatibilityTable,
	VERSIONS,
	type TestResult,
	type VersionResult,
} from '../test/e2e/versions';
import { run } from '../test/n8n/command';
import { ROOT, RUNTIME } from '../test/n8n/folders';
import { installVersion } from '../test/n8n/installation';
import { packNodePackage } from '../test/n8n/nodePackage';
import { runTests, setUp } from './endToEnd';
import { main } from './lifetime';

const PAGE = join(ROOT, 'docs/compatibility.md');
const FOLDER = join(RUNTIME, 'versions');
const FILES = [...new Set(CHECKS.map(({ file }) => file))];

/** What the titles of the tests of a file contain, as Jest takes it. */
const namesOf = (file: string) =>
	CHECKS.filter((check) => check.file === file)
		.map(({ tests }) => tests.source)
		.join('|');

/** What Jest writes of the tests of a file. */
interface Report {
	testResults: Array<{
		assertionResults: Array<{ title: string; status: TestResult['status'] | 'pending' }>;
	}>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'));

/** Where the result is kept, from one run of this command to the next, for a package. */
const resultFile = (key: string, version: string, file: string) =>
	join(FOLDER, key, `${version}-${file}.json`);

/** @returns whether all tests passed */
async function check(version: string, files: string[], key: string): Promise<boolean> {
	console.log(`\nn8n ${version}`);
	const installation = await installVersion(version);
	const setup = await setUp(installation);
	const node = await run(installation.node, ['-p', 'process.versions.node']);
	let isGood = true;
	for (const file of files) {
		const target = resultFile(key, version, file);
		const report = `${target}.report`;
		mkdirSync(dirname(target), { recursive: true });
		const flags = [`--testNamePattern=${namesOf(file)}`, '--json', `--outputFile=${report}`];
		if (!(await runTests(setup, [`test/e2e/${file}.test.ts`, ...flags]))) isGood = false;
		const tests = read<Report>(report)
			.testResults.flatMap(({ assertionResults }) => assertionResults)
			.flatMap(({ title, status }): TestResult[] =>
				// One that was not run is pending.
				status === 'pending' ? [] : [{ file, title, status }],
			);
		const result: VersionResult = { n8n: version, node: node.trim(), tests };
		writeFileSync(target, JSON.stringify(result));
	}
	return isGood;
}

/** All that is known of a version; undefined while something has not run. */
function resultOf(key: string, version: string): VersionResult | undefined {
	const files = FILES.map((file) => resultFile(key, version, file));
	if (!files.every((file) => existsSync(file))) return undefined;
	const results = files.map((file) => read<VersionResult>(file));
	return {
		n8n: version,
		node: results[0]?.node ?? '',
		tests: results.flatMap(({ tests }) => tests),
	};
}

async function writeTable(results: VersionResult[]): Promise<void> {
	const [before = '', rest = ''] = readFileSync(PAGE, 'utf8').split(/^\|[^]*\|$/m);
	const text = [before, compatibilityTable(results), rest].join('');
	const options = await resolveConfig(PAGE);
	writeFileSync(PAGE, await format(text, { ...options, filepath: PAGE }));
	console.log(`\nWritten to ${PAGE}.`);
}

/** Those that are named among the arguments; without any, all of them. */
const chosen = (all: string[], args: string[]) => {
	const named = all.filter((each) => args.includes(each));
	return named.length > 0 ? named : all;
};

main(async () => {
	const args = process.argv.slice(3);
	const unknown = args.filter((arg) => ![...VERSIONS, ...FILES].includes(arg));
	if (unknown.length > 0) {
		throw new Error(
			`Unknown: ${unknown.join(', ')}. Enter versions (${VERSIONS.join(', ')}), files (${FILES.join(', ')}) or nothing.`,
		);
	}
	const { key } = await packNodePackage();
	const failed: string[] = [];
	for (const version of chosen(VERSIONS, args)) {
		if (!(await check(version, chosen(FILES, args), key))) failed.push(version);
	}
	const results = VERSIONS.map((version) => resultOf(key, version));
	const known = results.filter((result) => result !== undefined);
	if (known.length === results.length) await writeTable(known);
	else console.log('\nThe table is written once all files have run in all versions.');
	if (failed.length > 0) throw new Error(`Tests failed in n8n ${failed.join(' and ')}.`);
});

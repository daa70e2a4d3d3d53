// The configuration of jest for Stryker, which wants a single project.
const { projects, testTimeout } = require('../../jest.config.js');

const of = (name) => projects.find((project) => project.displayName === name);

const { displayName, ...unit } = of('unit');

// Each integration test takes seconds: only those that the command names run for each change.
const names = process.env.MUTATION_TESTS?.split(',') ?? [];

module.exports = {
	...unit,
	...(names.length > 0 && {
		...of('integration'),
		displayName: undefined,
		roots: [...unit.roots, ...of('integration').roots],
		testMatch: ['unit/*', ...names.map((name) => `integration/${name}`)].map(
			(test) => `**/test/${test}.test.ts`,
		),
	}),
	testTimeout,
	testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
	// The simulation takes longer than all others together, and the others compare files that no mutant changes.
	testPathIgnorePatterns: [
		'sharedLimit',
		'changelog',
		'compatibility',
		'docLabels',
		'docs',
		'floors',
		'packages',
		'publishing',
	].map((name) => `/unit/${name}\\.test\\.ts$`),
};

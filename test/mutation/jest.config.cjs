// The configuration of jest for Stryker, which wants a single project.
const { projects, testTimeout } = require('../../jest.config.js');

const { displayName, ...unit } = projects.find((project) => project.displayName === 'unit');

module.exports = {
	...unit,
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

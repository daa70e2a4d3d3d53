/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	packageManager: 'npm',
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: {
		configFile: 'test/mutation/jest.config.cjs',
		// The integration tests load the node as n8n does, so that jest does not see what they relate to.
		enableFindRelatedTests: process.env.MUTATION_TESTS === undefined,
	},
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	mutate: ['nodes/Auth0/transport/**/*.ts', 'nodes/Auth0/api/**/*.ts'],
	concurrency: 1,
	dryRunTimeoutMinutes: 60,
	timeoutMS: 15000,
	reporters: ['clear-text', 'progress', 'html', 'json'],
	htmlReporter: { fileName: '.n8n/mutation/report.html' },
	jsonReporter: { fileName: '.n8n/mutation/report.json' },
	incremental: true,
	incrementalFile: '.n8n/mutation/incremental.json',
	tempDirName: '.n8n/mutation/sandbox',
	ignorePatterns: ['.n8n', 'dist'],
	thresholds: { high: 95, low: 85, break: 85 },
};

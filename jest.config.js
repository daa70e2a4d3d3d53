// n8n's engine logs each failing node, which these tests provoke on purpose.
process.env.N8N_LOG_LEVEL = 'silent';
// It makes settings there, which is not to be the folder of the person's own n8n.
process.env.N8N_USER_FOLDER = `${__dirname}/.n8n/engine`;

const tsJest = ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }];

/** Projects whose tests need the keys of a stand-in tenant. */
const WITH_STAND_IN = ['tenant', 'integration', 'together', 'standIn', 'contract', 'hostile'];

/** One project for each kind of test, so that `--selectProjects` names what runs. */
const project = (name) => ({
	displayName: name,
	...(WITH_STAND_IN.includes(name) && {
		globalSetup: '<rootDir>/test/support/keysOfTheRun.ts',
	}),
	rootDir: __dirname,
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	// These are ES modules, which jest runs as CommonJS only when they are transformed.
	transform: { '^.+\\.ts$': tsJest, '/node_modules/(get-port|cookie)/.+\\.js$': tsJest },
	transformIgnorePatterns: ['/node_modules/(?!(get-port|cookie)/)'],
});

/** Tests of these folders once more, many files as one, and compiled once: a project has a cache of its own. */
const inGroups = (name, folders) => ({
	...project(name),
	roots: folders.map((folder) => `<rootDir>/test/${folder}`),
	testMatch: ['**/groups/*.ts'],
});

module.exports = {
	// For what never ends; a busy machine takes its time.
	testTimeout: 300_000,
	// By default one core stays free for others, which is half of a small machine.
	maxWorkers: '100%',
	projects: [
		...['unit', 'tenant', 'integration', 'contract', 'simulation', 'hostile', 'e2e'].map(project),
		inGroups('together', ['unit', 'integration']),
		inGroups('standIn', ['tenant']),
	],
};

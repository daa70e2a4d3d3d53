const transform = {
	'^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json', isolatedModules: true }],
};

/** One project for each kind of test, so that `--selectProjects` names what runs. */
const project = (name, overrides = {}) => ({
	displayName: name,
	rootDir: __dirname,
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	transform,
	...overrides,
});

module.exports = {
	projects: [project('unit'), project('tenant'), project('integration'), project('contract'), project('e2e')],
};

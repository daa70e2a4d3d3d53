/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the test asks when its process began */
import { digestOf, Identity, isOneOf } from '../../nodes/Auth0Trigger/streams/identity';

const ORIGINAL = { instance: 'one', workflow: 'w1', name: 'Welcome', node: 'n1', isTest: false };

function identityOf(changes: Partial<typeof ORIGINAL> = {}) {
	const { instance, workflow, name, node, isTest } = { ...ORIGINAL, ...changes };
	const position: [number, number] = [0, 0];
	const context = {
		getInstanceId: () => instance,
		getWorkflow: () => ({ id: workflow, name, active: true }),
		getNode: () => ({
			id: node,
			name: 'Auth0 Trigger',
			type: 'n8n-nodes-auth0.auth0Trigger',
			typeVersion: 1,
			position,
			parameters: {},
		}),
	};
	return new Identity(context, isTest);
}

it('names the stream after the workflow', () => {
	expect(identityOf().name).toMatch(/^n8n: Welcome \[[0-9a-f]{8}-[0-9a-f]{12}\]$/);
	expect(identityOf({ isTest: true }).name).toMatch(/^n8n test: Welcome \[.*-test-[0-9a-z]+\]$/);
});

it('takes no more than the 128 characters that Auth0 takes, and keeps the mark', () => {
	const long = identityOf({ name: 'x'.repeat(500) });
	expect(long.name.length).toBeLessThanOrEqual(128);
	expect(identityOf().owns(long.name)).toBe(true);
});

it('knows its stream after the workflow was renamed', () => {
	expect(identityOf({ name: 'Renamed' }).owns(identityOf().name)).toBe(true);
});

it('is not that of a workflow whose name contains the name of its stream', () => {
	const other = identityOf({ workflow: 'w2', name: identityOf().name });
	expect(identityOf().owns(other.name)).toBe(false);
});

it.each([
	['another n8n', { instance: 'two' }],
	['a copied workflow', { workflow: 'w2' }],
	['a copied node', { node: 'n2' }],
	['a test', { isTest: true }],
])('is not that of %s', (_what, changes) => {
	const other = identityOf(changes);
	expect(identityOf().owns(other.name)).toBe(false);
	expect(other.owns(identityOf().name)).toBe(false);
	expect(other.tokenFor('secret')).not.toBe(identityOf().tokenFor('secret'));
});

describe('the streams of tests that are left over', () => {
	const test = { isTest: true, workflow: 'w9', node: 'n9' };
	const MINUTE_MS = 60_000;

	afterEach(() => jest.useRealTimers());

	it.each([
		// However long other tests took: in the minute before the process of the tests.
		['before this process', () => -1000 * process.uptime() - MINUTE_MS, 0, true],
		['in this process', () => 0, MINUTE_MS, false],
		['longer ago than n8n listens', () => MINUTE_MS, 12 * MINUTE_MS, true],
	])('are known: begun %s', (_what, begun, now, isLeftOver) => {
		const start = Date.now();
		jest.useFakeTimers({ now: start + begun() });
		const { name } = identityOf(test);
		const other = identityOf({ ...test, instance: 'two' });
		const otherName = other.name;
		jest.setSystemTime(start + now);
		expect(identityOf().isLeftOverTest(name)).toBe(isLeftOver);
		expect(identityOf().isLeftOverTest(otherName)).toBe(false);
		expect(identityOf().isLeftOverTest(identityOf().name)).toBe(false);
	});
});

it('has a token that only the client secret gives', () => {
	expect(identityOf().tokenFor('secret')).toBe(identityOf({ name: 'Renamed' }).tokenFor('secret'));
	expect(identityOf().tokenFor('secret')).not.toBe(identityOf().tokenFor('Secret'));
	expect(identityOf().tokenFor('secret')).toMatch(/^[\w-]{43}$/);
});

it('compares tokens by their digests', () => {
	expect(isOneOf('a', [digestOf('b'), digestOf('a')])).toBe(true);
	expect(isOneOf('a', [digestOf('b')])).toBe(false);
	expect(isOneOf('a', ['a', ''])).toBe(false);
	expect(isOneOf('', [])).toBe(false);
});

import type { INode } from 'n8n-workflow';

import { apiError } from '../../nodes/Auth0/transport/errors';
import { Failures, isLasting, isPassing } from '../../nodes/Auth0Trigger/pulls/failures';

const node: INode = {
	id: '1',
	name: 'Auth0 Trigger',
	type: 'n8n-nodes-auth0.auth0Trigger',
	typeVersion: 1.1,
	position: [0, 0],
	parameters: {},
};

const failure = (message: string, statusCode?: number) =>
	apiError(
		node,
		{ message, description: '' },
		statusCode === undefined ? undefined : { statusCode, body: {} },
	);

it.each([
	[400, true, false],
	[403, true, false],
	[410, false, true],
	[429, false, true],
	[503, false, true],
	[undefined, false, false],
])('knows of the status %s whether it lasts, and whether it passes', (status, lasts, passes) => {
	const error = failure('x', status);
	expect([isLasting(error), isPassing(error)]).toEqual([lasts, passes]);
});

it('tells each reason that lasts once, from its second time in a row on', () => {
	const failures = new Failures();
	const told = ['a', 'a', 'b', 'a', 'b', 'a'].map(
		(reason) => failures.add(failure(reason, 403)).isTold,
	);
	expect(told).toEqual([false, true, true, false, false, false]);
	failures.clear();
	expect(['a', 'a'].map((reason) => failures.add(failure(reason, 403)).isTold)).toEqual([
		false,
		true,
	]);
});

it('tells of an outage when it has gone on for ten minutes', () => {
	const clock = jest.spyOn(Date, 'now');
	const failures = new Failures();
	const told = [0, 599_999, 600_000, 700_000].map((ms) => {
		clock.mockReturnValue(ms);
		return failures.add(failure('a', 503)).isTold;
	});
	clock.mockRestore();
	expect(told).toEqual([false, false, true, false]);
});

it.each([
	[403, 15_000, 300_000],
	[503, 1_000, 60_000],
])('waits longer and longer after the status %d', (status, first, most) => {
	const failures = new Failures();
	const waits = Array.from({ length: 40 }, () => failures.add(failure('a', status)).waitMs);
	const within = (ms = 0, full = 0) => ms >= full / 2 && ms <= full;
	expect([within(waits[0], first), within(waits[1], 2 * first), within(waits[39], most)]).toEqual([
		true,
		true,
		true,
	]);
});

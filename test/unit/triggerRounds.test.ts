import { Arrivals } from '../reliability/trigger/arrivals';
import { compare, routeOf } from '../reliability/trigger/comparison';
import { Randomness } from '../reliability/trigger/randomness';
import type { EventStream } from '../tenant';

/** A stream as a trigger makes it. */
const stream = (
	route: string,
	types: string[],
	changes: Partial<EventStream> = {},
): EventStream => ({
	id: `est_${route}`,
	name: `n8n: ${route}`,
	status: 'enabled',
	subscriptions: types.map((type) => ({ event_type: type })),
	created_at: '2026-01-15T09:30:00.000Z',
	updated_at: '2026-01-15T09:30:00.000Z',
	failuresInARow: 0,
	destination: {
		type: 'webhook',
		configuration: {
			webhook_endpoint: `https://n8n.example.com/webhook/${route}/webhook`,
			webhook_authorization: { method: 'bearer', token: 'token' },
		},
	},
	...changes,
});

describe('streams beside published triggers', () => {
	const published = [{ route: 'one', types: ['user.created', 'user.deleted'] }];
	const right = stream('one', ['user.deleted', 'user.created']);

	it('are right with one for each, whatever the order of its types', () => {
		expect(compare(published, [right])).toEqual({ left: [], missing: [] });
	});

	it.each([
		['nobody published', [right, stream('two', ['user.created'])], ['n8n: two'], []],
		['is there twice', [right, { ...right, name: 'n8n: again' }], ['n8n: again'], []],
		['is missing', [], [], ['one']],
		['is disabled', [{ ...right, status: 'disabled' as const }], ['n8n: one'], ['one']],
		['has other types', [stream('one', ['user.created'])], ['n8n: one'], ['one']],
	])('are wrong with one that %s', (_what, streams, left, missing) => {
		expect(compare(published, streams)).toEqual({ left, missing });
	});

	it('are told from those of tests', () => {
		const url = 'https://n8n.example.com/webhook-test/one/webhook';
		const test = structuredClone(right);
		Object.assign(test.destination.configuration, { webhook_endpoint: url });
		expect(routeOf(test)).toBeUndefined();
		expect(compare(published, [right, test]).left).toEqual(['n8n: one']);
	});
});

describe('arrivals', () => {
	let arrivals: Arrivals;

	beforeEach(async () => {
		arrivals = await Arrivals.open();
	});

	afterEach(() => arrivals.close());

	/** As the node after the trigger does. */
	const arrive = async (route: string, eventId: string) => {
		const address = arrivals.addressFor(route).replace('{{ $json.event.id }}', eventId);
		await fetch(address.slice(1));
	};

	it('count what is lost, and what is there twice', async () => {
		for (const id of ['1', '2', '3']) arrivals.expect('one', id);
		await arrive('one', '1');
		await arrive('one', '2');
		await arrive('one', '2');
		expect(arrivals.figures).toEqual({ expected: 3, lost: 1, twice: 1 });
		expect(arrivals.missing).toEqual(['one/3']);
	});

	it('of one trigger are not those of another', async () => {
		arrivals.expect('one', '1');
		await arrive('two', '1');
		expect(arrivals.figures).toMatchObject({ lost: 1, twice: 0 });
		expect(arrivals.hasArrived('two', '1')).toBe(true);
		expect(arrivals.hasArrived('one', '1')).toBe(false);
	});
});

it('the same seed makes the same choices, and another seed others', () => {
	const choices = (seed: number) => {
		const random = new Randomness(seed);
		return Array.from({ length: 20 }, () => random.some(['a', 'b', 'c']).join(''));
	};
	expect(choices(1)).toEqual(choices(1));
	expect(choices(1)).not.toEqual(choices(2));
	expect(new Set(choices(1)).size).toBeGreaterThan(3);
});

import type { INodeParameters } from 'n8n-workflow';

import { user } from '../../nodes/Auth0/actions/user';
import { account } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { execute } from '../support/engine';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const filters =
	user.operations.getAll?.fields.find(({ name }) => name === 'filters')?.options ?? [];
const FILTERS = filters
	.filter((filter) => 'type' in filter && filter.type === 'dateTime')
	.map(({ name }) => name);

const search = (filter: string): INodeParameters => ({
	operation: 'getAll',
	filters: { [filter]: VALUE },
});

/** The moments in the query of each value; the error in the place of one that is refused. */
const readings = async (values: unknown[], filter = 'createdAfter') =>
	(await eachValue(tenant(), search(filter), values)).map(
		({ error, sent }) => /\d{4}-[\d:.T-]+Z/.exec(String(sent[0]?.query.q))?.[0] ?? error,
	);

// The engine of these tests is in America/New_York, n8n's default.
it.each<[string, unknown, string]>([
	['the number of a day in a sheet', 46023, '2026-01-01T05:00:00.000Z'],
	['that number as text', ' 46023 ', '2026-01-01T05:00:00.000Z'],
	['a time of day in a sheet', 46023.75, '2026-01-01T23:00:00.000Z'],
	['a second in a sheet', 46023 + 1 / 86_400, '2026-01-01T05:00:01.000Z'],
	['a day of summer time in a sheet', 46204, '2026-07-01T04:00:00.000Z'],
	['the first day of 1980 in a sheet', 29221, '1980-01-01T05:00:00.000Z'],
	['seconds', 1767225600, '2026-01-01T00:00:00.000Z'],
	['seconds as text', '1767225600', '2026-01-01T00:00:00.000Z'],
	['seconds with a fraction', 1767225600.25, '2026-01-01T00:00:00.250Z'],
	['milliseconds', 1767225600000, '2026-01-01T00:00:00.000Z'],
	['milliseconds as text', '1767225600000', '2026-01-01T00:00:00.000Z'],
	['a day', '2026-01-31', '2026-01-31T05:00:00.000Z'],
	['a day with spaces', ' 2026-01-31 ', '2026-01-31T05:00:00.000Z'],
	['the end of a leap year’s February', '2028-02-29T12:00Z', '2028-02-29T12:00:00.000Z'],
	['a zone and its name', '2026-01-31T12:00:00+01:00[Europe/Paris]', '2026-01-31T11:00:00.000Z'],
])('%s is read as the date that it is', async (_what, value, moment) => {
	expect(await readings([value])).toEqual([moment]);
});

const NO_DATES = [
	...[0, 1, -1, 26, 2026, 202601, 20260131, 26013112, 202601311200, 20260131120000],
	...[
		20000,
		99999,
		1e8,
		1e11,
		1e13,
		1767225600000000,
		1e21,
		'46.023',
		'46,023',
		'46023,5',
		'4.6e4',
	],
	...['2026-02-30', '2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-01T25:00'],
	...['26-01-31', '0026-01-31', '0001-01-01T00:00:00Z', '01/02/2026', '31.01.2026', '2026-1-5'],
	...[
		'2026-01',
		'2026',
		'2026-01-31T12',
		'2026-01-31T12:00[Europe/Paris]',
		'2026-01-31T12:00+99:00',
	],
	...[
		'yesterday',
		'Invalid DateTime',
		'Invalid date',
		true,
		['2026-01-31'],
		{ date: '2026-01-31' },
	],
];

it('what is no date, or could be several, is refused', async () => {
	const fates = await eachValue(tenant(), search('createdAfter'), NO_DATES);
	expect(fates.map(({ error }) => error)).toEqual(
		NO_DATES.map(() => "'Created After' is not a date."),
	);
	expect(fates.flatMap(({ sent }) => sent)).toEqual([]);
});

it('there are filters of dates', () => {
	expect(FILTERS).toEqual(expect.arrayContaining(['createdAfter', 'lastLoginBefore']));
});

it.each(FILTERS)('%s reads numbers so, and refuses what is empty', async (filter) => {
	expect(await readings([46023, 1767225600], filter)).toEqual([
		'2026-01-01T05:00:00.000Z',
		'2026-01-01T00:00:00.000Z',
	]);
	for (const error of await readings(['', null, undefined], filter)) {
		expect(error).toMatch(/^'.*' is empty\.$/);
	}
});

it.each([
	['new Date("2026-01-31T12:00:00Z")', '2026-01-31T12:00:00.000Z'],
	['DateTime.fromISO("2026-01-31T12:00:00Z")', '2026-01-31T12:00:00.000Z'],
	['DateTime.fromISO("2026-01-31T12:00:00Z").toMillis()', '2026-01-31T12:00:00.000Z'],
	['DateTime.fromISO("2026-01-31T12:00:00Z").toSeconds()', '2026-01-31T12:00:00.000Z'],
	['"2026-01-31".toDateTime()', '2026-01-31T05:00:00.000Z'],
	['new Date("x")', ''],
	['DateTime.fromISO("2026-02-30")', ''],
	['DateTime.fromISO("2026-02-30").toISO()', ''],
])('an expression may return %s', async (expression, moment) => {
	const parameters = { operation: 'getAll', filters: { createdAfter: `={{ ${expression} }}` } };
	const { error } = await execute(credentialFor(tenant()), parameters);
	const { q } = tenant().requests.at(-1)?.query ?? {};
	expect([error?.message ?? q]).toEqual([
		expect.stringMatching(
			moment === '' ? /^'Created After' is (not a date|empty)/ : RegExp(moment),
		),
	]);
});

it('a number of a sheet deletes nobody who was not meant', async () => {
	tenant().seedUsers([
		{ ...account('jane'), overrides: { last_login: '2025-06-30T12:00:00.000Z' } },
	]);
	const { items } = await execute(
		credentialFor(tenant()),
		{
			operation: 'user:bulkUpdate',
			change: 'delete',
			dryRun: false,
			filters: { lastLoginAfter: '={{ $json.d }}' },
		},
		[{ d: 46023 }],
	);
	expect(items).toEqual([]);
	expect(tenant().users.all()).toHaveLength(1);
});

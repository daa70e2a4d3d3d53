import type { Answer } from './server';

/** Answers with this text. */
export const raw =
	(body: string, type = 'application/json', status = 200, headers = {}): Answer =>
	(response) => {
		response.writeHead(status, { 'content-type': type, ...headers });
		response.end(body);
	};

const json = (body: unknown, status = 200, headers = {}): Answer =>
	raw(JSON.stringify(body), 'application/json', status, headers);

export const nested = (levels: number, open = '{"a":', close = '}') =>
	`${open.repeat(levels)}1${close.repeat(levels)}`;

const LONG = 'x'.repeat(200_000);
const DIGITS = '9'.repeat(400);
const row = (id: string) => ({ id, name: id, user_id: id, log_id: id, created_at: '2026-01-01' });
const page = Array.from({ length: 100 }, (_, i) => row(`auth0|${i}`));

/** Successes that are not what Auth0 documents. */
export const SHAPES: Record<string, Answer> = {
	'an empty object': json({}),
	'an empty list': json([]),
	null: json(null),
	zero: json(0),
	'a number': json(1),
	'a huge number': raw('1e999'),
	'400 digits': raw(DIGITS),
	true: json(true),
	'a text': json('text'),
	'a list of null': json([null]),
	'a list of lists': json([[]]),
	'a list of numbers': json([1]),
	'a list of texts': json(['x']),
	'a list of empty objects': json([{}]),
	'rows that are null': json({ users: null, roles: null, total: 1 }),
	'rows that are an object': json({ users: {}, total: 1 }),
	'rows of null': json({ users: [null], total: 1 }),
	'a total that is text': json({ users: [], total: 'x' }),
	'a huge total': raw('{"users":[],"total":1e999}'),
	'a total without rows': json({ users: [], total: 5 }),
	'a user without an id': json({ email: 'x@example.com', identities: null }),
	'an id that is a number': json({ user_id: 5, id: 5, ticket: 5 }),
	'an id that leads elsewhere': json({ user_id: '../../oauth', id: '..', status: 'pending' }),
	'users whose ids lead elsewhere': json([{ user_id: '..', id: '.', identities: {} }]),
	'an id that is no text in UTF-8': json({ user_id: '\ud800', id: '\ud800', ticket: '\ud800' }),
	'parts that are of another type': json({
		user_id: 'auth0|x',
		id: 'x',
		identities: 5,
		app_metadata: 'x',
		user_metadata: [],
		blocked_for: 5,
		status: {},
	}),
	'a job that never ends': json({ id: 'x', status: 'pending', user_id: 'auth0|x' }),
	'a checkpoint that is a number': json({ rows: [row('a')], next: 5 }),
	'a checkpoint that repeats': json({ rows: [row('a')], next: 'a' }),
	'the same page for ever': json(page),
	'the same users for ever': json({ users: page, total: 10_000, start: 0, limit: 100 }),
	'two lists': json({ a: [], b: [] }),
	'names of Object': raw(
		'{"__proto__":{"x":1},"constructor":5,"toString":1,"user_id":"auth0|x","hasOwnProperty":1}',
	),
	'an object of 100,000 levels': raw(nested(100_000)),
	'a list of 100,000 levels': raw(nested(100_000, '[', ']')),
	'a user of 100,000 levels': raw(`{"user_id":"auth0|x","app_metadata":${nested(100_000)}}`),
	'a long text in place of a name': json({ user_id: LONG, id: LONG, ticket: LONG, status: LONG }),
	nothing: raw(''),
	'a page of HTML': raw('<!doctype html><title>Proxy</title>', 'text/html'),
	'JSON that is cut off': raw('{"user_id":"auth0|x","app_meta'),
	'JSON with a byte order mark': raw('\ufeff{"user_id":"auth0|x"}'),
	'JSON as text': raw('{"user_id":5}', 'text/plain'),
};

/** Refusals that hold anything. */
const REFUSALS: Record<string, Answer> = {
	'400 with a message that is an object': json({ message: { a: 1 }, errorCode: [] }, 400),
	'400 with half a link, again and again': json({ message: '<a'.repeat(100_000) }, 400),
	'400 of 100,000 levels': raw(`{"message":${nested(100_000)}}`, undefined, 400),
	'400 that is HTML': raw(`<html>${LONG}`, 'text/html', 400),
	'401 without words': json({}, 401),
	'403 without permission names': json({ message: 'Insufficient scope' }, 403),
	'404 that is a list': json([], 404),
	'409 without words': json(null, 409),
	'418 with names of Object': raw('{"__proto__":1,"message":"constructor"}', undefined, 418),
	'302 to another host': json({}, 302, { location: 'https://example.invalid/' }),
	'304 without a body': (response) => void response.writeHead(304).end(),
	'503 that is cut off': raw('{"mess', undefined, 503),
};

export const ANSWERS = { ...SHAPES, ...REFUSALS };

/** Answers so to the first requests of a run, and that nothing is there to the others. */
const atFirst =
	(answer: Answer): Answer =>
	(response, received) =>
		(received.index < 3 ? answer : json({}, 404))(response, received);

/** What is told by the headers, by the status alone or by the connection. */
export const TRANSPORT: Record<string, Answer> = {
	'rate headers of 400 digits': json({}, 200, {
		'x-ratelimit-limit': DIGITS,
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': DIGITS,
	}),
	'rate headers that are no numbers': json({}, 200, {
		'x-ratelimit-limit': 'NaN',
		'x-ratelimit-remaining': '-1',
		'x-ratelimit-reset': 'Infinity',
	}),
	'a custom limit of 400 digits': json({}, 200, {
		'auth0-ratelimit': `q=${DIGITS};t=${DIGITS};r=0`,
	}),
	'a date that is none': json({}, 200, { date: 'yesterday' }),
	'429 to wait 400 digits': atFirst(json({}, 429, { 'retry-after': DIGITS })),
	'429 to wait for ever': atFirst(json({}, 429, { 'retry-after': '1e999' })),
	'429 to wait less than nothing': atFirst(json({}, 429, { 'retry-after': '-5' })),
	'429 to wait until a date that is none': atFirst(json({}, 429, { 'retry-after': 'soon' })),
	'503 to wait 400 digits': atFirst(json({}, 503, { 'retry-after': DIGITS })),
	'a status of 999': json({}, 999),
	'a status of 600': json({}, 600),
	'408 without words': json({}, 408),
	'a connection that ends': (response) => void response.destroy(),
	'a connection that ends in the answer': (response) => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
		response.write('{"a":', () => response.destroy());
	},
	'no HTTP': (response) => void response.socket?.end('no HTTP at all\r\n\r\n'),
	'an echo of the headers as refusal': (response, received) => {
		const { headers } = received;
		const body = { message: `Bad ${JSON.stringify(headers)}`, errorCode: headers.authorization };
		json(body, 400)(response, received);
	},
	'an echo of the headers as fault': (response, received) =>
		json({ message: JSON.stringify(received) }, 500)(response, received),
	'an echo of the request as success': (response, received) =>
		json({ user_id: 'auth0|x', echo: received })(response, received),
};

/** Answers to a request for a token. */
export const TOKEN_ANSWERS: Record<string, Answer> = {
	'a token that lives for ever': raw(`{"access_token":"${'t'.repeat(20)}","expires_in":1e999}`),
	'a token that lives for a millisecond': json({ access_token: 't', expires_in: 0.001 }),
	'a token that is an object': json({ access_token: {}, expires_in: 86_400 }),
	'a token with a line break': json({ access_token: 'a\r\nX: y', expires_in: 86_400 }),
	'a list': json([]),
	null: json(null),
	'a page of HTML': raw('<html>', 'text/html'),
	'an object of 100,000 levels': raw(nested(100_000)),
	'an echo of the request': (response, received) =>
		json({ error: 'access_denied', error_description: received.body }, 403)(response, received),
	'a long refusal': json({ error: LONG, error_description: '<a'.repeat(100_000) }, 401),
};

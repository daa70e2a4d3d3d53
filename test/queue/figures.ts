import { isApi, isToken } from '../support/requests';
import type { LoggedRequest } from '../tenant';
import type { Bucket } from '../tenant/rateLimit';
import type { Batch } from './batches';
import { TOKEN_SECONDS, WORKERS } from './settings';

/** What there is to see in a tenant. */
export interface Observed {
	users: { all(): Array<{ email?: string }> };
	requests: LoggedRequest[];
}

/** What came of executions, as the tenant and the person see it. */
export interface Figures {
	name: string;
	executions: number;
	items: number;
	/** Items that put out an error of their own. */
	failed: number;
	/** Items that put out neither their user nor an error. */
	lost: number;
	/** Users who are in the tenant more than once, or in more than one output. */
	twice: number;
	/** Users who are in the tenant, and in no output. */
	inNoOutput: number;
	tokens: number;
	requests: number;
	/** How many of the requests were answered with 429. */
	refused: number;
	/** From the first request to the last, in seconds. */
	seconds: number;
	/** The time that the limit allows so many items in, if there is a limit. */
	allowedSeconds?: number;
	/** What the errors say, each once. */
	errors: string[];
	/** What had to hold, and did not. */
	broken: string[];
}

const emailsOf = (batches: Batch[]) =>
	batches.flatMap(({ items }) => items.flatMap(({ email }) => (email ? [String(email)] : [])));

const repeated = (values: string[]) => values.length - new Set(values).size;

/** Emails of users who are in the tenant, and in no output. */
export function inNoOutput(tenant: Observed, batches: Batch[]): string[] {
	const known = new Set(emailsOf(batches));
	return tenant.users.all().flatMap(({ email = '' }) => (known.has(email) ? [] : [email]));
}

/** How long so many requests take at least. */
const secondsAllowed = (requests: number, { burst, perSecond }: Bucket) =>
	Math.max(0, requests - burst) / perSecond;

function secondsOf(requests: LoggedRequest[]): number {
	const times = requests.map(({ at }) => at);
	return times.length === 0 ? 0 : (Math.max(...times) - Math.min(...times)) / 1000;
}

/**
 * @param limit of the tenant, for requests of one kind: one an item
 */
export function figuresOf(
	name: string,
	tenant: Observed,
	batches: Batch[],
	limit?: Bucket,
): Figures {
	const api = tenant.requests.filter(isApi);
	const items = batches.flatMap(({ rows }) => rows).length;
	const errors = batches.flatMap((batch) => batch.items.flatMap(({ error }) => error ?? []));
	const failed = errors.length;
	const found = batches.map(({ rows, items: out }) => {
		const emails = new Set(out.map(({ email }) => email));
		return rows.filter(({ email }) => emails.has(email)).length;
	});
	const inTenant = tenant.users.all().map(({ email = '' }) => email);
	return {
		name,
		executions: batches.length,
		items,
		failed,
		lost: items - failed - found.reduce((sum, count) => sum + count, 0),
		twice: Math.max(repeated(inTenant), repeated(emailsOf(batches))),
		inNoOutput: inNoOutput(tenant, batches).length,
		tokens: tenant.requests.filter(isToken).length,
		requests: api.length,
		refused: api.filter(({ status }) => status === 429).length,
		seconds: secondsOf(api),
		...(limit && { allowedSeconds: secondsAllowed(items, limit) }),
		errors: [...new Set(errors.map((error) => JSON.stringify(error)))],
		broken: [],
	};
}

/** The rules that do not hold: each in words, and whether it holds. */
export const broken = (rules: Record<string, boolean>): string[] =>
	Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));

/** Notes what does not hold. */
export const check = (figures: Figures, rules: Record<string, boolean>): Figures => ({
	...figures,
	broken: [...figures.broken, ...broken(rules)],
});

/** What holds as long as no process dies: nothing is lost, nothing fails, nothing is there twice. */
export const checkWhole = (figures: Figures): Figures =>
	check(figures, {
		'no item is lost': figures.lost === 0,
		[['no item fails', ...figures.errors].join('\n  ')]: figures.failed === 0,
		'no user is there twice': figures.twice === 0,
	});

const checkAtMost = (most: number, figures: Figures): Figures =>
	check(figures, { [`at most ${most} tokens are bought`]: figures.tokens <= most });

/**
 * Each process that executes workflows buys at most one token.
 *
 * @param times how often, when the credential changes in between
 */
export const checkTokens = (figures: Figures, times = 1): Figures =>
	checkAtMost(WORKERS * times, figures);

/** The first token, and one for each renewal: of a token that lives shortly, at half its life. */
export const checkRenewals = (figures: Figures): Figures =>
	checkTokens(figures, 1 + Math.ceil(figures.seconds / (TOKEN_SECONDS / 2)));

import type { Management } from 'auth0';

import { aText, anId, listOf, optional, partOf, record, type Reader } from '../transport/answers';
import { path } from '../transport/path';
import type { RefusalRule } from '../transport/refusal';
import type { ApiRequest, Subject } from '../transport/request';

const aSwitch: Reader<boolean> = (value) => value === true;

/** A log stream of any type, as far as the nodes rely on it. Its sink can hold secrets in clear. */
const logStream = partOf<Management.LogStreamHttpResponseSchema>()({
	id: anId,
	name: optional(aText),
	status: optional(aText),
	filters: optional(listOf(record)),
	isPriority: optional(aSwitch),
	sink: optional(record),
});

/** A log stream, as far as the nodes rely on it. */
export type LogStream = ReturnType<typeof logStream>;

/** What a log stream is to be. */
export interface LogStreamSettings {
	name: string;
	url: string;
	token: string;
	/** The categories of log events that it delivers: all of them, where there is none. */
	categories: LogCategory[];
	/** Whether it delivers the security alerts, and nothing else. Auth0 counts these streams by themselves. */
	isPriority: boolean;
}

/** The categories of log events, in words, by the names that Auth0’s filters have. */
export const LOG_CATEGORIES = {
	'auth.login.success': 'Login: success',
	'auth.login.fail': 'Login: failure',
	'auth.login.notification': 'Login: notification',
	'auth.signup.success': 'Signup: success',
	'auth.signup.fail': 'Signup: failure',
	'auth.logout.success': 'Logout: success',
	'auth.logout.fail': 'Logout: failure',
	'auth.silent_auth.success': 'Silent authentication: success',
	'auth.silent_auth.fail': 'Silent authentication: failure',
	'auth.token_exchange.success': 'Token exchange: success',
	'auth.token_exchange.fail': 'Token exchange: failure',
	'user.success': 'User behavior: success',
	'user.fail': 'User behavior: failure',
	'user.notification': 'User behavior: notification',
	'management.success': 'Management API: success',
	'management.fail': 'Management API: failure',
	'system.notification': 'System: notification',
	'scim.event': 'SCIM event',
	actions: 'Actions',
	other: 'Other',
} as const satisfies Record<Management.LogStreamFilterGroupNameEnum, string>;

/** The name of a category of log events. */
export type LogCategory = keyof typeof LOG_CATEGORIES;

/** Whether it is the name of a category of log events. */
export const isLogCategory = (name: unknown): name is LogCategory =>
	typeof name === 'string' && Object.hasOwn(LOG_CATEGORIES, name);

const streamSubject = (id: string): Subject => ({
	name: `Log stream “${id}”`,
	whenMissing: 'It may have been deleted in the meantime.',
});

/** A stream that has no ID yet. */
const LOG_STREAM: Subject = {
	name: 'The log stream',
	whenBeyondPlan: "Choose New Log Events by Polling in 'Listen To', which needs no log stream.",
};

/** @param isPriority whether the stream is one of those that do not count */
const tooMany = (isPriority: boolean): RefusalRule => ({
	status: 409,
	message: 'The plan of this Auth0 tenant allows no further log stream.',
	description: `Delete one that is no longer used in Auth0 Dashboard → Monitoring → Streams, or choose another option in 'Listen To': New Log Events by Polling, which needs none${isPriority ? '' : ', or Security Alerts, which do not count towards the limit'}.`,
});

/**
 * Lists the log streams of the tenant, those of other applications among them.
 *
 * @see https://auth0.com/docs/api/management/v2/log-streams/get-log-streams
 */
export const listLogStreams = (): ApiRequest<LogStream[]> => ({
	method: 'GET',
	path: '/log-streams',
	subject: LOG_STREAM,
	answers: listOf(logStream),
});

/**
 * Creates a log stream that delivers to a webhook, in batches as JSON.
 *
 * @param since an ISO 8601 time: also what happened from then on
 * @see https://auth0.com/docs/api/management/v2/log-streams/post-log-streams
 */
export const createLogStream = (
	settings: LogStreamSettings,
	since?: string,
): ApiRequest<LogStream> => {
	const body: Management.CreateLogStreamHttpRequestBody = {
		type: 'http',
		...bodyOf(settings),
		...(since !== undefined && { startFrom: since }),
	};
	return {
		method: 'POST',
		path: '/log-streams',
		body,
		subject: LOG_STREAM,
		errors: [tooMany(settings.isPriority)],
		answers: logStream,
	};
};

/**
 * Makes a log stream what it is to be, and lets it deliver.
 *
 * @see https://auth0.com/docs/api/management/v2/log-streams/patch-log-streams-by-id
 */
export const updateLogStream = (id: string, settings: LogStreamSettings): ApiRequest<LogStream> => {
	const body: Management.UpdateLogStreamRequestContent = {
		...bodyOf(settings),
		status: 'active',
	};
	return {
		method: 'PATCH',
		path: path`/log-streams/${id}`,
		body,
		subject: streamSubject(id),
		answers: logStream,
	};
};

/**
 * Deletes a log stream.
 *
 * @see https://auth0.com/docs/api/management/v2/log-streams/delete-log-streams-by-id
 */
export const deleteLogStream = (id: string): ApiRequest<void> => ({
	method: 'DELETE',
	path: path`/log-streams/${id}`,
	subject: streamSubject(id),
	answers: () => undefined,
	answersText: () => undefined,
});

const bodyOf = ({ name, url, token, categories, isPriority }: LogStreamSettings) => ({
	name,
	isPriority,
	sink: {
		httpEndpoint: url,
		httpAuthorization: `Bearer ${token}`,
		httpContentType: 'application/json',
		httpContentFormat: 'JSONARRAY' as const,
	},
	// Auth0 sets those of security alerts itself.
	...(!isPriority && {
		filters: categories.map((category) => ({ type: 'category' as const, name: category })),
	}),
});

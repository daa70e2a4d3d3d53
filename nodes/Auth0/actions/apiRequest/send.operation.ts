import type { IDataObject } from 'n8n-workflow';

import { CUSTOM_DOMAIN_HEADER_MISSING } from '../../api/customDomains';
import { LOG_CHECKPOINTS } from '../../api/logs';
import { fields, method } from '../../fields/apiRequest/fields';
import { paging, takePosition } from '../../fields/apiRequest/paging';
import { readBody, readHeaders, readPath, readQuery } from '../../fields/apiRequest/requestParts';
import { readLimit } from '../../fields/listFields';
import type { Parameters } from '../../fields/parameters';
import { isMarkup, isRecord, type Reader, UnexpectedAnswer } from '../../transport/answers';
import type { ListProblems, ListRequest } from '../../transport/page';
import { readList } from '../../transport/paging';
import type { RefusalRule } from '../../transport/refusal';
import type { ApiRequest } from '../../transport/request';
import type { Item } from '../item';
import { insteadOfLink, notForTools } from '../links';
import type { Operation } from '../operation';
import { pathKeys } from './pathKeys';

/** Whatever Auth0 answers, as items: it answers many a change with {}. */
const toItems: Reader<IDataObject[]> = (body) => {
	if (Array.isArray(body)) return body.map((entry) => toItem(entry));
	if (isRecord(body) && Object.keys(body).length === 0) return success();
	return [toItem(body)];
};

/** An answer that is not JSON: nothing, or text, but no page of a proxy. */
const textToItems: Reader<IDataObject[]> = (text) => {
	if (isMarkup(text)) throw new UnexpectedAnswer('The response is HTML.');
	return text === '' ? success() : [toItem(text)];
};

const success = () => [{ success: true }];

/** An item is an object: what is none, such as the number of GET /stats/active-users, becomes its value. */
const toItem: Reader<IDataObject> = (value) => {
	if (isRecord(value)) return value;
	const isJson =
		typeof value === 'string' ||
		typeof value === 'number' ||
		typeof value === 'boolean' ||
		typeof value === 'object';
	return { value: isJson ? value : null };
};

interface Input {
	request: ApiRequest<IDataObject[]>;
	/** The request as that of a list, where the person wants its pages. */
	list?: ListRequest<IDataObject>;
	limit: number;
}

function read(item: Item): Input {
	const { query, ...typed } = readRequest(item);
	const kind = typed.method === 'GET' ? paging.read(item) : 'none';
	if (kind === 'none') {
		return { request: { ...typed, query: Object.fromEntries(query) }, limit: Infinity };
	}
	const position = takePosition(kind, typed.path, query);
	const request = { ...typed, query: Object.fromEntries(query) };
	const isCheckpoint = kind === 'checkpoint';
	return {
		request,
		list: {
			...request,
			...(request.path === '/logs' && LOG_CHECKPOINTS),
			...position,
			isCheckpoint,
			errors: [TOO_MANY_PAGES, ...(request.errors ?? [])],
			row: toItem,
			problems: PROBLEMS,
		},
		limit: readLimit(item),
	};
}

/** Many lists end there, if they are read by page numbers. */
const TOO_MANY_PAGES: RefusalRule = {
	status: 400,
	pattern: /invalid_paging|first 1,?000 /i,
	message: 'Auth0 returns only the first 1,000 entries of this list by page number.',
	description:
		"If the endpoint also has from and take, as /logs does, set 'Paging' to Checkpoint. Otherwise turn off 'Return All', and enter 1000 or less in 'Limit'.",
};

/** How a list is read is for the person to choose here. */
const PROBLEMS: ListProblems = {
	isRepeated: {
		description: "Check that 'Paging' matches the documentation of the endpoint.",
	},
	isShort: {
		description: "If this keeps happening, remove include_totals from 'Query Parameters'.",
	},
	isNoList: {
		description: "If the endpoint does not return a list, set 'Paging' to None.",
	},
	hasNoCheckpoint: {
		description:
			"If you select fields in 'Query Parameters', include the ID (log_id for logs). Otherwise set 'Paging' to Page Numbers or None, depending on the documentation of the endpoint.",
	},
};

interface TypedRequest extends Omit<ApiRequest<IDataObject[]>, 'query'> {
	query: Map<string, string[]>;
}

/** @throws InputError for a request whose answer is nothing but a link, where a model would read it */
function refuseLinks(path: string): void {
	if (!/^\/+tickets(\/|$)/i.test(path)) return;
	throw notForTools(
		`“${path}”`,
		insteadOfLink('Send Password Reset Email or Send Verification Email'),
	);
}

function readRequest(parameters: Parameters): TypedRequest {
	const chosen = method.read(parameters);
	const path = readPath(parameters);
	if (parameters.isTool) refuseLinks(path);
	const query = readQuery(parameters);
	const body = chosen === 'GET' ? undefined : readBody(parameters);
	return {
		method: chosen,
		path,
		query,
		queryField: 'Query Parameters',
		headers: readHeaders(parameters),
		...(body && { body, bodyField: 'Body' }),
		errors: [CUSTOM_DOMAIN_HEADER_MISSING, ...notFound(path)],
		answers: toItems,
		answersText: textToItems,
		subject: {
			whenRefused: whereToLook(query.size > 0 && "'Query Parameters'", body && "'Body'"),
		},
	};
}

const whereToLook = (...typed: Array<string | false | undefined>) =>
	`Check ${["'Path'", ...typed].filter(Boolean).join(' and ')}.`;

/** What is said of a path that Auth0 does not know, and of an ID in it: it answers the same. */
function notFound(path: string): RefusalRule[] {
	const nothing = `Auth0 found nothing at ${path}.`;
	const description = "Check 'Path' and the IDs in it.";
	return [
		{ errorCode: 'invalid_uri', message: nothing, description },
		{
			status: 404,
			message: ({ message }) => (SAYS_NOTHING.test(message) ? nothing : message),
			description,
		},
	];
}

/** An answer with status 404 can also say that something is not possible. */
const SAYS_NOTHING = /^$|not found|not exist|\bno \w+ found/i;

/** Any operation of the Management API. */
export const send: Operation<Input> = {
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send API request',
		description: 'Send any request of the Management API, with paging and retries',
	},
	permissions: { needs: 'endpoint' },
	fields,
	read,
	key: ({ request: { method, path, body } }) => pathKeys(method, path, body),
	async execute({ request, list, limit }, { management }) {
		return list ? await readList(management, list, limit) : await management.request(request);
	},
};

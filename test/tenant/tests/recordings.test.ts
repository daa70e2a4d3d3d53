import { contract } from '../../support/contract';
import { keysOf, recordings, RECORDINGS_FILE, type Recording } from '../../support/recordings';
import { arrange } from '../../support/recordedTenant';
import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call, send } = callerOf(tenant);

const API = '/api/v2';

/** Exchanges about what the stand-in leaves out, and why it may. */
const LEFT_OUT: Array<[why: string, is: (recording: Recording) => boolean]> = [
	[
		'the node asks for tokens with client credentials only',
		({ template }) => template === '/oauth/token',
	],
	[
		'an answer without a word, of a recorder that left it out',
		({ status, response }) => status === 404 && keysOf(response).length === 0,
	],
	[
		'the stand-in has one domain',
		({ response }) => Object(response).errorCode === 'custom_domain_conflict',
	],
	[
		'the node creates roles of the tenant only, as the contract has them',
		({ method, template, request }) =>
			method === 'POST' && template === '/api/v2/roles' && Object(request).type === 'organization',
	],
	[
		'no list of the node shows clients of a query',
		({ template, query }) => template === '/api/v2/clients' && /(^|&)q=/.test(query),
	],
	[
		'a refusal in which a recorder wrote what it hides of clients',
		({ status, response }) => status >= 400 && keysOf(response).includes('signing_keys'),
	],
	[
		'the contract does not have the property',
		({ method, template, request }) =>
			method !== 'GET' &&
			template.startsWith('/api/v2/organizations') &&
			['is_app_entitlement_active', 'third_party_client_access'].some(
				(name) => name in Object(request),
			),
	],
];

/** Keys that an answer of the stand-in lacks, and why it may. */
const LACKING: Array<[why: string, method: string, template: string, keys: RegExp]> = [
	['only an empty text, which the recorder added', 'GET', '/api/v2/clients', /^(next|length)$/],
	[
		'what a recorder hides, and writes also where it was not asked for',
		'GET',
		'/api/v2/clients/{id}',
		/^(signing_keys|client_secret)/,
	],
];

const isLeftOut = (recording: Recording) => LEFT_OUT.some(([, is]) => is(recording));

/** Keys that the stand-in has beyond what was recorded, and why it may. */
const BEYOND: typeof LACKING = [
	[
		'the one API that was recorded has no permissions, which those here have',
		'GET',
		'/api/v2/resource-servers/{id}',
		/^(is_system|scopes)$/,
	],
	...['/api/v2/clients', '/api/v2/clients/{id}'].map((template): (typeof LACKING)[number] => [
		'some recorders left them out, others have them',
		'GET',
		template,
		/^(clients\[\]\.)?(tenant|global)$/,
	]),
	['older recordings of some sinks lack it', 'POST', '/api/v2/log-streams', /^isPriority$/],
	['one recording has no type, the others do', 'POST', '/api/v2/roles', /^type$/],
	[
		'older recordings lack it',
		'POST',
		'/api/v2/organizations',
		/^(third_party_client_access|is_app_entitlement_active)$/,
	],
	...['GET', 'PATCH'].map((method): (typeof LACKING)[number] => [
		'older recordings of some sinks lack it',
		method,
		'/api/v2/log-streams/{id}',
		/^isPriority$/,
	]),
	[
		'one recording has no total, the other does',
		'GET',
		'/api/v2/users/{id}/authentication-methods',
		/^total$/,
	],
];

const isIn = (exceptions: typeof LACKING, { method, template }: Recording, key: string) =>
	exceptions.some(
		([, ofMethod, of, keys]) => ofMethod === method && of === template && keys.test(key),
	);

/** Without parameters that no contract declares: Auth0 ignores them, the stand-in refuses them. */
const queryOf = ({ method, path, query }: Recording) =>
	Object.fromEntries(
		[...new URLSearchParams(query)].filter(
			([name, value]) =>
				!contract
					?.violations({ method, path, query: { [name]: value }, headers: {}, at: 0 })
					.some((violation) => violation.includes(`${name} is not declared`)),
		),
	);

/** What differs in the answer of the stand-in, in words; undefined when it has no such endpoint. */
async function differencesOf(recording: Recording): Promise<string[] | undefined> {
	const { method, source, template } = recording;
	const {
		path,
		query,
		body,
		headers: given,
	} = {
		path: recording.path,
		query: queryOf(recording),
		body: method === 'GET' ? undefined : recording.request,
		headers: undefined,
		...(await arrange(tenant(), recording, call)),
	};
	const { status, data, headers } = path.startsWith(API)
		? await call(method, path.slice(API.length), { query, body, headers: given })
		: await send(method, path, { body });
	if (status === 404 && Object(data).message === 'Not Found') return undefined;
	const [recorded, keys] = [keysOf(recording.response), keysOf(data)];
	const missing = recorded.filter((key) => !keys.includes(key) && !isIn(LACKING, recording, key));
	const beyond = keys.filter((key) => !recorded.includes(key) && !isIn(BEYOND, recording, key));
	const typeOf = (contentType: unknown) => String(contentType).split(';')[0];
	const isTyped = recording.content_type && recording.response !== null;
	return [
		...(status === recording.status ? [] : [`answers ${status} ${JSON.stringify(data)}`]),
		...(missing.length === 0 ? [] : [`lacks ${missing.join(', ')}`]),
		...(beyond.length === 0 ? [] : [`has ${beyond.join(', ')}`]),
		...(!isTyped || typeOf(headers['content-type']) === typeOf(recording.content_type)
			? []
			: [`is ${headers['content-type']}`]),
	].map((difference) => `${method} ${template} (${recording.status}, ${source}): ${difference}`);
}

const resourceOf = ({ template }: Recording) => template.replace(API, '').split('/')[1] ?? template;
const RESOURCES = [...new Set(recordings.map(resourceOf))].sort();

if (recordings.length === 0) {
	it(`is held against no recordings: they are not at ${RECORDINGS_FILE}`, () => {
		expect(recordings).toEqual([]);
	});
} else {
	let held = 0;
	it.each(RESOURCES)('The tenant answers about %s as Auth0 was recorded to', async (resource) => {
		const differences: string[] = [];
		for (const recording of recordings) {
			if (resourceOf(recording) !== resource || isLeftOut(recording)) continue;
			tenant().reset();
			const found = await differencesOf(recording);
			if (found) held++;
			differences.push(...(found ?? []));
		}
		expect(differences).toEqual([]);
	});

	it('is held against the recordings of all endpoints that the node needs', () => {
		expect(held).toBeGreaterThan(90);
	});
}

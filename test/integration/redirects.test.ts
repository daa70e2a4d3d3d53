import type { IExecuteFunctions, IHttpRequestOptions, PaginationOptions } from 'n8n-workflow';

import { account } from '../support/accounts';
import { execute } from '../support/engine';
import { CREDENTIAL, nodeThatSends } from '../support/otherNode';
import { useStandIn, useTrust } from '../support/standIn';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();
const foreign = useStandIn();
useTrust(foreign);

const user = { ...account('jane') };

// As the HTTP Request node sets them when it is told to follow redirects.
const followed = { followRedirect: true, followAllRedirects: true, maxRedirects: 21 };

const onePage: PaginationOptions = {
	continue: false,
	request: {},
	requestInterval: 0,
	binaryResult: false,
};

type LegacyOptions = Parameters<IExecuteFunctions['helpers']['requestWithAuthentication']>[1];
type Send = (url: string) => (node: IExecuteFunctions) => Promise<unknown>;

const legacy =
	(options: LegacyOptions): Send =>
	(uri) =>
	async (node) =>
		await node.helpers.requestWithAuthentication.call(node, CREDENTIAL, { uri, ...options });

const modern =
	(options: Partial<IHttpRequestOptions>): Send =>
	(url) =>
	async (node) =>
		await node.helpers.httpRequestWithAuthentication.call(node, CREDENTIAL, { url, ...options });

const WAYS: Array<[string, Send]> = [
	['httpRequestWithAuthentication', modern({})],
	['httpRequestWithAuthentication, told to follow', modern({ maxRedirects: 21 })],
	['httpRequestWithAuthentication, POST', modern({ method: 'POST', body: user })],
	['requestWithAuthentication', legacy({})],
	['requestWithAuthentication, told to follow', legacy(followed)],
	['requestWithAuthentication, POST', legacy({ ...followed, method: 'POST', body: user })],
	['requestWithAuthentication, a stream', legacy({ ...followed, useStream: true, encoding: null })],
	[
		'requestWithAuthenticationPaginated',
		(uri) => async (node) =>
			await node.helpers.requestWithAuthenticationPaginated.call(
				node,
				{ uri, ...followed },
				0,
				onePage,
				CREDENTIAL,
			),
	],
];

const redirect = (location: string, status = 302) =>
	tenant().inject({ path: /^\/api/, times: 10, status, headers: { location } });

const sent = (send: Send) =>
	execute(credentialFor(tenant()), {}, [{}], {
		nodeType: nodeThatSends(send(`${tenant().url}/api/v2/users`)),
	});

describe.each(WAYS)('a redirect of the tenant, sent by %s', (_way, send) => {
	it.each([302, 307])('leads nowhere else (status %i)', async (status) => {
		redirect(`${foreign().url}/api/v2/users`, status);
		await sent(send);
		expect(tenant().requests.some(({ headers }) => headers.authorization)).toBe(true);
		expect(foreign().requests.map(({ headers }) => headers.authorization)).toEqual([]);
	});

	it('leads nowhere within the tenant either', async () => {
		redirect('/elsewhere');
		await sent(send);
		expect(tenant().requests.map(({ path }) => path)).not.toContain('/elsewhere');
	});
});

it('no page of a list is read from another host', async () => {
	const pages: PaginationOptions = {
		...onePage,
		continue: '={{ $pageCount < 2 }}',
		request: { url: `={{ $pageCount === 0 ? $request.url : "${foreign().url}/api/v2/users" }}` },
	};
	const uri = `${tenant().url}/api/v2/users`;
	const { error } = await execute(credentialFor(tenant()), {}, [{}], {
		nodeType: nodeThatSends(
			async (node) =>
				await node.helpers.requestWithAuthenticationPaginated.call(
					node,
					{ uri, url: uri, ...followed },
					0,
					pages,
					CREDENTIAL,
				),
		),
	});
	expect(error?.message).toContain(`This credential only works for ${tenant().url},`);
	expect(foreign().requests).toEqual([]);
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the stand-in is tried with a client of its own */
import { Agent } from 'https';
import axios, { type AxiosResponse } from 'axios';

import {
	startTenant,
	trustCertificate,
	type ClientName,
	type Tenant,
	type TenantOptions,
} from '../tenant';
import { keysOfTheRun } from './keysOfTheRun';
import { keepConnections } from './openConnections';

/**
 * A tenant for the tests of one file: started before them, emptied before each, stopped after
 * them.
 *
 * @returns a function that gives the tenant, inside a test
 */
export function useStandIn(options?: TenantOptions): () => Tenant {
	let tenant: Tenant;
	beforeAll(async () => {
		tenant = await startTenant({ keys: keysOfTheRun(), ...options });
	});
	beforeEach(() => tenant.reset());
	afterAll(async () => await tenant.stop());
	return () => tenant;
}

/** During the tests of one file, every client in this process trusts the tenant, and stays connected. */
export function useTrust(tenant: () => Tenant): void {
	let distrust: () => void;
	let disconnect: () => void;
	beforeAll(() => {
		distrust = trustCertificate(tenant().ca);
		disconnect = keepConnections(Number(new URL(tenant().url).port));
	});
	afterAll(() => {
		disconnect();
		distrust();
	});
}

interface CallOptions {
	body?: unknown;
	query?: Record<string, unknown>;
	headers?: Record<string, string>;
	/** Whose token goes with the request. Default `full`. */
	client?: ClientName;
	/** A token that goes with the request, instead of a new one. */
	token?: string;
}

/** What the token endpoint answers, or refuses with. */
export interface TokenAnswer {
	access_token: string;
	scope: string;
	expires_in: number;
	token_type: string;
	error?: string;
	error_description?: string;
}

/** Plain HTTPS requests to the tenant, which give every answer back as it came. */
export function callerOf(tenant: () => Tenant) {
	let agent: Agent | undefined;

	const send = async <T>(
		method: string,
		path: string,
		{ body, query, headers }: CallOptions = {},
	): Promise<AxiosResponse<T>> => {
		agent ??= new Agent({ ca: tenant().ca, keepAlive: true });
		return await axios.request<T>({
			method,
			url: `${tenant().url}${path}`,
			data: body,
			params: query,
			headers,
			httpsAgent: agent,
			validateStatus: () => true,
		});
	};

	/** Asks for a token, as the client with `changes` to what it would have sent. */
	const requestToken = async (client: ClientName = 'full', changes: object = {}) => {
		const { clientId, clientSecret } = tenant().clients[client];
		const body = {
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
			audience: tenant().audience,
			...changes,
		};
		return await send<TokenAnswer>('POST', '/oauth/token', { body });
	};

	const tokenOf = async (client?: ClientName) => (await requestToken(client)).data.access_token;

	/** A request of the Management API. */
	const call = async <T = unknown>(method: string, path: string, options: CallOptions = {}) => {
		const token = options.token ?? (await tokenOf(options.client));
		const headers = { authorization: `Bearer ${token}`, ...options.headers };
		return await send<T>(method, `/api/v2${path}`, { ...options, headers });
	};

	return { send, requestToken, tokenOf, call };
}

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The person whom an n8n of this repository belongs to. */
export interface Owner {
	email: string;
	password: string;
}

interface Answer<T> {
	data: T;
	message?: string;
}

function readOwner(userFolder: string): Owner {
	const file = join(userFolder, 'owner.json');
	if (!existsSync(file)) {
		const password = `A1${randomBytes(12).toString('hex')}`;
		const owner: Owner = { email: 'owner@example.com', password };
		writeFileSync(file, JSON.stringify(owner), { mode: 0o600 });
	}
	return JSON.parse(readFileSync(file, 'utf8'));
}

/** Talks to an n8n as its editor does, signed in as the owner. */
export class Session {
	private constructor(
		private readonly url: string,
		readonly owner: Owner,
		/** The signed-in cookie, as `name=value`. */
		readonly cookie: string,
	) {}

	/**
	 * Signs in as the owner, whom it sets up first in a new n8n.
	 * @throws when n8n does not accept the owner of this folder
	 */
	static async open(url: string, userFolder: string): Promise<Session> {
		const owner = readOwner(userFolder);
		const person = { firstName: 'Demo', lastName: 'Owner', ...owner };
		const credentials = { emailOrLdapLoginId: owner.email, password: owner.password };
		const setUp = await post(`${url}/rest/owner/setup`, person);
		const signedIn = setUp.ok ? setUp : await post(`${url}/rest/login`, credentials);
		if (!signedIn.ok)
			throw new Error(`n8n refused the sign-in of its owner: ${await signedIn.text()}`);
		const cookie = signedIn.headers.getSetCookie().find((text) => text.startsWith('n8n-auth='));
		return new Session(url, owner, cookie?.split(';')[0] ?? '');
	}

	/**
	 * Sends a request to n8n's internal API.
	 *
	 * @param path without `/rest`
	 * @returns the `data` of the answer
	 * @throws when n8n answers with an error
	 */
	async request<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: object,
	): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			...(body && { body: JSON.stringify(body) }),
		});
		const answer: Answer<T> = JSON.parse(await response.text());
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.message}`);
		return answer.data;
	}

	/**
	 * Reads a file that n8n gives to signed-in people, like `/types/nodes.json`.
	 * @throws when there is none
	 */
	async file<T>(path: string): Promise<T> {
		const response = await fetch(`${this.url}${path}`, { headers: { cookie: this.cookie } });
		if (!response.ok) throw new Error(`${path}: ${response.status}`);
		return JSON.parse(await response.text());
	}
}

async function post(url: string, body: object): Promise<Response> {
	const headers = { 'content-type': 'application/json' };
	return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

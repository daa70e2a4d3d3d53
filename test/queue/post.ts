/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import { request } from 'node:http';

/** What a webhook answered. */
export interface Answer {
	status: number;
	text: string;
}

/** Sends JSON, and waits for the answer as long as it takes, which `fetch` does not. */
export async function post(url: string, body: object): Promise<Answer> {
	const headers = { 'content-type': 'application/json' };
	return await new Promise((resolve, reject) => {
		const sent = request(url, { method: 'POST', headers }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
			response.once('error', reject);
		});
		sent.once('error', reject);
		sent.end(JSON.stringify(body));
	});
}

import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { editor } from '../support/engine';
import { useNoBackoff } from '../support/waits';
import { ANSWERS } from './answers';
import { credentialOf, expectWords, useLog } from './attack';
import { MAX_REQUESTS, useHostileServer } from './server';

const server = useHostileServer();
useLog();
useNoBackoff();

const { listSearch } = new Auth0().methods;

const SHOWN = new Map([
	['userId', 'auth0|x'],
	['organization', 'org_x'],
	['api', 'https://api.example.com/'],
]);

/** The editor, in which the other fields of the node hold something. */
function editorOf(credential: ReturnType<typeof credentialOf>): ILoadOptionsFunctions {
	const functions = editor(credential);
	functions.getCurrentNodeParameter = (name) => SHOWN.get(name);
	return functions;
}

describe.each(Object.entries(listSearch))('%s', (_name, search) => {
	it.each(Object.entries(ANSWERS))('answered with %s', async (_what, answer) => {
		server().answer = answer;
		for (const filter of [undefined, 'some text']) {
			server().received = [];
			try {
				const { results } = await search.call(editorOf(credentialOf(server())), filter);
				for (const { name } of results) expect(typeof name).toBe('string');
			} catch (error) {
				expectWords(error);
			}
			expect(server().received).not.toEqual([]);
			expect(server().received.length).toBeLessThanOrEqual(MAX_REQUESTS);
		}
	});
});

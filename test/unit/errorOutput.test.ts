import type { INode } from 'n8n-workflow';

import { outputItem } from '../../nodes/Auth0/actions/errorOutput';

const node = (onError: INode['onError']): INode => ({
	id: 'auth0',
	name: 'Auth0',
	type: 'n8n-nodes-auth0.auth0',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	onError,
});

const FAILED = { error: 'User “a” does not exist.', details: { statusCode: 404 } };

describe('an output', () => {
	it('of an item that failed is an error to n8n 1, too, and stays whole in the copy that it returns', () => {
		const output = outputItem(FAILED, node('continueErrorOutput'), 3);

		expect(output.error?.message).toBe(FAILED.error);
		expect({ ...output }).toEqual({ json: FAILED, pairedItem: { item: 3 } });
		expect({ ...output }.error).toBeUndefined();
	});

	it('stays whole where errors go on with the others', () => {
		expect(outputItem(FAILED, node('continueRegularOutput'), 0).error).toBeUndefined();
	});

	it.each([{ user_id: 'auth0|a' }, { user_id: 'auth0|a', error: 'a property of that name' }, {}])(
		'%j is no error',
		(json) => {
			expect(outputItem(json, node('continueErrorOutput'), 0).error).toBeUndefined();
		},
	);
});

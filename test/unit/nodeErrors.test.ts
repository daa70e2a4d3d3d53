import type { INode } from 'n8n-workflow';
import { ExpressionError, NodeApiError, NodeOperationError } from 'n8n-workflow';

import {
	alsoSay,
	faultBehind,
	nodeErrorOf,
	errorTextOf,
} from '../../nodes/Auth0/transport/nodeErrors';
import { InputError } from '../../nodes/Auth0/transport/inputError';

const node: INode = {
	id: '1',
	name: 'Auth0',
	type: 'n8n-nodes-auth0.auth0',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const input = () => new InputError("'Email' is empty.", 'Enter one.');
const refused = () => new NodeApiError(node, { message: 'No.' }, { description: 'Ask.' });
const fault = new TypeError('x is undefined');

it.each([
	['input', input, "'Email' is empty.", 'Enter one.'],
	['a refusal', refused, 'No.', 'Ask.'],
	['an expression', () => new ExpressionError('No data'), 'No data', /Check the expressions/],
	['a fault', () => fault, 'The node could not process this item.', /Report it/],
	['nothing', () => undefined, 'The node could not process this item.', /Report it/],
])('says of %s what happened and what to do', (_what, caught, message, description) => {
	expect(errorTextOf(caught())).toMatchObject({
		message,
		description: expect.stringMatching(description),
	});
	const error = nodeErrorOf(node, caught());
	expect(error).toMatchObject({ message, description: expect.stringMatching(description) });
});

it('makes an error of the node of input, and leaves one as it is', () => {
	expect(nodeErrorOf(node, input())).toBeInstanceOf(NodeOperationError);
	const error = refused();
	expect(nodeErrorOf(node, error)).toBe(error);
});

it.each([
	['input', input, 'Enter one. The user was created.'],
	['a refusal', refused, 'Ask. The user was created.'],
	['a fault', () => fault, /Report it, .* The user was created\.$/],
])('adds to %s what was done before', (_what, caught, description) => {
	const error = alsoSay(caught(), 'The user was created.');
	expect(errorTextOf(error).description).toEqual(expect.stringMatching(description));
});

it('keeps a fault for the log, also behind what was said about it', () => {
	expect(faultBehind(fault)).toBe(fault);
	expect(faultBehind(alsoSay(fault, 'The user was created.'))).toBe(fault);
	expect(faultBehind(input())).toBeUndefined();
	expect(faultBehind(refused())).toBeUndefined();
});

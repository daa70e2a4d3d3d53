import { codeOf } from '../../nodes/Auth0/transport/network';

it.each([
	['of the error itself', { code: 'ECONNREFUSED' }],
	['of a cause, as n8n 2.x keeps it', { cause: { cause: { code: 'ECONNREFUSED' } } }],
	['that n8n 1.x keeps without the cause', { cause: undefined, httpCode: 'ECONNREFUSED' }],
])('finds the code %s', (_where, error) => {
	expect(codeOf(error)).toBe('ECONNREFUSED');
});

it.each([undefined, null, 'text', {}, { code: 5 }, { httpCode: null }])(
	'finds none in %j',
	(error) => {
		expect(codeOf(error)).toBe('');
	},
);

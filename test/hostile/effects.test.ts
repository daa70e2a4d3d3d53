import { execute } from '../support/engine';
import { SHAPES } from './answers';
import { credentialOf } from './attack';
import { operations } from './operations';
import { useHostileServer } from './server';

const server = useHostileServer();
const [, parameters = {}] = operations.find(([name]) => name === 'access:revokeSessions') ?? [];

it.each(Object.entries(SHAPES))(
	'a change that needs no answer has succeeded, once, with %s',
	async (_what, answer) => {
		server().answer = answer;
		const { items, error } = await execute(credentialOf(server()), parameters);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([{ user_id: 'auth0|x', sessions: 'revoked' }]);
		expect(server().received).toHaveLength(1);
	},
);

import { useFastClock } from '../support/fastClock';
import { TOKEN_ANSWERS, TRANSPORT } from './answers';
import { attack, credentialOf, useLog } from './attack';
import { operations } from './operations';
import { useHostileServer } from './server';

const server = useHostileServer();
const log = useLog();
useFastClock();

// All operations share the transport: these stand for reading, creating, changing and notifying.
const SOME = [
	'user:get 1',
	'user:create 1',
	'user:block 1',
	'emailAndLink:sendPasswordReset',
	'role:getUserRoles 1',
];
const tried = operations.filter(([name]) => SOME.includes(name));

it('is tried with each of these operations', () => {
	expect(tried).toHaveLength(SOME.length);
});

describe.each(tried)('%s', (_name, parameters) => {
	it.each(Object.entries(TRANSPORT))('answered with %s', async (_what, answer) => {
		server().answer = answer;
		await attack(server(), credentialOf(server()), parameters, log);
	});
});

it.each(Object.entries(TOKEN_ANSWERS))(
	'a token request answered with %s',
	async (_what, answer) => {
		server().answerToken = answer;
		server().answer = TRANSPORT['408 without words'] ?? answer;
		const [, parameters = {}] = tried[0] ?? [];
		await attack(server(), credentialOf(server()), parameters, log);
	},
);

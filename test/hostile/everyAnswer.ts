import { useNoBackoff } from '../support/waits';
import { ANSWERS } from './answers';
import { attack, credentialOf, useLog } from './attack';
import type { operations } from './operations';
import { useHostileServer } from './server';

/** Tries each of these operations with every answer. */
export function tryEveryAnswer(tried: typeof operations): void {
	const server = useHostileServer();
	const log = useLog();
	useNoBackoff();

	describe.each(tried)('%s', (_name, parameters) => {
		let credential: ReturnType<typeof credentialOf>;
		beforeAll(() => {
			credential = credentialOf(server());
		});

		it.each(Object.entries(ANSWERS))('answered with %s', async (_what, answer) => {
			server().answer = answer;
			await attack(server(), credential, parameters, log);
		});
	});
}

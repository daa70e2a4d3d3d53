import { startReceiver, type Receiver } from './receiver';

/** @returns a function that gives what receives webhooks, inside a test; before each, it is empty */
export function useReceiver(): () => Receiver {
	let receiver: Awaited<ReturnType<typeof startReceiver>>;
	beforeAll(async () => {
		receiver = await startReceiver();
	});
	beforeEach(() => {
		receiver.received.length = 0;
		receiver.answer = () => 204;
	});
	afterAll(() => receiver.stop());
	return () => receiver;
}

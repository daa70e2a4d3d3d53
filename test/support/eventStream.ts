import type { INodeParameters } from 'n8n-workflow';

import type { EventStream, Tenant } from '../tenant';
import { execute } from './engine';
import { byId } from './locators';
import { isApi, isChange } from './requests';
import { credentialFor } from './tenant';
import { useReceiver } from './webhook';

/** The ID of the stream that `useEventStream` makes. */
export const STREAM = 'est_qHr8CeCCp9YpQoFoRzM6xg';

/** What nobody may read of its destination. */
export const SECRET = 'a-secret-of-the-webhook';

/** Its destination. */
export const WEBHOOK: EventStream['destination'] = {
	type: 'webhook',
	configuration: {
		webhook_endpoint: 'https://n8n.example.com/webhook/1',
		webhook_authorization: { method: 'bearer', token: SECRET },
	},
};

/** The field Event Stream, with that stream. */
export const eventStream = byId(STREAM);

/**
 * An event stream in the tenant before each test, and what executes operations on it.
 *
 * @returns functions to call inside a test
 */
export function useEventStream(tenant: () => Tenant) {
	const receiver = useReceiver();
	beforeEach(() => {
		tenant().webhooks.deliverTo = () => receiver().url;
		tenant().eventStreams.put({
			id: STREAM,
			name: 'Welcome',
			subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.deleted' }],
			destination: WEBHOOK,
		});
	});
	const run = async (operation: string, parameters: INodeParameters = {}) =>
		await execute(credentialFor(tenant()), {
			operation: `eventStream:${operation}`,
			...parameters,
		});
	return {
		receiver,
		run,
		/** What an operation returns, which may not fail. */
		async outputOf(operation: string, parameters?: INodeParameters) {
			const { items, error } = await run(operation, parameters);
			expect(error).toBeUndefined();
			return items.map(({ json }) => json);
		},
		sent: () => tenant().requests.filter(isApi),
		/** The bodies of what wanted to change something. */
		bodies: () =>
			tenant()
				.requests.filter(isChange)
				.map(({ body }) => body),
		/** Events that the stream could not deliver, at ten o’clock and each minute after. */
		async failEvents(...types: Array<'user.created' | 'user.deleted'>) {
			receiver().answer = () => 404;
			const events = types.map((type, minute) =>
				tenant().publish({ type, time: `2026-03-01T10:0${minute}:00.000Z` }),
			);
			await tenant().delivered();
			receiver().answer = () => 204;
			receiver().received.length = 0;
			return events.map(({ id }) => id);
		},
	};
}

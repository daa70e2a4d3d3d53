import { anId, aText, listOf, object, optional } from '../../nodes/Auth0/transport/answers';
import { Delivery } from '../../nodes/Auth0/transport/delivery';
import { reconcile } from '../../nodes/Auth0/transport/reconcile';
import type { ApiRequest, LookUp, Outcome } from '../../nodes/Auth0/transport/request';
import { BACKGROUND } from '../../nodes/Auth0/transport/retry';
import { useNoBackoff } from '../support/waits';

useNoBackoff();

const ignore = () => undefined;
const logger = { error: ignore, warn: ignore, info: ignore, debug: ignore };

const role = object({ id: anId, name: aText, made: optional(aText) });
type Role = ReturnType<typeof role>;

const LOST: Outcome = {
	failure: { message: 'The connection broke.', description: '', neverSent: false },
};

const answered = (body: unknown, statusCode = 200): Outcome => ({
	answer: { statusCode, headers: { date: new Date().toUTCString() }, body, isJson: true },
});

/** A creation of the role Editor, which is looked up by its name. */
const creation = (details: Partial<LookUp<Role>> = {}): ApiRequest<Role> => ({
	method: 'POST',
	path: '/roles',
	body: { name: 'Editor' },
	answers: role,
	lookUp: {
		requests: [{ method: 'GET', path: '/roles', answers: listOf(role) }],
		matches: ({ name }) => name === 'Editor',
		idOf: ({ id }) => id,
		createdAt: ({ made }) => made ?? undefined,
		...details,
	},
});

/** Delivers to a tenant that gives these answers, one after another. */
function deliveryOf(outcomes: Outcome[]) {
	const sent: string[] = [];
	const send = async ({ method, path }: { method: string; path: string }) => {
		sent.push(`${method} ${path}`);
		return await Promise.resolve(outcomes.shift() ?? answered({}, 500));
	};
	return { sent, delivery: new Delivery({ send }, { retryPolicy: BACKGROUND, logger }) };
}

const editor = (id: string, made?: string) => ({ id, name: 'Editor', ...(made && { made }) });

describe('a creation whose answer is lost', () => {
	it('leaves in doubt what has no time of its creation', async () => {
		const { delivery } = deliveryOf([
			LOST,
			answered([{ id: 'x', name: 'Other' }, editor('rol_1')]),
		]);
		expect(await reconcile(delivery, creation())).toMatchObject({ doubt: 'rol_1' });
	});

	it('has created what has its mark', async () => {
		const { delivery } = deliveryOf([LOST, answered([editor('rol_1')])]);
		const { answer, doubt } = await reconcile(delivery, creation({ isMarked: true }));
		expect(answer?.body).toEqual(editor('rol_1'));
		expect(doubt).toBeUndefined();
	});

	it('is never sent again where the tenant would create it twice, but looked for some more', async () => {
		const nothing = answered([]);
		const late = deliveryOf([LOST, nothing, nothing, answered([editor('rol_1')])]);
		const twice = creation({ isMarked: true, canBeTwice: true });
		expect((await reconcile(late.delivery, twice)).answer?.body).toEqual(editor('rol_1'));
		const never = deliveryOf([LOST, ...Array.from({ length: 9 }, () => nothing)]);
		expect((await reconcile(never.delivery, twice)).failure).toEqual(LOST.failure);
		expect(never.sent).toEqual(['POST /roles', ...Array.from({ length: 5 }, () => 'GET /roles')]);
	});

	it('is sent again when what is there is older', async () => {
		const old = editor('rol_0', '2020-01-01T00:00:00.000Z');
		const { delivery, sent } = deliveryOf([LOST, answered([old]), answered(editor('rol_1'), 201)]);
		const { answer } = await reconcile(delivery, creation());
		expect(answer?.body).toEqual(editor('rol_1'));
		expect(sent).toEqual(['POST /roles', 'GET /roles', 'POST /roles']);
	});

	it('has not created what another creation of this connection is known to have created', async () => {
		const { delivery } = deliveryOf([
			answered(editor('rol_1'), 201),
			LOST,
			answered([editor('rol_1')]),
			answered(editor('rol_2'), 201),
		]);
		await reconcile(delivery, creation());
		const { answer, doubt } = await reconcile(delivery, creation());
		expect(answer?.body).toEqual(editor('rol_2'));
		expect(doubt).toBeUndefined();
	});
});

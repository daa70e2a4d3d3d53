import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { GET, rows, run, seed } from '../reliability/run';
import { execute } from '../support/engine';
import { isToken } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();

const continues = { onError: 'continueRegularOutput' as const };

const outputs = async (parameters: INodeParameters, items: IDataObject[]) =>
	(await execute(credentialFor(tenant()), parameters, items, continues)).items.map(
		({ json }) => json,
	);

it('an answer that comes in drops and never ends is cut off, and asked for again', async () => {
	const items = rows(3);
	seed(tenant(), items);
	tenant().inject({ path: /^\/api/, skip: 1, drips: true });
	const parameters = { ...GET, options: { timeout: 1 } };
	expect(await run(tenant(), parameters, items)).toMatchObject({ failed: 0, lost: 0 });
});

it('a token that never comes does not hold up a cancelled run', async () => {
	tenant().inject({ path: '/oauth/token', delayMs: 5000 });
	const controller = new AbortController();
	const running = execute(credentialFor(tenant()), GET, rows(3), { signal: controller.signal });
	const tokenRequests = () => tenant().requests.filter(isToken);
	while (tokenRequests().length === 0) await sleep(5);
	controller.abort();
	await running;
	expect(tokenRequests()).toEqual([expect.not.objectContaining({ status: expect.anything() })]);
});

it('one user whose requests are refused as unauthorised costs one token and one item', async () => {
	const items = rows(100);
	seed(tenant(), items);
	tenant().inject({ path: /auth0%7C50$/, times: 100, status: 401, body: { message: 'No' } });
	const figures = await run(tenant(), GET, items);
	expect(figures).toMatchObject({ failed: 1, lost: 0, tokens: 2 });
});

it.each([520, 522, 524, 530])(
	'the status %i of a proxy is a fault, which is retried',
	async (status) => {
		const items = rows(3);
		seed(tenant(), items);
		tenant().inject({ path: /^\/api/, times: 3, status, body: '<html>' });
		expect(await run(tenant(), GET, items)).toMatchObject({ failed: 0, lost: 0 });
	},
);

it('an outage of some moments costs few items', async () => {
	const items = rows(200);
	seed(tenant(), items);
	tenant().inject({ path: /^\/api/, skip: 20, times: 60, status: 503, body: {} });
	// Without a pause, each item that is given up has been sent six times.
	expect((await run(tenant(), GET, items)).failed).toBeLessThanOrEqual(10);
});

it('an option that one item cannot read costs that item only', async () => {
	const items = rows(3).map((row, index) => ({ ...row, fail: index === 0 }));
	seed(tenant(), items);
	const timeout = "={{ $json.fail ? $('Nobody').first().json.x : 20 }}";
	const fields = "={{ $json.fail ? $('Nobody').first().json.x : 'user_id' }}";
	const [first, ...others] = await outputs({ ...GET, options: { timeout, fields } }, items);
	expect(first?.error).toMatch(/node/i);
	expect(JSON.stringify(first?.details)).toContain('Check the expressions');
	expect(others).toEqual([{ user_id: 'auth0|1' }, { user_id: 'auth0|2' }]);
});

it('the first item is named when the credential cannot be used', async () => {
	const { error } = await execute(credentialFor(tenant(), 'ungranted'), GET, rows(5));
	expect(error?.context.itemIndex).toBe(0);
	expect(error?.description).toContain('Item 1 of 5');
});

it('a password that a try without an answer has set is not called a used one', async () => {
	seed(tenant(), rows(1));
	tenant().inject({ method: 'PATCH', drop: 'after' });
	tenant().inject({
		method: 'PATCH',
		status: 400,
		body: { statusCode: 400, message: 'PasswordHistoryError: Password has previously been used' },
	});
	const parameters = { operation: 'changePassword', userId: GET.userId, password: 'New-Horse-99' };
	const [output] = await outputs(parameters, rows(1));
	expect(output?.error).toBe('The password was most likely changed.');
});

import type { INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { useRunningTriggers } from '../support/runningTriggers';
import { useStandIn, useTrust } from '../support/standIn';
import { credentialFor, useTenant } from '../support/tenant';
import { TestedTrigger } from '../support/trigger';
import type { Tenant } from '../tenant';

const tenant = useTenant();
const otherTenant = useStandIn();
useTrust(otherTenant);
const start = useRunningTriggers(otherTenant);

const EVENTS = { listenTo: 'events', eventTypes: ['user.created'] };
const PUSHED: INodeParameters[] = [EVENTS, { listenTo: 'securityAlerts' }, { listenTo: 'logs' }];

let count = 0;
const newNode = () => ({ nodeId: `tenant${count++}` });

const triggerIn = (
	where: Tenant,
	settings: ConstructorParameters<typeof TestedTrigger>[2],
	parameters: INodeParameters = EVENTS,
) => new TestedTrigger(credentialFor(where), { ...parameters }, settings);

const streamsIn = ({ eventStreams, logStreams }: Tenant) =>
	[...eventStreams.all(), ...logStreams.all()].map(({ name }) => name);

/** The trigger of a workflow that is published, now with a credential of the other tenant. */
async function moved(parameters: INodeParameters = EVENTS) {
	const node = newNode();
	const here = triggerIn(tenant(), node, parameters);
	await here.publish();
	const there = triggerIn(otherTenant(), node, parameters);
	there.staticData = here.staticData;
	return { here, there };
}

/** As n8n activates it, with what it told n8n. */
async function activate(trigger: TestedTrigger, mode: WorkflowActivateMode, isTriggerFirst = true) {
	if (!isTriggerFirst) await trigger.publish(mode);
	const started = await start(trigger, mode);
	if (isTriggerFirst) await trigger.publish(mode);
	await sleep(60_000);
	return started;
}

describe.each(PUSHED)(
	'with $listenTo, a credential that is changed to another tenant',
	(listen) => {
		it.each([true, false])(
			'has its stream there, and names the one it left (%s)',
			async (order) => {
				const { there } = await moved(listen);
				const [name] = streamsIn(tenant());
				const started = await activate(there, 'init', order);
				expect(streamsIn(otherTenant())).toEqual([name]);
				expect(started.failed).toMatchObject([
					{
						message: expect.stringContaining(`may still be in ${tenant().domain}.`),
						description: expect.stringContaining(`delete the stream “${name}”`),
					},
				]);
				await started.close();
				const again = await activate(there, 'init', order);
				expect(again.failed).toEqual([]);
			},
		);

		it('leaves nothing where n8n ended it with the old one', async () => {
			const { here, there } = await moved(listen);
			await here.unpublish();
			there.staticData = here.staticData;
			const started = await activate(there, 'update');
			expect([streamsIn(tenant()), streamsIn(otherTenant()).length]).toEqual([[], 1]);
			expect(started.failed).toEqual([]);
		});

		it('names the stream also where it is unpublished first', async () => {
			const { there } = await moved(listen);
			await there.unpublish();
			expect(streamsIn(tenant())).toHaveLength(1);
			const started = await activate(there, 'activate');
			expect(started.failed).toHaveLength(1);
		});

		it('has its stream again where it is changed back', async () => {
			const { here, there } = await moved(listen);
			await there.unpublish();
			const started = await activate(here, 'activate');
			expect([streamsIn(tenant()).length, started.failed]).toEqual([1, []]);
			await here.unpublish();
			expect(streamsIn(tenant())).toEqual([]);
		});
	},
);

it('begins with new events in another tenant', async () => {
	const { there } = await moved();
	otherTenant().publish({ type: 'user.created', time: new Date(Date.now() - 1000).toISOString() });
	const started = await activate(there, 'init');
	expect(started.executions).toEqual([]);
	expect(otherTenant().requests.map(({ path }) => path)).not.toContain('/api/v2/events');
});

it('begins with new events also where it is changed back', async () => {
	const { here, there } = await moved();
	await activate(there, 'init');
	here.staticData = there.staticData;
	const started = await activate(here, 'init');
	expect(streamsIn(tenant())).toHaveLength(1);
	expect(started.failed).toMatchObject([
		{ message: expect.stringContaining(`may still be in ${otherTenant().domain}.`) },
	]);
	const paths = tenant().requests.map(({ path }) => path);
	expect(paths.filter((path) => /redeliver$|\/events$/.test(path))).toEqual([]);
});

it('says nothing of the stream of the workflow that it was copied from', async () => {
	const { there } = await moved();
	const copy = triggerIn(otherTenant(), { ...newNode(), workflowId: 'copy' });
	copy.staticData = structuredClone(there.staticData);
	const started = await activate(copy, 'activate');
	expect([streamsIn(otherTenant()).length, started.failed]).toEqual([1, []]);
});

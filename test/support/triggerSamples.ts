/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the samples are files of the node */
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Tenant } from '../tenant';
import { EVENT_TYPES } from '../tenant/streams/events';
import { credentialFor } from './credential';
import { schemaOfAll, type Schema } from './outputSchemas';
import { TestedTrigger } from './trigger';
import type { Receiver } from './receiver';

const NODE = join(__dirname, '../../nodes/Auth0Trigger');

/** Where n8n’s assistant looks for what the trigger returns. n8n’s editor shows no schema of a trigger. */
export const TRIGGER_SCHEMA = join(NODE, '__schema__/v1.0.0/output.json');

/** The samples of a value of “Listen To”. */
export const samplesFile = (listenTo: string) => join(NODE, `samples/${listenTo}.json`);

/** The samples of each value of “Listen To”, by the types of the events. */
export type Samples = Record<string, Record<string, IDataObject>>;

const TIME = '2026-03-01T10:00:00.000Z';
const EVENT_ID = 'evt_6JHQ7cWsUp3vEnTxYzKm2D';
const LOG_ID = `9002026${'0301100000'.padEnd(48, '0')}1`;

const LOGIN = {
	log_id: LOG_ID,
	date: TIME,
	connection: 'Username-Password-Authentication',
	client_id: 'AaiyAPdpYdesoKnqjj8HJqRn4T5titww',
	client_name: 'My App',
	ip: '203.0.113.7',
	user_agent: 'Chrome 130.0.0 / Mac OS X 10.15.7',
	user_id: 'auth0|65f0c1d2e3a4b5c6d7e8f901',
	user_name: 'jane@example.com',
};

const ALERTS = {
	limit_wc: 'User (jane@example.com) blocked after 10 failed logins',
	limit_sul: 'User (jane@example.com) attempted too many logins from one IP address',
	limit_mu: 'IP address blocked after 100 failed logins',
	pwd_leak: 'Someone tried to log in with a leaked password',
	signup_pwd_leak: 'Someone tried to sign up with a leaked password',
	reset_pwd_leak: 'Someone tried to reset the password to a leaked one',
	ublkdu: 'User (jane@example.com) unblocked',
	gd_send_sms: 'Code sent in a text message',
};
const LOGS = { s: 'Success login', fp: 'Wrong email or password.', ss: 'Success signup' };

const logsOf = (descriptions: Record<string, string>) =>
	Object.entries(descriptions).map(([type, description]) => ({ ...LOGIN, type, description }));

/** What is listened to, and what has to happen for one event of each type. */
const SOURCES: Record<string, [INodeParameters, happen: (tenant: Tenant) => void]> = {
	events: [
		{ eventTypes: [...EVENT_TYPES] },
		(tenant) => {
			for (const type of EVENT_TYPES) tenant.publish({ type, id: EVENT_ID, time: TIME });
		},
	],
	securityAlerts: [{}, (tenant) => void tenant.publishLogs(logsOf(ALERTS))],
	logs: [{}, (tenant) => void tenant.publishLogs(logsOf(LOGS))],
};

/** What the trigger returns, of each type once, of what a tenant delivers. */
export async function samplesOf(tenant: Tenant, receiver: Receiver): Promise<Samples> {
	const samples: Samples = {};
	for (const [listenTo, [parameters, happen]] of Object.entries(SOURCES)) {
		tenant.reset();
		tenant.webhooks.deliverTo = () => receiver.url;
		receiver.received.length = 0;
		const trigger = new TestedTrigger(credentialFor(tenant), { listenTo, ...parameters });
		await trigger.publish();
		happen(tenant);
		await tenant.delivered();
		const items: IDataObject[] = [];
		for (const { body, headers } of receiver.received) {
			const { authorization = '' } = headers;
			items.push(...(await trigger.deliver(body, { authorization })).items.map(({ json }) => json));
		}
		samples[listenTo] = Object.fromEntries(items.map((item) => [typeOf(item), item]).sort());
	}
	return samples;
}

const typeOf = ({ event, type }: IDataObject): string => String(Object(event).type ?? type);

/** A schema of which a key can be anything, as it differs. */
interface OpenSchema {
	type: 'object';
	properties: Record<string, Schema | object>;
}

/** The schema of all that the trigger returns: n8n knows one for a node without operations. */
export function triggerSchema(samples: Samples): OpenSchema {
	const properties: OpenSchema['properties'] = {};
	for (const items of Object.values(samples)) {
		const own = schemaOfAll(Object.values(items)).properties ?? {};
		for (const [name, schema] of Object.entries(own)) {
			const known = properties[name];
			properties[name] = known && !isDeepStrictEqual(known, schema) ? {} : schema;
		}
	}
	return { type: 'object', properties };
}

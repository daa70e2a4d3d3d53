import type { SchemaObject } from 'ajv';

import { LOG_CATEGORIES } from '../streams/logCategories';
import { AWS_REGIONS } from './eventStreams';
import { body, boolean, described, text } from './parts';

/** Where an http log stream sends to, and how. */
export interface HttpSink {
	httpEndpoint: string;
	httpAuthorization?: string;
	httpContentType?: string;
	httpContentFormat?: 'JSONLINES' | 'JSONARRAY' | 'JSONOBJECT';
	httpCustomHeaders?: Array<{ header?: string; value?: string }>;
}

export interface PiiConfig {
	log_fields: string[];
	method?: 'mask' | 'hash';
	algorithm?: 'xxhash';
}

interface LogStreamSettings {
	name?: string;
	isPriority?: boolean;
	filters?: Array<{ type?: string; name?: string }>;
	pii_config?: PiiConfig;
}

/** Whatever the type wants: the stand-in delivers to http sinks only. */
export type Sink = Partial<HttpSink> & Record<string, unknown>;

/** The body of POST /log-streams. */
export interface CreateLogStreamBody extends LogStreamSettings {
	type: string;
	sink: Sink;
	startFrom?: string;
}

/** The body of PATCH /log-streams/{id}. */
export interface UpdateLogStreamBody extends LogStreamSettings {
	status?: 'active' | 'paused' | 'suspended';
	sink?: Sink;
}

const one = (...values: string[]): SchemaObject => ({ type: 'string', enum: values });
const matching = (pattern: string): SchemaObject => ({ type: 'string', pattern });
const list = (items: SchemaObject): SchemaObject => ({ type: 'array', items });
const words = (names: string) => one(...names.split(' '));

const SINKS: Record<string, [properties: Record<string, SchemaObject>, optional?: string[]]> = {
	http: [
		{
			httpEndpoint: matching('^https://.*'),
			httpAuthorization: text(),
			httpContentFormat: words('JSONARRAY JSONLINES JSONOBJECT'),
			httpContentType: text(),
			httpCustomHeaders: list({ type: 'object', properties: { header: text(), value: text() } }),
		},
		['httpAuthorization', 'httpContentFormat', 'httpContentType', 'httpCustomHeaders'],
	],
	eventbridge: [
		{
			awsAccountId: matching('^\\d{12}$'),
			awsRegion: one(...AWS_REGIONS),
			awsPartnerEventSource: text(),
		},
		['awsPartnerEventSource'],
	],
	eventgrid: [
		{
			azureSubscriptionId: matching('^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'),
			azureRegion: text(),
			azureResourceGroup: text(),
			azurePartnerTopic: text(),
		},
		['azurePartnerTopic'],
	],
	datadog: [{ datadogApiKey: text(), datadogRegion: words('us eu us3 us5') }],
	splunk: [
		{
			splunkDomain: text(),
			splunkToken: text(),
			splunkPort: matching('^[0-9]*$'),
			splunkSecure: boolean,
		},
	],
	sumo: [{ sumoSourceAddress: text() }],
	segment: [{ segmentWriteKey: text() }],
	mixpanel: [
		{
			mixpanelRegion: words('us eu'),
			mixpanelProjectId: matching('^\\d+$'),
			mixpanelServiceAccountUsername: matching('^[^:]+$'),
			mixpanelServiceAccountPassword: matching('^[^:]+$'),
		},
	],
};

/** What may be left out of the sink of a change, besides. */
const OPTIONAL_IN_CHANGES = ['segmentWriteKey', 'mixpanelServiceAccountPassword'];
/** Whose sink cannot change. */
const UNCHANGING = ['eventbridge', 'eventgrid'];

function sinkOf(type: string, isChange = false): SchemaObject {
	const [properties = {}, optional = []] = SINKS[type] ?? [];
	const left = [...optional, ...(isChange ? OPTIONAL_IN_CHANGES : [])];
	return body(
		properties,
		Object.keys(properties).filter((key) => !left.includes(key)),
	);
}

const settings = {
	name: described('log stream name', text()),
	isPriority: described('True for priority log streams, false for non-priority', boolean),
	filters: described(
		'Only logs events matching these filters will be delivered by the stream',
		list({ type: 'object', properties: { type: one('category'), name: one(...LOG_CATEGORIES) } }),
	),
	pii_config: body(
		{
			log_fields: {
				...list(words('first_name last_name username email phone address')),
				minItems: 1,
			},
			method: words('mask hash'),
			algorithm: words('xxhash'),
		},
		['log_fields'],
	),
};

/** POST /log-streams https://auth0.com/docs/api/management/v2/log-streams/post-log-streams */
export const createLogStreamBody: SchemaObject = {
	type: 'object',
	required: ['type'],
	discriminator: { propertyName: 'type' },
	// Those that any of them may have.
	properties: { ...settings, type: {}, sink: {}, startFrom: {} },
	oneOf: Object.keys(SINKS).map((type) =>
		body({ ...settings, type: one(type), sink: sinkOf(type), startFrom: text() }, ['type', 'sink']),
	),
};

/** PATCH /log-streams/{id} https://auth0.com/docs/api/management/v2/log-streams/patch-log-streams-by-id */
export const updateLogStreamBody = body({
	...settings,
	status: described('The status of the log stream', one('active', 'paused', 'suspended')),
	sink: {
		type: 'object',
		oneOf: Object.keys(SINKS)
			.filter((type) => !UNCHANGING.includes(type))
			.map((type) => sinkOf(type, true)),
	},
});

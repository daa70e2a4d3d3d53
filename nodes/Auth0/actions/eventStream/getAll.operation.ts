import type { IDataObject } from 'n8n-workflow';

import { listEventStreams } from '../../api/eventStreams';
import { listFields, readLimit } from '../../fields/listFields';
import { pick } from '../../fields/parts';
import { optionsField } from '../../fields/requestOptions';
import { isRecord } from '../../transport/answers';
import { readList } from '../../transport/paging';
import type { Operation } from '../operation';

/** What the output has of an event stream: nothing else, as what lets Auth0 in at a webhook is a secret. */
const SHOWN = [
	'id',
	'name',
	'status',
	'subscriptions',
	'destination.type',
	...[
		'webhook_endpoint',
		'webhook_authorization.method',
		'webhook_authorization.username',
		'webhook_authorization.header_key',
		'aws_account_id',
		'aws_region',
		'aws_partner_event_source',
		'action_id',
	].map((name) => `destination.configuration.${name}`),
	'created_at',
	'updated_at',
];

/** Lists the event streams of the tenant, those of other applications among them. */
export const getAll: Operation<{ limit: number }> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many event streams',
		description: 'Retrieve event streams and whether they are enabled',
	},
	permissions: { needs: ['read:event_streams'] },
	fields: [...listFields, optionsField()],
	read: (item) => ({ limit: readLimit(item) }),
	async execute({ limit }, { management }) {
		const streams = await readList(management, listEventStreams(), limit);
		return streams.map((stream) => withPlainUrl(pick(stream, SHOWN)));
	},
};

/** The same stream without what a URL can let somebody in with: a password, or a key in its query. */
function withPlainUrl(stream: IDataObject): IDataObject {
	const { destination } = stream;
	if (!isRecord(destination) || !isRecord(destination.configuration)) return stream;
	const { webhook_endpoint: url, ...configuration } = destination.configuration;
	if (typeof url !== 'string') return stream;
	const plain = (url.split(/[?#]/, 1)[0] ?? '').replace(/^(\w+:\/\/)[^/?#]*@/, '$1');
	return {
		...stream,
		destination: { ...destination, configuration: { webhook_endpoint: plain, ...configuration } },
	};
}

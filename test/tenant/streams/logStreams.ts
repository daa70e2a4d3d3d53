import { randomInt } from 'crypto';

import { ApiError } from '../errors';
import type { CreateLogStreamBody, PiiConfig, Sink, UpdateLogStreamBody } from '../schemas';
import { TENANT_NAME } from './events';

/** A log stream, as the API shows it: with the secrets of its sink. */
export interface LogStream {
	id: string;
	name?: string;
	type: string;
	status: 'active' | 'paused' | 'suspended';
	sink: Sink;
	filters?: Array<{ type?: string; name?: string }>;
	isPriority: boolean;
	pii_config?: PiiConfig;
}

const SECURITY = [{ type: 'category', name: 'security' }];

/** The log streams of the tenant, in the order in which they were created. */
export class LogStreams {
	/** How many the plan allows, besides the prioritized ones; a test may set it. */
	limit = Infinity;
	private readonly streams = new Map<string, LogStream>();

	all(): LogStream[] {
		return [...this.streams.values()];
	}

	get(id: string): LogStream | undefined {
		return this.streams.get(id);
	}

	/** @throws ApiError 404 */
	require(id: string): LogStream {
		const stream = this.streams.get(id);
		if (stream) return stream;
		throw new ApiError(404, 'The log stream does not exist.');
	}

	/** Adds a stream as it is, whatever the limit. */
	put(stream: Partial<LogStream> & Pick<LogStream, 'type' | 'sink'>): LogStream {
		const number = String(randomInt(10 ** 12)).padStart(16, '0');
		const { id = `lst_${number}`, name, type, status = 'active', sink, filters } = stream;
		const { isPriority = false, pii_config: pii } = stream;
		const kept = isPriority ? SECURITY : filters;
		const added: LogStream = {
			id,
			...(name !== undefined && { name }),
			type,
			status,
			sink: shown(type, sink),
			...(kept && { filters: kept }),
			isPriority,
			...(pii && { pii_config: { method: 'hash', ...pii, algorithm: 'xxhash' } }),
		};
		this.streams.set(id, added);
		return added;
	}

	/** @throws ApiError 409 beyond the limit, for which prioritized streams do not count */
	create(body: CreateLogStreamBody): LogStream {
		const counted = this.all().filter(({ isPriority }) => !isPriority);
		if (!body.isPriority && counted.length >= this.limit) {
			throw new ApiError(
				409,
				'You have reached the maximum number of log streams for your account.',
			);
		}
		return this.put(body);
	}

	/**
	 * A sink without `pii_config` drops the one that was there.
	 *
	 * @throws ApiError 404
	 */
	update(id: string, body: UpdateLogStreamBody): LogStream {
		const { pii_config: kept, ...stream } = this.require(id);
		return this.put({ ...stream, ...(!body.sink && kept && { pii_config: kept }), ...body });
	}

	/** Also of a stream that is gone. */
	delete(id: string): void {
		this.streams.delete(id);
	}

	clear(): void {
		this.streams.clear();
		this.limit = Infinity;
	}
}

/** The sink of a stream: one password is hidden, and Amazon's tells where to find it. */
function shown(type: string, sink: Sink): Sink {
	if (type === 'mixpanel') return { ...sink, mixpanelServiceAccountPassword: '********' };
	if (type !== 'eventbridge') return sink;
	const source = `aws.partner/auth0.com/${TENANT_NAME}-26d6c893-39b9-4910-a65a-0fd71d6e6580/auth0.logs`;
	return { awsPartnerEventSource: source, ...sink };
}

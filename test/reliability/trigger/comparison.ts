import type { EventStream } from '../../tenant';

/** A trigger of a published workflow, as n8n has it. */
export interface PublishedTrigger {
	/** What its address is made of, and no other's. */
	route: string;
	types: string[];
}

/** How the streams of a tenant differ from what the published workflows need. */
export interface Comparison {
	/** Streams that no published trigger has, or has already, by their names. */
	left: string[];
	/** Triggers without a stream that delivers what they listen to, by their routes. */
	missing: string[];
}

/** Where a stream delivers to; undefined for one to no webhook. */
export const addressOf = ({ destination }: EventStream): string | undefined =>
	destination.type === 'webhook' ? destination.configuration.webhook_endpoint : undefined;

/** The route of the trigger that a stream delivers to; undefined for a test, and for another's. */
export const routeOf = (stream: EventStream): string | undefined =>
	/\/webhook\/([^/]+)\//.exec(addressOf(stream) ?? '')?.[1];

const inOrder = (types: Array<string | undefined>) => [...types].sort().join();

/** Whether a stream delivers events of this type. */
export const delivers = ({ status, subscriptions }: EventStream, type: string): boolean =>
	status === 'enabled' && subscriptions.some(({ event_type: each }) => each === type);

/** Each published trigger is to have exactly one stream, with exactly its types, that delivers. */
export function compare(wanted: PublishedTrigger[], streams: EventStream[]): Comparison {
	const missing = new Map(wanted.map(({ route, types }) => [route, inOrder(types)]));
	const left = streams.filter((stream) => {
		const route = routeOf(stream) ?? '';
		const types = inOrder(stream.subscriptions.map(({ event_type: type }) => type));
		const isRight = stream.status === 'enabled' && missing.get(route) === types;
		return !(isRight && missing.delete(route));
	});
	return { left: left.map(({ name = '' }) => name), missing: [...missing.keys()] };
}

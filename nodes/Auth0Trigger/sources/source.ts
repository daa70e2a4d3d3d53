import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	Logger,
} from 'n8n-workflow';

import type { EventType } from '../../Auth0/api/eventTypes';
import type { Parameters } from '../../Auth0/fields/parameters';
import type { ErrorText } from '../../Auth0/transport/errors';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import type { StreamKind } from '../streams/pushStream';

/** Something that happened in the tenant, as the workflow gets it. */
export interface TriggerEvent {
	/** What tells it from every other, also when Auth0 delivers it twice. */
	id: string;
	json: IDataObject;
}

/** The items of events, as n8n takes them. */
export const itemsOf = (events: TriggerEvent[]): INodeExecutionData[] =>
	events.map(({ json }) => ({ json }));

/** What comes out for one kind of event. */
export interface Sample {
	/** What happened, in words. */
	name: string;
	/** The type among “Event Types” that it is shown for; without one, it is always shown. */
	eventType?: EventType;
	item: IDataObject;
}

/** What a person can choose under “Listen To”. */
interface Listening {
	option: INodePropertyOptions & { value: string };
	/** The fields below, its options among them, in the order of the panel. */
	fields: INodeProperties[];
	/** What a click on “Execute step” needs or does, as the panel says it before the first run. */
	tryIt: string;
	/** What comes out. The panel shows those of the chosen event types before the first run. */
	samples: readonly Sample[];
}

/** What the panel says of a source that makes streams in the tenant, at its end. */
export const needsUrl = (streams: 'event_streams' | 'log_streams') =>
	`needs a public https URL (read/create/update/delete:${streams})`;

/** What Auth0 delivers to a webhook of n8n. */
export interface PushSource extends Listening {
	/**
	 * The stream that delivers it.
	 *
	 * @throws InputError for a field that cannot be used
	 */
	streamOf(parameters: Parameters): StreamKind;
	/** One of the same kind, whatever is chosen: to delete the stream, nobody needs to know. */
	anyStream: StreamKind;
	/**
	 * Reads one message.
	 *
	 * @returns the event; 'skipped' for one that was not asked for; 'unknown' for what is none
	 */
	read(message: IDataObject, parameters: Parameters): TriggerEvent | 'skipped' | 'unknown';
	/**
	 * Fetches what happened since a time from which on Auth0 delivered nothing, where no stream delivers it
	 * later.
	 *
	 * @throws InputError for a field that cannot be used
	 */
	missed?(parameters: Parameters): (api: ManagementApi, since: string) => Promise<Missed>;
}

/** What happened while nobody was told, in that order. */
export interface Missed {
	events: TriggerEvent[];
	/** How many older ones there are besides. */
	leftOut: number;
	/** Errors that tell why others may be missing. */
	problems: unknown[];
}

/** What n8n asks Auth0 for, where Auth0 cannot reach it. */
export interface PullSource extends Listening {
	/**
	 * Reads the fields, once: n8n resolves no expression later.
	 *
	 * @throws InputError for a field that cannot be used
	 */
	readerOf(parameters: Parameters): PullReader;
}

/** Fetches what one trigger listens to. */
export interface PullReader {
	/**
	 * How many executions may begin at a time. One, where an execution can have several events: n8n knows it by
	 * the last of them, so that what is under way must not be more than that when n8n ends.
	 */
	readonly maxOpen: number;
	/**
	 * Looks once, or as long as a connection lives. Then it is called again, until the signal aborts.
	 *
	 * @returns how long to wait before the next time, in ms
	 * @throws NodeApiError as Auth0 refuses; it is called again after some time
	 */
	follow(pull: Pull): Promise<number>;
	/**
	 * What there is to try a workflow with; the next event, where there is none yet.
	 *
	 * @throws NodeApiError as Auth0 refuses; InputError when there is nothing
	 */
	sample(pull: Pick<Pull, 'connect' | 'signal'>): Promise<TriggerEvent[]>;
}

/** How far a source has got. Without a cursor it goes on at a time, and without either it begins now. */
export interface Position {
	/** What Auth0 goes on behind. */
	cursor?: string;
	/** An ISO 8601 time up to which everything is known. */
	since?: string;
}

/** The later of two ISO 8601 times. */
export const laterOf = (one: string, other = ''): string => (one > other ? one : other);

/** What a source that asks Auth0 has to work with. */
export interface Pull {
	/** Connects with the credential as it is now: it can be changed while the workflow is active. */
	connect(): Promise<ManagementApi>;
	/** Where to go on. */
	readonly position: Position;
	/** Whether what comes next happened while nobody looked. */
	readonly isCatchingUp: boolean;
	/** How far back it may go, as an ISO 8601 time, where it would go further; undefined otherwise. */
	readonly earliest?: string;
	/** Says that Auth0 answers: the trigger is active. */
	opened(): void;
	/** Says that nothing is left to catch up with. */
	caughtUp(): void;
	/** Whether an event was handed on before n8n stopped; n8n may not have got it. */
	wasGiven(id: string): boolean;
	/**
	 * Starts the workflow once, with these events, and waits while it has too many to start.
	 *
	 * @param position behind them
	 */
	give(events: TriggerEvent[], position: Position): Promise<void>;
	/** Goes on at another position, where there is nothing to give before it. */
	moveTo(position: Position): void;
	/** Tells the person that events may be missing, and goes on. */
	reportGap(error: ErrorText): void;
	/**
	 * Goes on at the earliest time that it may, and tells the person so.
	 *
	 * @param from the time of the first event that is left out; undefined where there is none to tell of
	 */
	skip(from: string | undefined): void;
	signal: AbortSignal;
	logger: Logger;
}

/** What a trigger can listen to. */
export type Source = PushSource | PullSource;

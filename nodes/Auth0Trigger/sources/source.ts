import type { IDataObject, INodeProperties, INodePropertyOptions, Logger } from 'n8n-workflow';

import type { Parameters } from '../../Auth0/fields/parameters';
import type { ManagementApi } from '../../Auth0/transport/managementApi';
import type { StreamKind } from '../streams/pushStream';

/** Something that happened in the tenant, as the workflow gets it. */
export interface TriggerEvent {
	/** What tells it from every other, also when Auth0 delivers it twice. */
	id: string;
	json: IDataObject;
}

/** What a person can choose under “Listen To”. */
interface Listening {
	option: INodePropertyOptions & { value: string };
	/** The fields below, its options among them, in the order of the panel. */
	fields: INodeProperties[];
}

/** What Auth0 delivers to a webhook of n8n. */
export interface PushSource extends Listening {
	/**
	 * The stream that delivers it.
	 *
	 * @throws InputError for a field that cannot be used
	 */
	streamOf(parameters: Parameters): StreamKind;
	/**
	 * Reads one message.
	 *
	 * @returns the event; 'skipped' for one that was not asked for; 'unknown' for what is none
	 */
	read(message: IDataObject, parameters: Parameters): TriggerEvent | 'skipped' | 'unknown';
}

/** What n8n asks Auth0 for, where Auth0 cannot reach it. */
export interface PullSource extends Listening {
	/**
	 * Hands on what happens, until the signal aborts.
	 *
	 * @throws InputError for a field that cannot be used, NodeApiError for what lasts
	 */
	follow(pull: Pull): Promise<void>;
	/** What there is to try a workflow with; the next event, where there is none yet. */
	sample(pull: Pick<Pull, 'parameters' | 'api' | 'signal'>): Promise<TriggerEvent[]>;
}

/** What a source that asks Auth0 has to work with. */
export interface Pull {
	parameters: Parameters;
	api: ManagementApi;
	/** What is kept over restarts. n8n can lose it, and bring an older state back. */
	store: IDataObject;
	/** Whether the workflow was activated by a person just now, instead of by a start of n8n. */
	isNew: boolean;
	/** Starts the workflow with these events, and keeps `store`. */
	emit(events: TriggerEvent[]): void;
	signal: AbortSignal;
	logger: Logger;
}

/** What a trigger can listen to. */
export type Source = PushSource | PullSource;

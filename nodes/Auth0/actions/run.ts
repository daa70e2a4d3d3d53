import type { INodeExecutionData } from 'n8n-workflow';

import type { Auth0Connection } from '../transport/connection';
import type { Hints } from './hints';
import type { Output } from './output';

/** What an operation is executed with: the items of one run of the node. */
export interface Run<Input> {
	/** The number of items. */
	count: number;
	/** The most items at the same time. */
	limit: number;
	/** Aborts when the execution is cancelled. */
	signal?: AbortSignal;
	hints: Hints;
	/** Reads an item, and connects for it. @throws for one that cannot be used */
	read(index: number): Promise<{ input: Input; auth0: Auth0Connection }>;
	/** The output of an item; without its index, that of the run, which belongs to none. */
	outputsOf(output: Output | Output[], index?: number): INodeExecutionData[];
	/**
	 * The output of an item that failed; without its index, of a failure that belongs to none.
	 *
	 * @throws its error in a run that is not to go on
	 */
	failure(index: number | undefined, caught: unknown): INodeExecutionData[];
}

/** What became of the items, by index; an item that was not run is in neither. */
export interface Results {
	done: Map<number, INodeExecutionData[]>;
	failed: Map<number, unknown>;
	/** The error of no item by which a run ended that is not to go on. */
	error?: unknown;
	/** Outputs that belong to no item. */
	besides: INodeExecutionData[];
}

import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { NamedFields } from '../fields/namedFields';
import { Parameters } from '../fields/parameters';

/** One input item: the parameters of the node, resolved for it. */
export class Item extends Parameters {
	/**
	 * @param fields those of the operation
	 * @param namedFields the names in Fields, of all items of the run
	 */
	constructor(
		private readonly functions: IExecuteFunctions,
		readonly index: number,
		fields: INodeProperties[],
		namedFields?: NamedFields,
	) {
		super(
			(name, byDefault, options) => functions.getNodeParameter(name, index, byDefault, options),
			functions.getTimezone(),
			fields,
			namedFields,
		);
	}

	/** Whether the run goes on past what fails. */
	get continuesOnFail(): boolean {
		return this.functions.continueOnFail();
	}

	/** Aborts when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return this.functions.getExecutionCancelSignal();
	}
}

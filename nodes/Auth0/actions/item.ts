import type {
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	NodeOperationError,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { inputError } from '../transport/errors';

/** What a resource locator holds: the mode that the person chose, and the value. */
export interface Reference {
	mode: string;
	value: string;
}

/** One input item, as an operation reads it: the parameters of the node, resolved for this item. */
export class Item {
	constructor(
		private readonly functions: IExecuteFunctions,
		readonly index: number,
	) {}

	/** A parameter as text, without the spaces around it; '' when it is not set. */
	text(parameter: string): string {
		return toText(this.value(parameter));
	}

	/** A parameter as it is: what an expression returned keeps its type. */
	value(parameter: string): GenericValue {
		return this.functions.getNodeParameter(parameter, this.index, '');
	}

	/** A collection: the fields that the person added, by name. */
	collection(parameter: string): IDataObject {
		const value = this.value(parameter);
		return isRecord(value) ? value : {};
	}

	/** A resource locator; text in its place, as an AI tool may send it, is taken for an ID. */
	reference(parameter: string): Reference {
		const value = this.value(parameter);
		return isResourceLocatorValue(value)
			? { mode: value.mode, value: toText(value.value) }
			: { mode: 'id', value: toText(value) };
	}

	/** A switch in the collection Options; `byDefault` when it was not added. */
	isOn(option: string, byDefault: boolean): boolean {
		const value = this.collection('options')[option];
		const state = typeof value === 'string' ? readBoolean(value) : value;
		return typeof state === 'boolean' ? state : byDefault;
	}

	/** The error for input that cannot be used. Throw it before anything is sent. */
	refusal(message: string, description: string): NodeOperationError {
		return inputError(this.functions.getNode(), { message, description });
	}
}

/** Text without the spaces around it, of text or of a number; '' for everything else. */
export function toText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A boolean of text, in any case; undefined for other text. */
export function readBoolean(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	if (word === 'true') return true;
	return word === 'false' ? false : undefined;
}

export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { GenericValue, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isResourceLocatorValue, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../transport/answers';
import { inputError } from '../transport/errors';
import { shorten } from '../transport/shorten';

export { isRecord };

/** What a resource locator holds: the mode that the person chose, and the value. */
export interface Reference {
	/** '' for plain text, as an AI tool may send it. */
	mode: string;
	value: string;
}

const MAX_MESSAGE = 500;
const CHECK_EXPRESSIONS = 'Check the expressions of this node with the data of this item.';
const REPORT =
	'This is a problem of the node itself. Report it with the fields that you set at https://github.com/n8n-nodes-auth0/n8n-nodes-auth0/issues.';

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

	/** A parameter as it is saved, with its expressions. */
	saved(parameter: string): GenericValue {
		return this.functions.getNodeParameter(parameter, this.index, '', { rawExpressions: true });
	}

	/** A collection: the fields that the person added, by name. */
	collection(parameter: string): IDataObject {
		const value = this.value(parameter);
		return isRecord(value) ? value : {};
	}

	/** A resource locator, or text in its place. */
	reference(parameter: string): Reference {
		return toReference(this.value(parameter));
	}

	/** A text in the collection Options; '' when it was not added. */
	textOption(option: string): string {
		return toText(this.collection('options')[option]);
	}

	/** The value of a resource locator in the collection Options; '' when it was not added. */
	locatorOption(option: string): string {
		return toReference(this.collection('options')[option]).value;
	}

	/** A switch in the collection Options; `byDefault` when it was not added. */
	isOn(option: string, byDefault: boolean): boolean {
		return toSwitch(this.collection('options')[option]) ?? byDefault;
	}

	/** A switch of the panel; `byDefault` for what is neither true nor false. */
	isSet(parameter: string, byDefault: boolean): boolean {
		return toSwitch(this.value(parameter)) ?? byDefault;
	}

	/** Whether the run goes on past what fails. */
	get continuesOnFail(): boolean {
		return this.functions.continueOnFail();
	}

	/** Aborts when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return this.functions.getExecutionCancelSignal();
	}

	/** The time zone of the workflow, such as Europe/Berlin. */
	get timeZone(): string {
		return this.functions.getTimezone();
	}

	/**
	 * An error as n8n shows it: what was thrown, where that has words for people. The rest is a fault
	 * of this node, whose cause stands in n8n's log.
	 */
	errorOf(caught: unknown): NodeApiError | NodeOperationError {
		if (caught instanceof NodeApiError || caught instanceof NodeOperationError) return caught;
		if (isOfN8n(caught)) {
			const description = caught.name.startsWith('Expression') ? CHECK_EXPRESSIONS : undefined;
			return new NodeOperationError(this.functions.getNode(), caught, {
				message: shorten(caught.message, MAX_MESSAGE),
				description,
			});
		}
		this.functions.logger.debug('Auth0: an item could not be processed', { cause: caught });
		return this.refusal('The node could not process this item.', REPORT);
	}

	/** The error for input that cannot be used. Throw it before anything is sent. */
	refusal(message: string, description: string): NodeOperationError {
		return inputError(this.functions.getNode(), { message, description });
	}
}

/** Whether it is an error of n8n, which has words for people; those of JavaScript have none. */
const isOfN8n = (caught: unknown): caught is Error => caught instanceof Error && 'level' in caught;

/** What a resource locator holds, or text in its place. */
export function toReference(value: unknown): Reference {
	return isResourceLocatorValue(value)
		? { mode: value.mode, value: toText(value.value) }
		: { mode: '', value: toText(value) };
}

/** Text without the spaces around it, of text or of a number; '' for everything else. */
export function toText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A boolean, also as text; undefined for everything else. */
export function toSwitch(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	return typeof value === 'string' ? readBoolean(value) : undefined;
}

/** A boolean of text, in any case; undefined for other text. */
export function readBoolean(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	if (word === 'true') return true;
	return word === 'false' ? false : undefined;
}

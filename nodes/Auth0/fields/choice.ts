import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { readChoice } from './fieldValues';
import type { Parameters } from './parameters';

/** An entry of a list of the panel. */
type Entry<Value> = INodePropertyOptions & { value: Value };

/** A list of the panel, from which one value is chosen. */
interface List<Value extends string> extends Omit<INodeProperties, 'type' | 'options' | 'default'> {
	options: Array<Entry<Value>>;
	default: NoInfer<Value>;
}

/** A field with a list, and its readers: each refuses a value that is not on the list. */
interface Choice<Value extends string> {
	field: INodeProperties;
	/** What was chosen; the default when the field is not shown. */
	read(parameters: Parameters): Value;
	/** What was chosen in the collection Options; the default when it was not added there. */
	readOption(parameters: Parameters): Value;
	/** What was chosen in a row, which holds this value. */
	readValue(value: unknown): Value;
}

/**
 * Makes a field with a list of options together with its readers, whose type is one of its values.
 *
 * @returns readers that throw InputError naming the field and what can be chosen
 */
export function choice<Value extends string>(list: List<Value>): Choice<Value> {
	const field: INodeProperties = { ...list, type: 'options' };
	const readValue = (value: unknown) => readChoice(list, value);
	return {
		field,
		read: (parameters) => readValue(parameters.value(list.name)),
		readOption: (parameters) =>
			parameters.option(list.name, (_field, value) => readValue(value)) ?? list.default,
		readValue,
	};
}

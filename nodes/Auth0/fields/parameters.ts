import type {
	GenericValue,
	IDataObject,
	IGetNodeParameterOptions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INodeProperties,
} from 'n8n-workflow';

import { checkValue, isChecked, readNumber, readSwitch, readText } from './fieldValues';
import { NamedFields } from './namedFields';
import { readReference, type Reference } from './reference';
import { checkKnown, readCollection } from './rows';
import { toolMark } from './tool';

/** Gives the value of a parameter by its name, or what stands for one that is not there. */
type ParameterSource = (
	name: string,
	byDefault: GenericValue,
	options?: IGetNodeParameterOptions,
) => GenericValue;

/** What n8n hands to a drop-down, a webhook, a poll or a trigger: parameters without an item. */
type NodeContext = Pick<IHookFunctions, 'getNodeParameter' | 'getTimezone'> &
	Partial<Pick<ILoadOptionsFunctions, 'getCurrentNodeParameter'>>;

/**
 * The parameters of a node, read as fields of the panel. What cannot be used is refused under the name
 * that the panel gives the field. Each is resolved once, however often it is read: an expression can
 * come to something else the next time.
 */
export class Parameters {
	private readonly resolved = new Map<string, GenericValue>();

	/**
	 * @param timeZone that of the workflow, such as Europe/Berlin
	 * @param fields they say what the panel calls a parameter, and what it can hold
	 * @param namedFields the names in Fields, of all items of a run
	 */
	constructor(
		private readonly source: ParameterSource,
		readonly timeZone: string,
		private readonly fields: INodeProperties[],
		readonly namedFields = new NamedFields(),
	) {}

	/** The parameters of a node that works without items. A drop-down reads what the panel shows now. */
	static ofNode(context: NodeContext, fields: INodeProperties[]): Parameters {
		const source: ParameterSource = (name, byDefault, options) => {
			const current = context.getCurrentNodeParameter?.(name);
			return current === undefined ? context.getNodeParameter(name, byDefault, options) : current;
		};
		return new Parameters(source, context.getTimezone(), fields);
	}

	/** Whether the node runs as a tool of an AI agent, whose output a model reads. */
	get isTool(): boolean {
		return this.value(toolMark.name) !== '';
	}

	/** A parameter as text, without the spaces around it; '' when it is not set. */
	text(parameter: string): string {
		return readText(this.field(parameter), this.value(parameter));
	}

	/** A parameter as it is: what an expression returned keeps its type. */
	value(parameter: string): GenericValue {
		if (!this.resolved.has(parameter)) {
			const field = this.field(parameter);
			// What cannot be empty has its default where it is not shown.
			const byDefault = isChecked(field) ? field.default : '';
			this.resolved.set(parameter, this.source(parameter, byDefault));
		}
		return this.resolved.get(parameter);
	}

	/** A parameter as it is saved, with its expressions. */
	saved(parameter: string): GenericValue {
		return this.source(parameter, '', { rawExpressions: true });
	}

	/**
	 * A collection: the fields that the person added, by name.
	 *
	 * @throws InputError naming it for what is no object
	 */
	collection(parameter: string): IDataObject {
		return readCollection(this.field(parameter).displayName, this.value(parameter));
	}

	/**
	 * A collection of which nothing may be left out, as that changes whom it is about.
	 *
	 * @throws InputError naming it for what is no object, and for a name that the panel does not have
	 */
	wholeCollection(parameter: string): IDataObject {
		const { displayName, options = [] } = this.field(parameter);
		const given = this.collection(parameter);
		checkKnown(
			displayName,
			given,
			options.map(({ name }) => name),
		);
		return given;
	}

	/** A resource locator, or text in its place. */
	reference(parameter: string): Reference {
		return readReference(this.field(parameter), this.value(parameter));
	}

	/** A switch of the panel; its default when it is not shown. */
	isSet(parameter: string): boolean {
		return readSwitch(this.field(parameter), this.value(parameter));
	}

	/** A number of the panel; its default when it is not shown. */
	number(parameter: string): number {
		return readNumber(this.field(parameter), this.value(parameter));
	}

	/** A text in the collection Options; '' when it was not added. */
	textOption(option: string): string {
		return this.option(option, readText) ?? '';
	}

	/** The value of a resource locator in the collection Options; '' when it was not added. */
	locatorOption(option: string): string {
		return this.option(option, readReference)?.value ?? '';
	}

	/** A switch in the collection Options; `byDefault` when it was not added. */
	isOn(option: string, byDefault: boolean): boolean {
		return this.option(option, readSwitch) ?? byDefault;
	}

	/** A number in the collection Options; undefined when it was not added. */
	numberOption(option: string): number | undefined {
		return this.option(option, readNumber);
	}

	/**
	 * Refuses switches, numbers and choices that cannot be used, those under Options among them: they may
	 * be needed only after something has changed.
	 *
	 * @throws InputError naming the field
	 */
	checkFields(): void {
		for (const field of this.fields.filter(isChecked)) {
			checkValue(field, this.value(field.name));
		}
		for (const [name, value] of Object.entries(this.collection('options'))) {
			checkValue(this.optionField(name), value);
		}
	}

	/** An option, as `read` reads it; undefined when it was not added. */
	option<T>(name: string, read: (field: INodeProperties, value: unknown) => T): T | undefined {
		const given = this.collection('options');
		if (!Object.hasOwn(given, name)) return undefined;
		return read(this.optionField(name), given[name]);
	}

	private optionField(name: string): INodeProperties {
		return fieldNamed(name, fieldsIn(this.field('options')));
	}

	/** A field by its name, as the panel defines it. */
	field(name: string): INodeProperties {
		return fieldNamed(name, this.fields);
	}
}

/** A field by its name; one that the panel does not have is called by its name. */
const fieldNamed = (name: string, fields: INodeProperties[]): INodeProperties =>
	fields.find((field) => field.name === name) ?? {
		displayName: name,
		name,
		type: 'string',
		default: '',
	};

/** The fields of a collection. */
const fieldsIn = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter((option) => 'type' in option);

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { AllAtOnce } from './allAtOnce';
import type { Item } from './item';
import type { OneByOne } from './oneByOne';
import { describedWith, type Permissions } from './permissions';

/** What a person can choose under Operation: its entry in the list, its fields, its work. */
export type Operation<Input = unknown> = Described<Input> & (OneByOne<Input> | AllAtOnce<Input>);

interface Described<Input> {
	/** Its description names no permissions: these are added. */
	option: INodePropertyOptions;
	permissions: Permissions;
	/**
	 * What an AI agent is to use instead, where the output is not for a model. Such an operation is not
	 * offered for a tool, and refused there.
	 */
	insteadAsTool?: string;
	/** Why it is not, at the end of a sentence; by default because it makes a link. */
	whyNotAsTool?: string;
	/** The fields below Operation, in the order of the panel. */
	fields: INodeProperties[];
	/**
	 * Reads the fields for one item, once, and before anything is sent.
	 *
	 * @throws InputError for what cannot be used
	 */
	read(item: Item): Input;
}

/** What a person can choose under Resource, with its operations by the value that is saved. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Record<string, Operation>;
	defaultOperation: string;
}

/** Makes a resource of its operations. */
export const resource = ({
	operations,
	...rest
}: Omit<Resource, 'operations'> & { operations: Operation[] }): Resource => ({
	...rest,
	operations: Object.fromEntries(
		operations.map((operation) => [String(operation.option.value), operation]),
	),
});

/** Whether an operation writes: one that does says what to, or works on all items at once. */
export const isWriting = (operation: Operation) =>
	'executeAll' in operation || operation.key !== undefined;

/** The parameters of a resource: the choice of its operation, then the fields of each. */
export function parametersOf({
	option,
	operations,
	defaultOperation,
}: Resource): INodeProperties[] {
	const resource = [String(option.value)];
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource } },
			options: Object.values(operations)
				.map(entryOf)
				.sort((a, b) => a.name.localeCompare(b.name)),
			default: defaultOperation,
		},
		...Object.entries(operations).flatMap(([operation, { fields }]) =>
			updateDisplayOptions({ show: { resource, operation: [operation] } }, fields),
		),
	];
}

const entryOf = ({ option, permissions, insteadAsTool }: Operation): INodePropertyOptions => ({
	...option,
	...(insteadAsTool !== undefined && { displayOptions: { hide: { '@tool': [true] } } }),
	description: describedWith(permissions, option.description ?? ''),
});

import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { Auth0Connection } from '../transport/connection';
import type { Tell } from './hints';
import type { Item } from './item';
import { describedWith, type Permissions } from './permissions';

/** What a person can choose under Operation: its entry in the list, its fields, its work. */
export interface Operation<Input = unknown> {
	/** Its description names no permissions: these are added. */
	option: INodePropertyOptions;
	permissions: Permissions;
	/**
	 * What an AI agent is to use instead, where the output is not for a model. Such an operation is not
	 * offered for a tool, and refused there.
	 */
	insteadAsTool?: string;
	/** The fields below Operation, in the order of the panel. */
	fields: INodeProperties[];
	/**
	 * Reads the fields for one item, once, and before anything is sent.
	 *
	 * @throws InputError for what cannot be used
	 */
	read(item: Item): Input;
	/**
	 * What an item writes to, if it writes: any texts that are the same for the same thing. Items that
	 * share one run one after another, in the order of the inputs. A look-up that it takes is
	 * made once (`perInput`).
	 */
	key?(input: Input, auth0: Auth0Connection): string[] | Promise<string[]>;
	/**
	 * Executes one item.
	 *
	 * @param tell tells the person something about the run, which n8n shows above the output
	 * @returns the output of the item: one object, or several
	 * @throws InputError for input that turns out to be of no use, NodeApiError when Auth0 refuses
	 */
	execute(input: Input, auth0: Auth0Connection, tell: Tell): Promise<IDataObject | IDataObject[]>;
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

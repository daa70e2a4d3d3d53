import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import type { ManagementApi } from '../transport/managementApi';
import type { Item } from './item';

/** What a person can choose under Operation: its entry in the list, its fields, its work. */
export interface Operation {
	option: INodePropertyOptions;
	/** The fields below Operation, in the order of the panel. */
	fields: INodeProperties[];
	/**
	 * What an item writes to, if it writes: any texts that are the same for the same thing. Items that
	 * share one are carried out one after another, in the order of the inputs. A look-up that it takes is
	 * made once for each item (`perItem`), and after all that can be refused without one.
	 */
	writesTo?(item: Item, api: ManagementApi): string[] | Promise<string[]>;
	/**
	 * Carries out one item.
	 *
	 * @returns the output of the item: one object, or several
	 * @throws InputError for input that cannot be used, NodeApiError when Auth0 refuses
	 */
	execute(item: Item, api: ManagementApi): Promise<IDataObject | IDataObject[]>;
}

/** What a person can choose under Resource, with its operations by the value that is saved. */
export interface Resource {
	option: INodePropertyOptions;
	operations: Record<string, Operation>;
	defaultOperation: string;
}

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
				.map((operation) => operation.option)
				.sort((a, b) => a.name.localeCompare(b.name)),
			default: defaultOperation,
		},
		...Object.entries(operations).flatMap(([operation, { fields }]) =>
			updateDisplayOptions({ show: { resource, operation: [operation] } }, fields),
		),
	];
}

import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';

import { resources } from '../../nodes/Auth0/actions/router';
import { eachValue, VALUE } from '../support/eachValue';
import { locator } from '../support/locators';
import { useTenant } from '../support/tenant';
import { AUTH0_TOOL } from '../support/auth0Tool';

const tenant = useTenant();

const OPERATIONS = Object.entries(resources).flatMap(([resource, { operations }]) =>
	Object.entries(operations).map(([operation, { fields }]) => ({ resource, operation, fields })),
);

/** Whether a field cannot hold everything. */
const isChecked = ({ type }: INodeProperties) => ['boolean', 'number', 'options'].includes(type);

const fieldsIn = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.filter((option) => 'type' in option);

/** What shows a field: the first value of each field that it depends on. */
const shown = ({ displayOptions: { show = {} } = {} }: INodeProperties): INodeParameters =>
	Object.fromEntries(
		Object.entries(show).map(([name, values]) => [name.replace(/^\//, ''), String(values?.[0])]),
	);

/** Something in each field that n8n asks for. */
const required = (fields: INodeProperties[]): INodeParameters =>
	Object.fromEntries(
		fields
			.filter((field) => field.required && field.type !== 'fixedCollection')
			.map(({ name, type, modes }) => [
				name,
				type === 'resourceLocator'
					? locator(modes?.at(-1)?.name ?? 'id', 'jane@example.com')
					: 'jane@example.com',
			]),
	);

/** Whether the panel has a field for tools of AI agents only. */
const isForTools = ({ displayOptions: { show = {} } = {} }: INodeProperties) => '@tool' in show;

/** Parameters in which one field, or one option, holds the value, and the node that has it. */
function* eachField(
	fields: INodeProperties[],
): Generator<[string, INodeParameters, nodeType?: INodeType]> {
	for (const field of fields) {
		if (isChecked(field)) {
			const parameters = { ...shown(field), [field.name]: VALUE };
			const returnAll = field.name === 'returnAll' && VALUE;
			const nodeType = isForTools(field) ? AUTH0_TOOL : undefined;
			yield [field.displayName, { ...parameters, returnAll }, nodeType];
		}
		if (field.name !== 'options') continue;
		for (const option of fieldsIn(field).filter(isChecked)) {
			const options = { [option.name]: VALUE };
			yield [option.displayName, { ...shown(option), options, returnAll: false }];
		}
	}
}

// Also of operations that are still to be written.
it.each(OPERATIONS)(
	'$resource $operation refuses what a switch, a number or a choice cannot hold',
	async ({ resource, operation, fields }) => {
		const all = [...eachField(fields)];
		expect(all.length).toBeGreaterThan(1);
		for (const [label, parameters, nodeType] of all) {
			const [fate] = await eachValue(
				tenant(),
				{ resource, operation, ...required(fields), ...parameters },
				[{ no: 1 }],
				{ nodeType, onError: 'stopWorkflow' },
			);
			expect(fate?.error.startsWith(`'${label}' must be `)).toBe(true);
			expect(fate?.sent).toEqual([]);
		}
	},
);

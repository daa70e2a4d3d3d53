import type { INodeProperties } from 'n8n-workflow';

import { choice } from '../../nodes/Auth0/fields/choice';
import { readDate } from '../../nodes/Auth0/fields/dates';
import { listFields, readLimit } from '../../nodes/Auth0/fields/listFields';
import { optionsField, readRequestOptions } from '../../nodes/Auth0/fields/requestOptions';
import { brandingOrganizationField } from '../../nodes/Auth0/fields/organization/organizationField';
import { inEachContext } from '../support/contexts';
import { locator } from '../support/locators';

const order = choice({
	displayName: 'Order',
	name: 'order',
	default: 'down',
	options: [
		{ name: 'Up', value: 'up' },
		{ name: 'Down', value: 'down' },
	],
});

const FIELDS: INodeProperties[] = [
	...listFields,
	{ displayName: 'Descending', name: 'descending', type: 'boolean', default: true },
	order.field,
	brandingOrganizationField,
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	optionsField(brandingOrganizationField),
];

const VALUES = {
	limit: '7',
	order: 'up',
	descending: 'no',
	organization: locator('id', ' org_1 '),
	name: ' Jane ',
	options: { timeout: 5, organization: locator('id', 'org_2') },
};

const WRONG = {
	limit: 0,
	order: 'sideways',
	descending: 'maybe',
	organization: locator('id', true),
	name: { no: 1 },
	options: { timeout: 0 },
};

describe.each(inEachContext(VALUES, FIELDS))('the parameters of $context', ({ parameters }) => {
	it('are read as the fields of the panel', () => {
		expect(readLimit(parameters)).toBe(7);
		expect(order.read(parameters)).toBe('up');
		expect(parameters.isSet('descending')).toBe(false);
		expect(parameters.reference('organization')).toEqual({ mode: 'id', value: 'org_1' });
		expect(parameters.text('name')).toBe('Jane');
		expect(readRequestOptions(parameters)).toEqual({ timeoutMs: 5000 });
		expect(parameters.locatorOption('organization')).toBe('org_2');
	});

	it('know the time zone of the workflow', () => {
		expect(parameters.timeZone).toMatch(/^[A-Z]\w+/);
		expect(readDate(parameters, 'Day', '2026-01-31T00:00Z')).toBe('2026-01-31T00:00:00.000Z');
	});
});

describe.each(inEachContext({}, FIELDS))(
	'without parameters, those of $context',
	({ parameters }) => {
		it('are as the panel shows them', () => {
			expect(readLimit(parameters)).toBe(50);
			expect(order.read(parameters)).toBe('down');
			expect(parameters.isSet('descending')).toBe(true);
			expect(parameters.reference('organization').value).toBe('');
			expect(parameters.text('name')).toBe('');
			expect(readRequestOptions(parameters)).toEqual({});
			expect(() => parameters.checkFields()).not.toThrow();
		});
	},
);

describe.each(inEachContext(WRONG, FIELDS))(
	'what those of $context cannot be',
	({ parameters }) => {
		it.each<[string, () => unknown]>([
			["'Limit' must be a whole number of 1 or more.", () => readLimit(parameters)],
			["'Order' must be up or down.", () => order.read(parameters)],
			["'Descending' must be true or false.", () => parameters.isSet('descending')],
			["'Organization' must be text.", () => parameters.reference('organization')],
			["'Name' must be text.", () => parameters.text('name')],
			["'Timeout' must be a number from 1 to 300.", () => readRequestOptions(parameters)],
		])('is refused: %s', (message, read) => {
			expect(read).toThrow(message);
		});
	},
);

it('an expression is resolved for its item, and a text stays as it is saved', () => {
	const [item] = inEachContext({ name: '={{ "n" + $json.index }}' }, FIELDS);
	expect(item?.parameters.text('name')).toBe('n1');
	expect(item?.parameters.saved('name')).toBe('={{ "n" + $json.index }}');
});

it('a drop-down reads what the panel shows now, not what is saved', () => {
	const choosing = inEachContext({ name: 'saved' }, FIELDS, { name: 'shown' });
	const texts = choosing.map(({ context, parameters }) => [context, parameters.text('name')]);
	expect(Object.fromEntries(texts)).toMatchObject({ choosing: 'shown', polling: 'saved' });
});

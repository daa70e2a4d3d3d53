import { choice } from '../../nodes/Auth0/fields/choice';
import { Parameters } from '../../nodes/Auth0/fields/parameters';
import { optionsField } from '../../nodes/Auth0/fields/requestOptions';

const channel = choice({
	displayName: 'Send By',
	name: 'channel',
	default: 'email',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Text Message', value: 'sms' },
	],
});

const FIELDS = [channel.field, optionsField(channel.field)];

/** Parameters of which n8n knows these; what is not there has its default. */
const given = (values: Map<string, object | string | number | null>) =>
	new Parameters((name, byDefault) => values.get(name) ?? byDefault, 'UTC', FIELDS);

it('makes a field of the panel', () => {
	expect(channel.field).toMatchObject({ name: 'channel', type: 'options', default: 'email' });
});

it('reads one of its values, and no other can be expected of it', () => {
	const read: 'email' | 'sms' = channel.read(given(new Map([['channel', 'sms']])));
	expect(read).toBe('sms');
	// @ts-expect-error It has no such value.
	expect(channel.readValue('email') === 'fax').toBe(false);
});

it('is its default where the field is not shown, and where the option was not added', () => {
	const none = given(new Map());
	expect(channel.read(none)).toBe('email');
	expect(channel.readOption(none)).toBe('email');
	expect(channel.readOption(given(new Map([['options', { channel: 'sms' }]])))).toBe('sms');
});

it.each(['', 'SMS', 'Email', 'fax', 1, null, undefined, ['sms'], { value: 'sms' }])(
	'refuses %j, which is not on the list',
	(value) => {
		const options = given(new Map([['options', { channel: value }]]));
		for (const read of [() => channel.readValue(value), () => channel.readOption(options)]) {
			expect(read).toThrow("'Send By' must be email or sms.");
		}
	},
);

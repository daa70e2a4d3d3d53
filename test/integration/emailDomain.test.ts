import { account } from '../support/accounts';
import { eachValue, VALUE } from '../support/eachValue';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

const search = { operation: 'getAll', filters: { emailDomain: VALUE } };

it.each([
	['example.com', 'example.com'],
	['@example.com', 'example.com'],
	[' @Example.COM ', 'example.com'],
	['mail.my-company.co.uk', 'mail.my-company.co.uk'],
	['Bücher.example', 'bücher.example'],
	['xn--bcher-kva.example', 'xn--bcher-kva.example'],
])('Email Domain reads %j as %s', async (value, domain) => {
	const [fate] = await eachValue(tenant(), search, [value]);
	expect(fate?.sent[0]?.query.q).toContain(`email.domain:"${domain}"`);
});

it('finds who has an address there', async () => {
	tenant().seedUsers([account('jane'), account('joe', { email: 'joe@sub.example.com' })]);
	const [fate] = await eachValue(tenant(), search, ['@EXAMPLE.com']);
	expect(fate?.output.map(({ email }) => email)).toEqual(['jane@example.com']);
});

it('refuses what is no domain, in which it would find nobody', async () => {
	const values = [
		...['jane@example.com', '@@example.com', '@', 'example', 'example.', '.com', 'a..b'],
		...['https://example.com', 'example.com/', 'exa mple.com', 'a,b.com', '*.example.com'],
		...['-a.com', 'a-.com', 'example.com\u200b', `${'a'.repeat(64)}.com`, 1.5e300],
	];
	for (const { error, description, sent } of await eachValue(tenant(), search, values)) {
		expect(error).toMatch(/^Email Domain (must be a domain|is a number that n8n cannot read)/);
		expect(description).toBeTruthy();
		expect(sent).toEqual([]);
	}
});

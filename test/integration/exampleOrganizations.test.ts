import type { IDataObject } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';

import { runExample } from '../support/exampleRun';
import { byId } from '../support/locators';
import { isChange } from '../support/requests';
import { credentialFor, useTenant } from '../support/tenant';

const tenant = useTenant();

const changes = () => tenant().requests.filter(isChange);

describe('a form for a new customer', () => {
	const FILLED_IN = {
		'Company name': 'Initech Inc.',
		'Short name': 'initech',
		'Admin email': 'jane@example.com',
		'Email domain': 'initech.example.com',
	};
	const APPLICATION = { application: byId('App00000000000000000000000000001') };

	const send = async (form: IDataObject = {}, onboard = APPLICATION) => {
		const run = await runExample(
			'20-onboard-a-customer.json',
			credentialFor(tenant()),
			'New customer',
			[{ json: { ...FILLED_IN, ...form } }],
			{ set: { Onboard: onboard } },
		);
		return [...run.items('What was done'), ...run.items('What went wrong')].map(
			({ completionTitle, completionMessage }) => [completionTitle, completionMessage],
		);
	};

	it('shows what was done, part by part, and changes nothing when it is sent again', async () => {
		tenant().seedUsers([account('jane')]);
		const dns = expect.stringMatching(
			/customer to add: TXT _ss-verification\.org_\w+\.initech\.example\.com with the value \w+$/,
		);
		const lines = (organization: string, connection: string, admin: string, domain: string) =>
			expect.stringContaining(
				[
					`Organization initech: ${organization}`,
					`Connections: ${connection}`,
					`Admin jane@example.com: ${admin}`,
					`Email domain: initech.example.com ${domain}, pending\n`,
				].join('\n'),
			);

		const [first = []] = await send();
		expect(first).toEqual(['Initech Inc. is set up', dns]);
		expect(first[1]).toEqual(lines('created', 'enabled', 'added', 'added'));
		const { organizations } = tenant().catalogue;
		const { id = '' } = organizations.find(({ name }) => name === 'initech') ?? {};
		const { items } = await execute(credentialFor(tenant()), {
			operation: 'organizationMember:getAll',
			organization: byId(id),
			returnAll: true,
		});
		expect(items).toMatchObject([{ json: { user_id: JANE, roles: [{ name: 'Admin' }] } }]);

		const [again = []] = await send();
		expect(again[1]).toEqual(lines('unchanged', 'unchanged', 'unchanged', 'already there'));
	});

	it('invites who is no user yet, once, and needs no domain', async () => {
		const shown = (admin: string) => [
			[expect.anything(), expect.stringMatching(`: ${admin}\nEmail domain: none given$`)],
		];
		expect(await send({ 'Email domain': '' })).toEqual(shown('invited'));
		expect(await send({ 'Email domain': '' })).toEqual(shown('already invited'));
		expect(tenant().emails.map(({ to }) => to)).toEqual(['jane@example.com']);
	});

	it('says on the last page what went wrong', async () => {
		const unfinished = (text: string) => [['Not finished', expect.stringContaining(text)]];
		expect(await send({ 'Short name': 'Initech Inc.' })).toEqual(unfinished("the 'Name'"));
		expect(await send({}, { application: byId('') })).toEqual(
			unfinished("'Application' is empty."),
		);
		expect(changes()).toEqual([]);
		expect(await send({ 'Email domain': 'initech' })).toEqual(
			unfinished("'Domain' is not a domain."),
		);
	});
});

it('lists the members of every organization with their roles there, and changes nothing', async () => {
	tenant().seedUsers([account('jane', { name: 'Jane Doe' }), account('joe'), account('nobody')]);
	const [acme, globex] = tenant().catalogue.organizations;
	const [admin, editor] = tenant().catalogue.roles;
	if (!acme || !globex || !admin || !editor) throw new Error('The tenant lacks its catalogue.');
	tenant().addMember(acme.id, JANE);
	tenant().addMember(acme.id, 'auth0|joe');
	tenant().addMember(globex.id, JANE);
	tenant().addMemberRole(acme.id, JANE, admin);
	tenant().addMemberRole(acme.id, JANE, editor);

	const run = await runExample(
		'21-organizations-and-members.json',
		credentialFor(tenant()),
		'Every night',
	);

	const rows = run.items('One row a member').map(({ assignments }) => {
		const { assignments: columns } = Object(assignments) as { assignments: IDataObject[] };
		return Object.fromEntries(columns.map(({ name, value }) => [name, value]));
	});
	const jane = { user_id: JANE, email: 'jane@example.com', name: 'Jane Doe' };
	const ofAcme = { organization: 'Acme Inc.', organization_id: acme.id };
	expect(rows).toEqual([
		{ ...ofAcme, ...jane, roles: 'Admin, Editor' },
		{
			...ofAcme,
			user_id: 'auth0|joe',
			email: 'joe@example.com',
			name: expect.any(String),
			roles: '',
		},
		{ organization: 'Globex Corporation', organization_id: globex.id, ...jane, roles: '' },
	]);
	expect(run.items('Send file')).not.toEqual([]);
	expect(changes()).toEqual([]);
});

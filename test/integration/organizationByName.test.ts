import type { INodeParameters } from 'n8n-workflow';

import { account, JANE } from '../support/accounts';
import { execute } from '../support/engine';
import { byId, byName, connection, jane, locator } from '../support/locators';
import { LIST } from '../support/sync';
import { credentialFor, useTenant } from '../support/tenant';
import { isChange } from '../support/requests';

const tenant = useTenant();

const ACME = 'org_0000000000000001';
const UNKNOWN = 'Organization “initech” does not exist.';

type Organization = ReturnType<typeof locator<string>>;

const inOptions = (organization: Organization): INodeParameters => ({ options: { organization } });

/** Each operation that takes an organization besides what it is about, and where it takes it. */
const OPERATIONS: Array<
	[string, INodeParameters, (organization: Organization) => INodeParameters]
> = [
	['emailAndLink:sendPasswordReset', { email: 'jane@example.com', connection }, inOptions],
	['emailAndLink:sendVerificationEmail', { userId: jane }, inOptions],
	['emailAndLink:createPasswordTicket', { userId: jane }, inOptions],
	['emailAndLink:createVerificationTicket', { userId: jane }, inOptions],
	['user:invite', { email: 'new@example.com', connection }, inOptions],
	['user:invite', { email: 'jane@example.com', connection, invitation: 'link' }, inOptions],
	['user:sync', { ...LIST, scope: 'organization' }, (organization) => ({ organization })],
];

const row = { email: 'jane@example.com', name: 'Jane', nickname: 'j', plan: 'x' };
const run = async (operation: string, parameters: INodeParameters) =>
	await execute(credentialFor(tenant()), { ...parameters, operation }, [row]);

/** Whether a request is for this organization. */
const isFor = ({ path, body }: { path: string; body?: unknown }) =>
	`${path} ${JSON.stringify(body)}`.includes(ACME);
const isLookUp = ({ path }: { path: string }) => path.includes('/organizations/name/');
const sent = () => tenant().requests;

beforeEach(() => {
	tenant().seedUsers([account('jane')]);
	tenant().addMember(ACME, JANE);
});

describe.each(OPERATIONS)('%s with %j', (operation, parameters, withOrganization) => {
	it.each<[string, Organization]>([
		['a name', byName('acme')],
		['a name in capitals, with spaces around it', byName(' ACME ')],
		['a name where an ID is expected', byId('acme')],
		['plain text, as a model writes it', locator('', 'acme')],
	])('takes %s', async (_what, organization) => {
		const { error } = await run(operation, { ...parameters, ...withOrganization(organization) });
		expect(error).toBeUndefined();
		expect(sent().filter(isLookUp)).toHaveLength(1);
		expect(sent().some(isFor)).toBe(true);
	});

	it('looks nothing up for an ID', async () => {
		const { error } = await run(operation, { ...parameters, ...withOrganization(byId(ACME)) });
		expect(error).toBeUndefined();
		expect(sent().filter(isLookUp)).toEqual([]);
		expect(sent().some(isFor)).toBe(true);
	});

	it('changes nothing for a name that no organization has', async () => {
		const { error } = await run(operation, {
			...parameters,
			...withOrganization(byName('initech')),
		});
		expect(error?.message).toBe(UNKNOWN);
		expect(sent().filter(isChange)).toEqual([]);
		expect([...tenant().emails, ...tenant().tickets]).toEqual([]);
	});

	it('refuses a display name before anything is sent', async () => {
		const given = withOrganization(byName('Acme Inc.'));
		const { error } = await run(operation, { ...parameters, ...given });
		expect(error?.message).toBe(
			"“Acme Inc.” in 'Organization' is neither an ID nor a name of an organization.",
		);
		expect(sent()).toEqual([]);
	});
});

import { JANE } from '../support/accounts';
import { EVERYTHING, useOnboarding } from '../support/onboarding';
import { useTenant } from '../support/tenant';
import { useNoBackoff } from '../support/waits';

const tenant = useTenant();
useNoBackoff();
const { outputOf, errorOf } = useOnboarding(tenant);

describe('onboarding an organization', () => {
	it('that fails half way says what was done, and is completed by another run', async () => {
		tenant().inject({
			method: 'POST',
			path: /\/invitations$/,
			status: 400,
			body: { statusCode: 400, error: 'Bad Request', message: 'No default login route' },
		});
		const { description } = await errorOf(EVERYTHING);
		expect(description).toContain(
			`Done before: organization “initech” created, ${JANE}, auth0|bob added, roles of ${JANE} added, roles of auth0|bob added. You can run this item again`,
		);
		expect(await outputOf()).toMatchObject({
			outcome: 'unchanged',
			members: [{ outcome: 'unchanged' }, { outcome: 'unchanged' }, { outcome: 'invited' }],
		});
	});

	it('tells to run it again only where something was done, and it is known what', async () => {
		const body = { statusCode: 400, error: 'Bad Request', message: 'No' };
		tenant().inject({ method: 'POST', path: '/api/v2/organizations', status: 400, body });
		expect((await errorOf(EVERYTHING)).description).not.toMatch(/Done before|run this item again/);
		tenant().inject({ method: 'POST', path: /\/invitations$/, status: 503, body: {} });
		const { description } = await errorOf(EVERYTHING);
		expect(description).toContain('Use Get Many to look for new@example.com');
		expect(description).toContain('Done before: organization “initech” created');
		expect(description).not.toContain('You can run this item again');
	});

	it('goes on with an organization whose creation got no answer', async () => {
		tenant().inject({ method: 'POST', path: '/api/v2/organizations', drop: 'after' });
		expect(await outputOf()).toMatchObject({ members: [{ outcome: 'added' }, {}, {}] });
		expect(tenant().catalogue.organizations.filter(({ name }) => name === 'initech')).toHaveLength(
			1,
		);
	});

	it('completes an organization that another run created in the meantime', async () => {
		const { id } = tenant().catalogue.addOrganization({ name: 'initech' });
		tenant().addMember(id, JANE);
		const body = { statusCode: 404, error: 'Not Found', message: 'No organization found' };
		const path = '/api/v2/organizations/name/initech';
		tenant().inject({ method: 'GET', path, status: 404, body });
		expect(await outputOf()).toMatchObject({
			id,
			outcome: 'updated',
			connections: [{ outcome: 'enabled' }],
			members: [{ outcome: 'roles_added' }, { outcome: 'added' }, { outcome: 'invited' }],
		});
		expect(tenant().catalogue.enabledConnections.of(id)).toHaveLength(1);
	});

	it.each<[string, RegExp, string]>([
		['an organization', /\/members$/, 'Organization'],
		['a member', /\/roles$/, 'member'],
		['an organization with invitations', /\/invitations$/, 'Organization'],
	])(
		'names no field that it does not have when %s is deleted meanwhile',
		async (_what, path, what) => {
			const body = { statusCode: 404, error: 'Not Found', message: 'Gone' };
			tenant().inject({ method: 'POST', path, status: 404, body });
			const { message, description } = await errorOf(EVERYTHING);
			expect(message).toContain(what);
			expect(description).toContain('It was deleted in the meantime. Run this item again.');
			expect(description).not.toMatch(/'(?:Organization|User|Email)'/);
		},
	);

	it('names the field of an email address that Auth0 refuses', async () => {
		const body = {
			statusCode: 400,
			error: 'Bad Request',
			message:
				"Payload validation error: 'Object didn't pass validation for format email: new@example.com' on property invitee.email.",
			errorCode: 'invalid_body',
		};
		tenant().inject({ method: 'POST', path: /\/invitations$/, status: 400, body });
		const { description } = await errorOf(EVERYTHING);
		expect(description).toContain("Check the 'Member' field.");
	});
});

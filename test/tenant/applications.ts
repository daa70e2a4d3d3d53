import type { RegisteredClient } from './clients';

/** An application of the tenant, with everything that it has. */
export interface Application {
	client_id: string;
	client_secret: string;
	name: string;
	app_type: 'native' | 'spa' | 'regular_web' | 'non_interactive';
	global?: boolean;
	is_first_party?: boolean;
	[property: string]: unknown;
}

const seed = (number: number, name: string, appType: Application['app_type']): Application => ({
	client_id: `App${String(number).padStart(29, '0')}`,
	client_secret: `Secret${String(number).padStart(58, '0')}`,
	name,
	app_type: appType,
	global: false,
	is_first_party: true,
	grant_types: GRANT_TYPES[appType],
	...(appType !== 'non_interactive' && {
		callbacks: ['https://app.example.com/callback'],
		allowed_logout_urls: ['https://app.example.com'],
	}),
	oidc_conformant: true,
	signing_keys: [{ cert: `Cert${number}`, pkcs7: `Pkcs7${number}`, subject: 'deprecated' }],
});

const GRANT_TYPES = {
	native: ['authorization_code', 'refresh_token'],
	spa: ['authorization_code', 'refresh_token'],
	regular_web: ['authorization_code', 'refresh_token'],
	non_interactive: ['client_credentials'],
};

const APPLICATIONS: Application[] = [
	seed(1, 'Customer Portal', 'regular_web'),
	seed(2, 'Mobile App', 'native'),
	seed(3, 'Nightly Sync', 'non_interactive'),
];

/** The applications that a person sees, and the clients that only the tests use. */
export class Applications {
	readonly listed: Application[] = [];

	constructor(private readonly clients: RegisteredClient[]) {
		this.reset();
	}

	reset(): void {
		this.listed.splice(0, Infinity, ...APPLICATIONS);
	}

	add(application: Partial<Application>): Application {
		const number = this.listed.length + 1;
		const added = {
			...seed(number, `Application ${number}`, 'regular_web'),
			...application,
		};
		this.listed.push(added);
		return added;
	}

	find(clientId: string): Application | undefined {
		const listed = this.listed.find((application) => application.client_id === clientId);
		const client = this.clients.find((candidate) => candidate.clientId === clientId);
		if (listed || !client) return listed;
		return {
			client_id: clientId,
			client_secret: client.clientSecret,
			name: 'Machine to machine',
			app_type: 'non_interactive',
		};
	}
}

/** Whether the application can keep a secret, and so has to send it. */
export const isConfidential = ({ app_type: type }: Application) =>
	type === 'regular_web' || type === 'non_interactive';

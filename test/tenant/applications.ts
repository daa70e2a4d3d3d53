import type { RegisteredClient } from './clients';

/** An application of the tenant, as its clients see it. */
export interface Application {
	client_id: string;
	client_secret: string;
	name: string;
	app_type: 'native' | 'spa' | 'regular_web' | 'non_interactive';
}

const seed = (number: number, name: string, appType: Application['app_type']): Application => ({
	client_id: `App${String(number).padStart(29, '0')}`,
	client_secret: `Secret${String(number).padStart(58, '0')}`,
	name,
	app_type: appType,
});

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

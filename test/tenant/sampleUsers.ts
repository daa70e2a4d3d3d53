import { DATABASE } from './connections';
import type { SeedUser } from './seeds';

const DAY_MS = 86_400_000;

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

interface Sample {
	name: string;
	/** How many days ago the user was created. */
	created: number;
	/** How many days ago the user logged in last; without it, never. */
	loggedIn?: number;
	blocked?: boolean;
}

/** People such as every tenant has: some log in every day, some have not for years. */
const SAMPLES: Sample[] = [
	{ name: 'Jane Doe', created: 700, loggedIn: 2 },
	{ name: 'Ines Costa', created: 900, loggedIn: 800 },
	{ name: 'Omar Haddad', created: 820, loggedIn: 410 },
	{ name: 'Lena Fischer', created: 640, loggedIn: 500 },
	{ name: 'Kenji Sato', created: 300, loggedIn: 30 },
	{ name: 'Priya Nair', created: 610, loggedIn: 600, blocked: true },
	{ name: 'Tom Baker', created: 450 },
];

/** The users of a tenant to try things out with, as of now. */
export const sampleUsers = (): SeedUser[] =>
	SAMPLES.map(({ name, created, loggedIn, blocked }) => {
		const handle = name.toLowerCase().replace(' ', '.');
		const login = loggedIn === undefined ? {} : { last_login: daysAgo(loggedIn), logins_count: 12 };
		return {
			connection: DATABASE,
			email: `${handle}@example.com`,
			name,
			password: 'Correct-Horse-9',
			user_id: handle,
			...(blocked && { blocked }),
			overrides: { created_at: daysAgo(created), ...login },
		};
	});

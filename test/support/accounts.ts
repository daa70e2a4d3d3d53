import type { SeedUser } from '../tenant';
import { DATABASE } from '../tenant/connections';

export { DATABASE };

/** The ID of this database in every tenant. */
export const DATABASE_ID = 'con_0000000000000001';

/** A password that every policy takes. */
export const PASSWORD = 'Correct-Horse-9';

/** What creates the user `auth0|<name>` of the database. */
export const account = (name: string, rest: Partial<SeedUser> = {}): SeedUser => ({
	connection: DATABASE,
	email: `${name}@example.com`,
	password: PASSWORD,
	user_id: name,
	...rest,
});

/** The user ID of `account('jane')`. */
export const JANE = 'auth0|jane';

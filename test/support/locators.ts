import { DATABASE, JANE } from './accounts';

/** What a field with a choice of modes, like User, holds in a saved workflow. */
export const locator = <T>(mode: string, value: T) => ({ __rl: true, mode, value });

export const byId = <T>(value: T) => locator('id', value);
export const byName = <T>(value: T) => locator('name', value);
export const byEmail = <T>(value: T) => locator('email', value);

/** The field Connection, with the database of users. */
export const connection = byName(DATABASE);

/** The field User, with `account('jane')`. */
export const jane = byId(JANE);

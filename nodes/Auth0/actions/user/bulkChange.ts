import type { IDataObject } from 'n8n-workflow';

import type { Auth0Connection } from '../../transport/connection';
import type { ManagementApi } from '../../transport/managementApi';

/** What to do with each user that a search finds. */
export interface BulkChange {
	/** What would become of users, such as “would be blocked”. */
	would: string;
	/** What became of users, such as “were blocked”. */
	did: string;
	/** How to go on with those beyond Maximum Users. */
	forTheRest: string;
	/** What of a user it has to know besides the identity. */
	needs?: string[];
	/** What of a user only the preview has to know. */
	compares?: string[];
	/**
	 * Looks up what it takes, before anybody is searched for.
	 *
	 * @throws InputError for what the tenant does not have
	 */
	prepare?(api: ManagementApi): Promise<unknown>;
	/** Why a user is left as is; undefined for one who is not. */
	skips?(user: IDataObject): string | undefined;
	/** What the output has of a user who is left as is, besides the reason. */
	skipped?: IDataObject;
	/** What it would change of a user who was found; nothing is sent that changes anything. */
	preview(user: IDataObject, api: ManagementApi): IDataObject | Promise<IDataObject>;
	/**
	 * Changes a user who was found.
	 *
	 * @param identity what the output says of a user of whom Auth0 returns nothing
	 * @returns the output for the user
	 */
	run(auth0: Auth0Connection, user: FoundUser, identity: IDataObject): Promise<IDataObject>;
}

/** A user whom the search found. */
export type FoundUser = IDataObject & { user_id: string };

/** For a change after which the next run goes on with others. */
export const RUN_AGAIN = 'Run again for the rest.';

/** For a change after which the next run finds the same users again. */
export const filterFor = (rest: string, done: string) =>
	`To ${rest} the rest, raise 'Maximum Users', or add a filter that excludes users you have already ${done}.`;

import type { FurtherPermissions } from '../permissions';

/** What it takes to read the options of a connection: without it, Auth0 leaves them out. */
export const TO_READ_OPTIONS: FurtherPermissions = {
	to: 'return the options with Simplify off',
	needs: ['read:connections_options'],
};

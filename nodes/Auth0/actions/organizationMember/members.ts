import type { FurtherPermissions } from '../permissions';

/** What it takes to know roles by their names, and to tell whose they are. */
export const TO_TELL_ROLES: FurtherPermissions = {
	to: 'return whether a role is one of the tenant or of the organization',
	needs: ['read:roles'],
};

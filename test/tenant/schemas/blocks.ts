import { boolean, described, parameters, text } from './parts';

export interface BlocksQuery {
	identifier: string;
}

const enablement = described('Whether brute-force protection has to be enabled', boolean);
const identifier = described('Should be any of a username, phone number, or email', text());

/** GET /user-blocks/{id} https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks-by-id */
export const userBlocksQuery = parameters({ consider_brute_force_enablement: enablement });

/** GET /user-blocks https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks */
export const blocksQuery = parameters({ identifier, consider_brute_force_enablement: enablement }, [
	'identifier',
]);

/** DELETE /user-blocks https://auth0.com/docs/api/management/v2/user-blocks/delete-user-blocks */
export const deleteBlocksQuery = parameters({ identifier }, ['identifier']);

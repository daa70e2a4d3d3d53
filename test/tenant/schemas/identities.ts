import { body, connectionId, described, PROVIDERS, text } from './parts';

/** The body of POST /users/{id}/identities. */
export interface LinkBody {
	provider?: string;
	connection_id?: string;
	user_id?: string | number;
	link_with?: string;
}

const provider = described('The type of identity provider', { type: 'string', enum: PROVIDERS });

/** POST /users/{id}/identities https://auth0.com/docs/api/management/v2/users/post-identities */
export const linkBody = {
	...body({
		provider,
		connection_id: described('connection_id of the secondary user account', connectionId),
		user_id: described('Unique identifier of the user for this identity', {
			type: ['string', 'integer'],
			minLength: 1,
		}),
		link_with: described('JWT for the secondary account being linked', text()),
	}),
	minProperties: 1,
};

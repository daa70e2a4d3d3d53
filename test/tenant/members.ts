import type { User } from './users';

/** A user as lists of members have it. */
export const toMember = ({ user_id, email, picture, name }: User) => ({
	user_id,
	email,
	picture,
	name,
});

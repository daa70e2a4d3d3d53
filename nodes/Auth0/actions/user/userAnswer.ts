import { anId, object } from '../../transport/answers';

/** A user as Auth0 returns it, with all fields or with these. */
export const userAnswer = object({ user_id: anId });

export type UserAnswer = ReturnType<typeof userAnswer>;

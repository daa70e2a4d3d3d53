import { USER_ERRORS, USER_LABELS } from '../../api/userRefusals';
import type { ManagementApi } from '../../transport/managementApi';
import type { ApiRequest } from '../../transport/request';
import type { UserBody } from '../../fields/user/userProperties';
import { userAnswer, type UserAnswer } from './userAnswer';
import { subjectOf, userPath } from './userReference';

/** The change of a user [patch_users_by_id], which is answered with the user as it is then. */
export const patchOf = (id: string, body: UserBody): ApiRequest<UserAnswer> => ({
	method: 'PATCH',
	path: userPath(id),
	body,
	subject: subjectOf(id),
	labels: USER_LABELS,
	errors: USER_ERRORS,
	answers: userAnswer,
});

/** @throws NodeApiError when Auth0 refuses */
export const patchUser = async (api: ManagementApi, id: string, body: UserBody) =>
	await api.request(patchOf(id, body));

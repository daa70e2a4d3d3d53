import type { ApiCall } from '../../../transport/request';

/**
 * The same request with words for Onboard, which has other fields than the operations for one part: what it
 * names was there before, so what is missing now was deleted in the meantime.
 *
 * @param whenRefused what to check where Auth0 refuses what was sent
 * @param labels what the panel calls what was sent, where that has another name here
 */
export const inOnboarding = <Request extends Pick<ApiCall<unknown, object>, 'subject' | 'labels'>>(
	request: Request,
	whenRefused?: string,
	labels: Record<string, string> = {},
): Request => ({
	...request,
	...(request.subject && {
		subject: { ...request.subject, whenMissing: DELETED, ...(whenRefused && { whenRefused }) },
	}),
	labels: { ...request.labels, ...labels },
});

const DELETED = 'It was deleted in the meantime. Run this item again.';

import { ApiError } from './errors';

interface Metadata {
	user_metadata?: Record<string, unknown>;
	app_metadata?: Record<string, unknown>;
}

/**
 * Auth0's store takes no name with a dot, and none that starts with a dollar sign, on any level; the
 * Management API lets it fail.
 *
 * @throws ApiError 500
 */
export function checkMetadataNames({ user_metadata: user, app_metadata: app }: Metadata): void {
	if (hasForbiddenName(user) || hasForbiddenName(app)) {
		throw new ApiError(500, 'An internal server error occurred');
	}
}

function hasForbiddenName(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(
		([name, inner]) => name.includes('.') || name.startsWith('$') || hasForbiddenName(inner),
	);
}

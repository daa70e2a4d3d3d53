const REASONS: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
	409: 'Conflict',
	413: 'Request Entity Too Large',
	415: 'Unsupported Media Type',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
};

/**
 * An error of the Management API: `{statusCode, error, message, errorCode?, attributes?}`.
 * Source: https://auth0.com/docs/api/management/v2
 */
export class ApiError extends Error {
	constructor(
		readonly statusCode: number,
		message: string,
		private readonly details: { errorCode?: string; attributes?: { error: string } } = {},
	) {
		super(message);
	}

	/** The JSON body of the answer. */
	body() {
		const { statusCode, message, details } = this;
		return { statusCode, error: REASONS[statusCode] ?? 'Error', message, ...details };
	}
}

/**
 * An error of the Authentication API: `{error, error_description}`.
 * Source: https://auth0.com/docs/api/authentication
 */
export class OAuthError extends Error {
	constructor(
		readonly statusCode: number,
		private readonly code: string,
		description: string,
	) {
		super(description);
	}

	/** The JSON body of the answer. */
	body() {
		return { error: this.code, error_description: this.message };
	}
}

/** A refused request of the Management API, with status 400. */
export const badRequest = (message: string, errorCode?: string) =>
	new ApiError(400, message, errorCode ? { errorCode } : {});

/** A refused token of the Management API: 401, with the reason a second time in `attributes`. */
export const unauthorized = (message: string) =>
	new ApiError(401, message, { attributes: { error: message } });

/** The answer of the Management API for a user that is not there: 404. */
export const inexistentUser = () =>
	new ApiError(404, 'The user does not exist.', { errorCode: 'inexistent_user' });

/** The answer for whatever this tenant does not implement: 404. */
export const notFound = () => new ApiError(404, 'Not Found');

interface Circumstances {
	/** Whether it can be different in a moment, with the same fields. */
	isTemporary?: boolean;
	/** How long the tenant refuses to issue a token, in ms, if it names a time. */
	refusedForMs?: number;
	/** Auth0's refusal, as an answer of its Management API would hold it. */
	answer?: { statusCode: number; body: { message: string; errorCode: string } };
}

/**
 * Why the credential cannot be used: what happened, and what the person can do next. n8n shows the
 * message as it is, because the error carries neither `code` nor `response`.
 */
export class VaultConnectionError extends Error {
	override readonly name = 'VaultConnectionError';

	constructor(
		readonly summary: string,
		readonly advice: string,
		readonly circumstances: Circumstances = {},
	) {
		super(`${summary} ${advice}`);
	}
}

/**
 * Why the credential cannot be used: what happened, and what the person can do next. n8n shows the
 * message as it is, because the error carries neither `code` nor `response`.
 */
export class VaultConnectionError extends Error {
	override readonly name = 'VaultConnectionError';

	constructor(
		readonly summary: string,
		readonly advice: string,
	) {
		super(`${summary} ${advice}`);
	}
}

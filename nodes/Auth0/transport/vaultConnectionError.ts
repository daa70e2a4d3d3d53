import { InputError } from './inputError';

interface Circumstances {
	/** Whether it can be different in a moment, with the same fields. */
	isTransient?: boolean;
	/** How long the tenant refuses to issue a token, in ms, if it names a time. */
	retryAfterMs?: number;
	/** Auth0's refusal, as an answer of its Management API would hold it. */
	answer?: { statusCode: number; body: { message: string; errorCode: string } };
}

/** Why the credential cannot be used: what happened, and what the person can do next. */
export class VaultConnectionError extends InputError {
	override readonly name = 'VaultConnectionError';

	constructor(
		message: string,
		description: string,
		readonly circumstances: Circumstances = {},
	) {
		super(message, description);
	}

	/** The same, for somebody else who waited for it: n8n adds to the errors that it is given. */
	copy(): VaultConnectionError {
		return new VaultConnectionError(
			this.message,
			this.description,
			structuredClone(this.circumstances),
		);
	}
}

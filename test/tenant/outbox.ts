/** A message that the tenant sent. */
export interface Message {
	/** The email address or the phone number. */
	to: string;
	kind:
		| 'verification_email'
		| 'change_password'
		| 'passwordless_link'
		| 'passwordless_code'
		| 'invitation';
	/** Whom it is about, if the tenant knows. */
	userId?: string;
	clientId?: string;
	organizationId?: string;
}

/** What the tenant sent, in that order. */
export class Outbox {
	readonly emails: Message[] = [];
	readonly texts: Message[] = [];

	clear(): void {
		this.emails.length = 0;
		this.texts.length = 0;
	}
}

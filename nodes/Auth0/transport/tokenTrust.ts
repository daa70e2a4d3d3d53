const MAX_VAIN_RENEWALS = 3;
const MAX_REFUSED_REQUESTS = 5;

/**
 * Judges whom a 401 speaks against: the token, or the request alone. A token that is no longer accepted
 * is renewed once; a request that is always refused costs neither a token each time nor other requests
 * theirs.
 */
export class TokenTrust {
	/** Whether any token was accepted for anything. */
	private wasAccepted = false;
	/** Whether the present token was. */
	private isAccepted = false;
	/** Whether the present token was fetched because the one before was refused. */
	private isRenewal = false;
	/** Renewals after which the same request was refused again. */
	private vainRenewals = 0;
	/** Refusals since a token was accepted last. */
	private refusalsInARow = 0;
	/** The requests that were refused to the end. */
	private refusedRequests = 0;

	/** Auth0 answered a request, sent with the present token or an older one, with anything but 401. */
	recordAcceptance(isPresent: boolean): void {
		this.wasAccepted = true;
		if (!isPresent) return;
		this.isAccepted = true;
		this.refusalsInARow = 0;
	}

	/** The present token was refused for a request that no other token was refused for. */
	recordRefusal(): void {
		this.refusalsInARow++;
	}

	/** The present token is dropped, so that another is fetched. */
	recordDrop({ wasRefused }: { wasRefused: boolean }): void {
		this.isAccepted = false;
		this.isRenewal = wasRefused;
	}

	/** A second token was refused for the same request. */
	recordVainRenewal(): void {
		this.vainRenewals++;
		this.refusalsInARow++;
	}

	/** A request is left refused. */
	recordRefusedRequest(): void {
		this.refusedRequests++;
	}

	/** Whether the present token, which was refused, is to be renewed. */
	get shouldRenew(): boolean {
		// One that never worked, and that was to replace another, is no worse than the next would be.
		if (!this.isAccepted) return !this.isRenewal;
		return this.vainRenewals < MAX_VAIN_RENEWALS || this.refusalsInARow > 1;
	}

	/** Whether nothing but refusals is known: the next request finds out alone. */
	get needsProbe(): boolean {
		return !this.wasAccepted && this.refusedRequests > 0;
	}

	/** Whether all other requests are to be given up: several were refused, and none was ever accepted. */
	get isExhausted(): boolean {
		return !this.wasAccepted && this.refusedRequests >= MAX_REFUSED_REQUESTS;
	}
}

import { orAborted } from './cancellation';
import { fingerprint, type VaultConnection } from './tenant';
import { isNewerToken, usableToken } from './token';

/** A token, in the form in which it is stored, and whether n8n has stored it. */
export interface Renewed {
	stored: string;
	isStored: boolean;
}

interface Renewal {
	result: Promise<Renewed>;
	/** The result, once it is there. */
	renewed?: Renewed;
	/** When it is forgotten, in epoch ms. */
	until: number;
	/** How many wait for it. */
	waiting: number;
	/** Ends it, when nobody does any more. */
	end: AbortController;
}

/** What is needed, and for how long. */
interface Need {
	/**
	 * The token in whose place another is needed, in the form in which it is stored, or anything else when
	 * there is none: it never comes back, as Auth0 may have refused it.
	 */
	held: unknown;
	/** Gets a token, if nobody else is about to, until the signal aborts. */
	renew(signal: AbortSignal): Promise<Renewed>;
	/** Aborts when the token is no longer waited for; the others still wait. */
	signal?: AbortSignal;
}

/** How long a token is handed on after it was issued, in ms. */
const HANDED_ON_MS = 10_000;

/**
 * The tokens that are on their way to n8n's store, one for each fingerprint: whoever needs the same one
 * meanwhile shares it.
 *
 * This is no second store. Once n8n has stored a token, it is there for whoever reads it, and is handed
 * on for a few seconds more only to those who hold an older one, whose requests were under way. A token
 * that n8n fails to store is forgotten as soon, and a failure at once.
 */
export class TokenRenewals {
	private readonly renewals = new Map<string, Renewal>();

	/**
	 * Gets a token together with all others who need one for the same fields.
	 *
	 * @throws what `renew` throws, for all who waited for it; the reason of the signal when it aborts
	 */
	async share(connection: VaultConnection, { held, renew, signal }: Need): Promise<Renewed> {
		const key = fingerprint(connection);
		for (let useless: Renewal | undefined; ;) {
			this.forgetOld();
			const open = this.renewals.get(key);
			const isOwn = !open || open === useless || !canServe(open, held, connection);
			const renewal = isOwn ? this.start(key, renew) : open;
			const renewed = await this.waitFor(key, renewal, signal);
			if (isOwn || renewed.stored !== held) return renewed;
			useless = renewal;
		}
	}

	/** n8n has stored a token, which is about to be sent. */
	recordStored(stored: unknown, connection: VaultConnection): void {
		if (this.renewals.size === 0) return;
		this.forgetOld();
		const renewed = this.renewals.get(fingerprint(connection))?.renewed;
		if (renewed && renewed.stored === stored) renewed.isStored = true;
	}

	private start(key: string, renew: Need['renew']): Renewal {
		const end = new AbortController();
		const result = renew(end.signal);
		const renewal: Renewal = { result, until: Number.POSITIVE_INFINITY, waiting: 0, end };
		this.renewals.set(key, renewal);
		// Before anybody else goes on.
		void result.then(
			(renewed) => Object.assign(renewal, { renewed, until: Date.now() + HANDED_ON_MS }),
			() => this.forget(key, renewal),
		);
		return renewal;
	}

	private async waitFor(key: string, renewal: Renewal, signal?: AbortSignal): Promise<Renewed> {
		renewal.waiting++;
		try {
			return await orAborted(renewal.result, [signal]);
		} finally {
			renewal.waiting--;
			if (renewal.waiting === 0 && !renewal.renewed) {
				this.forget(key, renewal);
				renewal.end.abort();
			}
		}
	}

	private forget(key: string, renewal: Renewal) {
		if (this.renewals.get(key) === renewal) this.renewals.delete(key);
	}

	private forgetOld() {
		const now = Date.now();
		for (const [key, { until }] of this.renewals) if (now >= until) this.renewals.delete(key);
	}
}

function canServe({ renewed }: Renewal, held: unknown, connection: VaultConnection): boolean {
	if (!renewed) return true;
	const { stored, isStored } = renewed;
	if (usableToken(stored, connection) === undefined) return false;
	return !isStored || isNewerToken(stored, held);
}

import { createPrivateKey, createPublicKey, randomUUID, type KeyObject } from 'crypto';
import jwt from 'jsonwebtoken';

import type { RegisteredClient } from './clients';
import { ApiError, unauthorized } from './errors';

/** What a token of the Management API says. */
interface Claims {
	azp: string;
	jti: string;
	scope: string;
	/** When it expires, in seconds since the epoch. */
	exp: number;
}

/** Issues access tokens as Auth0 does, and checks them as the Management API does. */
export class Tokens {
	private readonly privateKey: KeyObject;
	private readonly publicKey: KeyObject;
	private readonly kid = randomUUID();
	private readonly revoked = new Set<string>();
	private readonly issued: string[] = [];
	/** What accepted tokens say: checking a signature takes longer than all else about a request. */
	private readonly accepted = new Map<string, Claims>();

	constructor(
		/** RSA, in PEM. */
		key: string,
		private readonly issuer: string,
		private readonly audience: string,
		readonly lifetimeSeconds: number,
	) {
		this.privateKey = createPrivateKey(key);
		this.publicKey = createPublicKey(this.privateKey);
	}

	/** Issues a token for the client credentials grant: a signed JWT, RS256. */
	issue({ clientId, scope }: RegisteredClient): string {
		const jwtid = randomUUID();
		this.issued.push(jwtid);
		return jwt.sign({ azp: clientId, scope, gty: 'client-credentials' }, this.privateKey, {
			algorithm: 'RS256',
			keyid: this.kid,
			issuer: this.issuer,
			subject: `${clientId}@clients`,
			audience: this.audience,
			expiresIn: this.lifetimeSeconds,
			jwtid,
		});
	}

	/** From now on, no token that was issued so far is accepted. */
	revokeAll(): void {
		for (const id of this.issued.splice(0)) this.revoked.add(id);
	}

	/**
	 * Checks the Authorization header of a request.
	 *
	 * @returns the client that the token was issued to, and its scopes
	 * @throws ApiError 401 in the words of the Management API
	 */
	check(authorization: string | undefined): { clientId: string; scopes: string[] } {
		const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
		if (token === undefined) throw unauthorized('Missing authentication');
		const { azp, jti, scope } = this.verify(token);
		if (this.revoked.has(jti)) throw unauthorized('Invalid token');
		return { clientId: azp, scopes: scope.split(' ').filter(Boolean) };
	}

	private verify(token: string): Claims {
		const accepted = this.accepted.get(token);
		if (accepted && Math.floor(Date.now() / 1000) < accepted.exp) return accepted;
		const claims = this.claimsOf(token);
		this.accepted.set(token, claims);
		return claims;
	}

	private claimsOf(token: string): Claims {
		try {
			const claims = jwt.verify(token, this.publicKey, {
				algorithms: ['RS256'],
				audience: this.audience,
				issuer: this.issuer,
			});
			if (typeof claims !== 'string') {
				return {
					azp: String(claims.azp),
					jti: String(claims.jti),
					scope: String(claims.scope ?? ''),
					exp: Number(claims.exp),
				};
			}
		} catch (error) {
			throw refusal(error);
		}
		throw unauthorized('Invalid token');
	}

	/** The public keys, as /.well-known/jwks.json gives them out. */
	keys(): object {
		const key = this.publicKey.export({ format: 'jwk' });
		return { keys: [{ ...key, kid: this.kid, use: 'sig', alg: 'RS256' }] };
	}
}

function refusal(error: unknown): ApiError {
	const message = error instanceof Error ? error.message : '';
	if (message === 'jwt expired')
		return unauthorized('Expired token received for JSON Web Token validation');
	if (message.startsWith('jwt audience')) return unauthorized('Bad audience');
	if (message === 'invalid signature') {
		return unauthorized('Invalid signature received for JSON Web Token validation');
	}
	return unauthorized('Invalid token');
}

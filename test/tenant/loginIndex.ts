export const LOGINS = ['email', 'username', 'phone_number'] as const;

type Login = (typeof LOGINS)[number];

const keyFor = (attribute: Login, value: string) => `${attribute} ${value}`;

type Logins = Partial<Record<Login, string>>;

const LINKED = 'linked ';

const keysOf = (logins: Logins): string[] =>
	LOGINS.flatMap((attribute) => {
		const value = logins[attribute];
		return value === undefined ? [] : [keyFor(attribute, value)];
	});

/** Finds users by what they log in with: going through all of them would take too long. */
export class LoginIndex {
	private readonly ids = new Map<string, Set<string>>();
	private readonly keys = new Map<string, string[]>();

	clear(): void {
		this.ids.clear();
		this.keys.clear();
	}

	put(user: Logins & { user_id: string; identities: Array<{ profileData?: Logins }> }): void {
		this.delete(user.user_id);
		const linked = user.identities.flatMap(({ profileData }) => profileData ?? []);
		const keys = [
			...keysOf(user),
			...linked.flatMap((logins) => keysOf(logins).map((key) => `${LINKED}${key}`)),
		];
		for (const key of keys) {
			this.ids.set(key, (this.ids.get(key) ?? new Set()).add(user.user_id));
		}
		this.keys.set(user.user_id, keys);
	}

	delete(id: string): void {
		for (const key of this.keys.get(id) ?? []) {
			const ids = this.ids.get(key);
			ids?.delete(id);
			if (ids?.size === 0) this.ids.delete(key);
		}
		this.keys.delete(id);
	}

	/** The ids of the users with this login. */
	find(attribute: Login, value: string): string[] {
		return [...(this.ids.get(keyFor(attribute, value)) ?? [])];
	}

	/** The ids of the users who have it with a linked identity. */
	findLinked(attribute: Login, value: string): string[] {
		return [...(this.ids.get(`${LINKED}${keyFor(attribute, value)}`) ?? [])];
	}
}

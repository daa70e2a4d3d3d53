import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../Auth0/transport/answers';
import type { Position } from '../sources/source';

/** The name under which the position is kept. */
const KEY = 'pull';

/** What a position is one of: that of another tenant, or of another way to listen, says nothing. */
interface Place {
	listenTo: string;
	/** The audience of its Management API, which has the tenant's own domain. */
	tenant: string;
}

/** How far a trigger has got, where n8n keeps it. n8n can lose it, and bring an older state back. */
export class Bookmark {
	constructor(
		private readonly store: IDataObject,
		private readonly place: Place,
	) {}

	get tenant(): string {
		return this.place.tenant;
	}

	/** Whether what is kept is of another tenant, so that the trigger is new to this one. */
	get isOfAnotherTenant(): boolean {
		const kept = this.store[KEY];
		return isRecord(kept) && typeof kept.tenant === 'string' && kept.tenant !== this.tenant;
	}

	/** The same for another tenant. */
	in(tenant: string): Bookmark {
		return new Bookmark(this.store, { ...this.place, tenant });
	}

	/** The position; undefined when none is kept. */
	get position(): Position | undefined {
		const { cursor, since } = this.kept;
		if (typeof since !== 'string' || Number.isNaN(Date.parse(since))) return undefined;
		return { since, ...(typeof cursor === 'string' && { cursor }) };
	}

	/** What was handed on behind that position, as far as it is known. */
	get given(): string[] {
		const { given } = this.kept;
		return Array.isArray(given) ? given.filter((id) => typeof id === 'string') : [];
	}

	save(position: Position, given: string[] = []): void {
		this.store[KEY] = { ...this.place, ...position, given };
	}

	private get kept(): IDataObject {
		const kept = this.store[KEY];
		if (!isRecord(kept)) return {};
		const isHere = kept.listenTo === this.place.listenTo && kept.tenant === this.place.tenant;
		return isHere ? kept : {};
	}
}

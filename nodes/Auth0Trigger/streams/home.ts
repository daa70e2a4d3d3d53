import type { IDataObject, Logger } from 'n8n-workflow';

import type { ErrorText } from '../../Auth0/transport/errors';
import { Mailbox } from './mailbox';

/** The names under which the tenant and the stream are kept. */
const TENANT = 'home';
const STREAM = 'stream';

const left = new Mailbox<ErrorText>();

/** The tenant in which a trigger has made its stream, and the stream, where n8n keeps them. */
export class Home {
	/**
	 * @param key of the trigger; n8n copies what it keeps with a workflow
	 * @param tenant the audience of the Management API that the credential is for now
	 */
	constructor(
		private readonly store: IDataObject,
		private readonly key: string,
		private readonly tenant: string,
	) {}

	/** Whether the stream was made in another tenant, and the credential was changed since then. */
	get isElsewhere(): boolean {
		return this.former !== undefined;
	}

	/** The stream has this ID. */
	remember(id: string): void {
		this.store[STREAM] = this.mark + id;
	}

	/** Whether it is the stream, whatever its name is. */
	has(id: string): boolean {
		return this.store[STREAM] === this.mark + id;
	}

	/** The stream of this name is in this tenant now. The trigger tells of one that is left in another. */
	settle(name: string): void {
		const { former } = this;
		if (former !== undefined) left.tell(this.key, leftIn(former, name));
		this.store[TENANT] = this.mark + this.tenant;
	}

	/** The stream of this name is deleted, unless it is in another tenant, where n8n cannot delete it. */
	leave(name: string, logger: Logger): void {
		const { former } = this;
		if (former === undefined) {
			delete this.store[TENANT];
			delete this.store[STREAM];
			return;
		}
		const { message, description } = leftIn(former, name);
		logger.warn(`Auth0 Trigger: ${message} ${description}`);
	}

	private get former(): string | undefined {
		const { [TENANT]: kept } = this.store;
		if (typeof kept !== 'string' || !kept.startsWith(this.mark)) return undefined;
		const tenant = kept.slice(this.mark.length);
		return tenant === this.tenant ? undefined : tenant;
	}

	private get mark(): string {
		return `${this.key} `;
	}
}

/** @returns what ends it */
export const whenLeft = (key: string, say: (text: ErrorText) => void): (() => void) =>
	left.listen(key, say);

function leftIn(audience: string, name: string) {
	const host = URL.canParse(audience) ? new URL(audience).host : audience;
	return {
		message: `The credential was changed to another tenant, and the stream of this workflow may still be in ${host}.`,
		description: `n8n can delete a stream only with a credential of its tenant. In Auth0 Dashboard of ${host}, delete the stream “${name}”.`,
	};
}

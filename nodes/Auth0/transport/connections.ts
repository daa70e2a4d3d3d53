import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { open, type Auth0Connection, type ConnectOptions } from './connection';
import { connectionError } from './errors';
import { InputError } from './inputError';
import { CREDENTIAL } from './sender';
import { fingerprint, readConnection } from './tenant';

const FIELDS = ['domain', 'clientId', 'clientSecret', 'audience'];

/**
 * The connections of one execution. The fields of a credential can be expressions, which each item
 * resolves: all items for which they come to the same share one connection, and its token.
 */
export class Connections {
	private ofAll?: Promise<Auth0Connection | undefined>;
	private readonly byFields = new Map<string, Auth0Connection>();

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * @param chosen what the item chooses about a connection, of which it may be the first user
	 * @throws NodeApiError or InputError when the credential cannot be used for this item
	 */
	async of(index: number, chosen: ConnectOptions): Promise<Auth0Connection> {
		this.ofAll ??= this.findCommon(chosen);
		return (await this.ofAll) ?? (await this.ofItem(index, chosen));
	}

	/** Nothing more is sent for any item. */
	async close(): Promise<void> {
		const ofAll = await this.ofAll?.catch(() => undefined);
		for (const connection of [ofAll, ...this.byFields.values()]) connection?.close();
	}

	/**
	 * The connection of all items, if they cannot differ: n8n reads and decrypts the credential whenever it
	 * is asked for it, and most have no expression. One that needs an item does not resolve without one.
	 */
	private async findCommon(chosen: ConnectOptions): Promise<Auth0Connection | undefined> {
		// No item has this index, nor does a formula of $itemIndex make that of one from it.
		const nowhere = this.context.getInputData().length + 0.5;
		const credential = await this.read(0).catch(() => undefined);
		const without = credential && (await this.read(nowhere).catch(() => undefined));
		const isTheSame = (field: string) =>
			typeof credential?.[field] === 'string' && credential[field] === without?.[field];
		if (!credential || !FIELDS.every(isTheSame)) return undefined;
		return open(this.context, credential, { ...chosen, sharesLimits: true });
	}

	private async ofItem(index: number, chosen: ConnectOptions): Promise<Auth0Connection> {
		const node = this.context.getNode();
		const credential = await this.read(index).catch((error: unknown) => {
			if (error instanceof NodeApiError || error instanceof NodeOperationError) throw error;
			throw new InputError(
				'The credential could not be read for this item.',
				`${error instanceof Error ? error.message : 'n8n gave no reason'}. ${ADVICE}`,
			);
		});
		let key: string;
		try {
			key = fingerprint(readConnection(credential));
		} catch (caught) {
			const error = connectionError(node, caught);
			error.description = `${error.description ?? ''} ${ADVICE}`;
			throw error;
		}
		const options = { ...chosen, keepsToken: true, sharesLimits: true };
		const connection = this.byFields.get(key) ?? open(this.context, credential, options);
		this.byFields.set(key, connection);
		return connection;
	}

	private async read(index: number): Promise<ICredentialDataDecryptedObject> {
		return await this.context.getCredentials(CREDENTIAL, index);
	}
}

const ADVICE = 'Check the expressions in the credential and the data of this item.';

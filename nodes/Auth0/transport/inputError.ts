/** What to do, also, about a value that an expression can have come to. */
export const CHECK_EXPRESSION =
	'If you use an expression, check that it returns a value for this item.';

/**
 * Why something that was given cannot be used. Whoever notices throws it, without a node or an item in
 * hand, and before anything is sent; the router makes the error of the node of it.
 */
export class InputError extends Error {
	override readonly name: string = 'InputError';

	/**
	 * @param message what is wrong, in a sentence that names the field
	 * @param description what to do next
	 */
	constructor(
		message: string,
		public description: string,
		options?: ErrorOptions,
	) {
		super(message, options);
	}
}

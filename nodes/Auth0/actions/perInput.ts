/**
 * Makes a look-up that is made once for each thing that was read, whoever asks for it first. One that
 * failed is not tried again.
 */
export function perInput<Input extends object, T, Rest extends unknown[]>(
	lookUp: (input: Input, ...rest: Rest) => T,
): (input: Input, ...rest: Rest) => T {
	const known = new WeakMap<Input, { result: T }>();
	return (input, ...rest) => {
		const entry = known.get(input) ?? { result: lookUp(input, ...rest) };
		known.set(input, entry);
		return entry.result;
	};
}

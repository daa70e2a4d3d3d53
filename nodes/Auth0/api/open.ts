/**
 * A type of Auth0's SDK, with any text where it lists texts: Auth0 adds to its lists, such as that of the
 * providers of identities.
 */
export type Open<T> = T extends string
	? string
	: T extends object
		? { [Name in keyof T]: Open<T[Name]> }
		: T;

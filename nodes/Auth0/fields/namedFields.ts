/** The fields that the person named, and whether these are wanted or all others. */
export interface FieldSelection {
	names: string[];
	isIncluded: boolean;
}

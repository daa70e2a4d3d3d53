import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

/** An output of an operation: the properties of an item, or those with files. */
export type Output = IDataObject | WithFiles;

/** An output that has files beside its properties. */
export class WithFiles {
	/** @param binary the files, by the names that later nodes know them by */
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

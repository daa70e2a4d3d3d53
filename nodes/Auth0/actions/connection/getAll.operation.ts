import type { IDataObject } from 'n8n-workflow';

import { listConnectionsWith } from '../../api/connections';
import {
	connectionFiltersField,
	readConnectionFilters,
	type WantedConnections,
} from '../../fields/connection/connectionFilters';
import { listFields, readLimit } from '../../fields/listFields';
import { outputOptions, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import { pagesOf } from '../../transport/paging';
import type { Operation } from '../operation';
import { readConnectionOutput, type ConnectionOutput } from './shown';
import { TO_READ_OPTIONS } from './toReadOptions';

interface Input extends ConnectionOutput {
	wanted: WantedConnections;
	limit: number;
}

/** Lists connections, without their secrets: any number of them. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many connections',
		description: 'Retrieve connections, without their secrets',
	},
	permissions: { needs: ['read:connections'], also: [TO_READ_OPTIONS] },
	fields: [
		connectionFiltersField,
		...listFields,
		...simplifyFields,
		optionsField(...outputOptions),
	],
	read: (item) => ({
		wanted: readConnectionFilters(item),
		limit: readLimit(item),
		...readConnectionOutput(item),
	}),
	async execute({ wanted, limit, hasOptions, show }, { management }, tell) {
		const { nameContains, ...filter } = wanted;
		const part = nameContains.toLowerCase();
		const hasName = ({ name, display_name: title }: IDataObject) =>
			[name, title].some((text) =>
				String(text ?? '')
					.toLowerCase()
					.includes(part),
			);
		const found: IDataObject[] = [];
		// Auth0 does not search for parts of names: how many have it, only their pages tell.
		const atMost = part === '' ? limit : Infinity;
		const list = listConnectionsWith(hasOptions, filter);
		for await (const { rows } of pagesOf(management, list, atMost)) {
			found.push(...rows.filter(hasName));
			if (found.length >= limit) break;
		}
		if (found.length === 0) tell('No connections found.');
		return found.slice(0, limit).map(show);
	},
};

import type { IDataObject } from 'n8n-workflow';

import { listApplicationsWith } from '../../api/clients';
import {
	applicationFiltersField,
	readApplicationFilters,
	type WantedApplications,
} from '../../fields/application/applicationFilters';
import { listFields, readLimit } from '../../fields/listFields';
import { outputOptions, simplifyFields } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import { pagesOf } from '../../transport/paging';
import type { Operation } from '../operation';
import { readApplicationOutput, type ApplicationOutput } from './shown';

interface Input extends ApplicationOutput {
	wanted: WantedApplications;
	limit: number;
}

/** Lists applications, without their secrets: any number of them. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many applications',
		description: 'Retrieve applications, without their secrets',
	},
	permissions: { needs: ['read:clients'] },
	fields: [
		applicationFiltersField,
		...listFields,
		...simplifyFields,
		optionsField(...outputOptions),
	],
	read(item) {
		const wanted = readApplicationFilters(item);
		const output = readApplicationOutput(item, wanted.nameContains === '' ? [] : ['name']);
		return { wanted, limit: readLimit(item), ...output };
	},
	async execute({ wanted, limit, fields, show }, { management }, tell) {
		const { nameContains, ...filter } = wanted;
		const part = nameContains.toLowerCase();
		const hasName = ({ name }: IDataObject) => String(name).toLowerCase().includes(part);
		const found: IDataObject[] = [];
		// Auth0 does not search for names: how many have it, only their pages tell.
		const atMost = part === '' ? limit : Infinity;
		const list = listApplicationsWith(fields, filter);
		for await (const { rows } of pagesOf(management, list, atMost)) {
			found.push(...(part === '' ? rows : rows.filter(hasName)));
			if (found.length >= limit) break;
		}
		if (found.length === 0) tell('No applications found.');
		return found.slice(0, limit).map(show);
	},
};

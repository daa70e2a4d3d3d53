import type { INodeProperties } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { apiError } from '../transport/errors';
import { InputError } from '../transport/inputError';
import type { Search } from './searchOf';

/**
 * The list of a field, whose errors also say how to go on without it.
 *
 * @returns a method that throws NodeApiError
 */
export const withAlternative = (field: INodeProperties, search: Search): Search =>
	async function (filter, paginationToken) {
		return await search.call(this, filter, paginationToken).catch((caught: unknown) => {
			const error = caught instanceof InputError ? apiError(this.getNode(), caught) : caught;
			// n8n shows the description of an error there only if it knows its class: not where npm installed
			// n8n-workflow beside this package once more.
			if (error instanceof NodeApiError) error.message += ` ${alternativeTo(field)}`;
			throw error;
		});
	};

/** The mode that needs no list, nor a permission to look for what was typed. */
function alternativeTo({ modes = [] }: INodeProperties): string {
	const mode = modes.find(({ type }) => type !== 'list');
	return `Choose ${mode?.displayName} instead.`;
}

import {
	listOrganizations,
	listSortedOrganizations,
	MAX_SORTED,
	type Organization,
} from '../../api/organizations';
import { listFields, readLimit } from '../../fields/listFields';
import {
	isAsListed,
	organizationSort,
	sortedOrganizations,
	type OrganizationSort,
} from '../../fields/organization/sort';
import { optionsField } from '../../fields/requestOptions';
import { textField } from '../../fields/textField';
import type { ManagementApi } from '../../transport/managementApi';
import { pagesOf, readList } from '../../transport/paging';
import type { Tell } from '../hints';
import type { Operation } from '../operation';

const search = textField(
	'Search',
	'search',
	'acme',
	'Text in the display name or name, in upper or lower case. Leave empty to get all organizations.',
);

interface Input {
	text: string;
	limit: number;
	sort: OrganizationSort;
}

/** Lists organizations, also more than the 1,000 that Auth0 pages through in an order. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many organizations',
		description: 'Retrieve organizations, or search for them by display name or name',
	},
	permissions: { needs: ['read:organizations'] },
	fields: [search, ...listFields, optionsField(), organizationSort.field],
	read: (item) => ({
		text: item.text(search.name).toLowerCase(),
		limit: readLimit(item),
		sort: organizationSort.read(item),
	}),
	async execute({ text, limit, sort }, { management }, tell: Tell) {
		const found = await find(management, { text, limit, sort });
		if (found.length === 0 && text !== '') {
			tell('No organization has the text in its display name or name.');
		}
		return found;
	},
};

async function find(api: ManagementApi, { text, limit, sort }: Input): Promise<Organization[]> {
	if (isAsListed(sort)) return await listed(api, text, limit);
	if (text === '' && limit <= MAX_SORTED) {
		const order = `${sort.field}:${sort.isDescending ? -1 : 1}`;
		return await readList(api, listSortedOrganizations(order), limit);
	}
	// Auth0 sorts neither what it is asked for by checkpoint nor what is searched here.
	return sortedOrganizations(await listed(api, text, Infinity), sort).slice(0, limit);
}

/** The organizations with a text in one of their names: Auth0 cannot search them itself. */
async function listed(api: ManagementApi, text: string, limit: number): Promise<Organization[]> {
	const organizations: Organization[] = [];
	const wanted = text === '' ? limit : Infinity;
	for await (const { rows } of pagesOf(api, listOrganizations(), wanted)) {
		organizations.push(...rows.filter((organization) => hasText(organization, text)));
		if (organizations.length >= limit) break;
	}
	return organizations.slice(0, limit);
}

const hasText = ({ name, display_name: title }: Organization, text: string) =>
	`${name}\n${title ?? ''}`.toLowerCase().includes(text);

import { isOfTenant, listRoles, type Role } from '../../api/roles';
import { choice } from '../../fields/choice';
import { listFields, readLimit } from '../../fields/listFields';
import { optionsField } from '../../fields/requestOptions';
import { textField } from '../../fields/textField';
import { pagesOf } from '../../transport/paging';
import type { Operation } from '../operation';

const nameFilter = textField(
	'Name Contains',
	'nameContains',
	'edit',
	'Part of the name, in upper or lower case',
);

const rolesOf = choice({
	displayName: 'Roles Of',
	name: 'rolesOf',
	default: 'all',
	description: 'Whose roles to return, where organizations have roles of their own',
	options: [
		{ name: 'Everyone', value: 'all' },
		{ name: 'Organizations', value: 'organizations' },
		{ name: 'Tenant', value: 'tenant' },
	],
});

interface Input {
	name?: string;
	limit: number;
	isWanted(role: Role): boolean;
}

const WANTED: Record<ReturnType<typeof rolesOf.readOption>, Input['isWanted']> = {
	all: () => true,
	organizations: (role) => !isOfTenant(role),
	tenant: isOfTenant,
};

/** Lists the roles of the tenant and of its organizations. */
export const getAll: Operation<Input> = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many roles',
		description: 'Retrieve the roles of the tenant and of its organizations',
	},
	permissions: { needs: ['read:roles'] },
	fields: [...listFields, optionsField(nameFilter, rolesOf.field)],
	read(item) {
		const name = item.textOption(nameFilter.name);
		return {
			...(name !== '' && { name }),
			limit: readLimit(item),
			isWanted: WANTED[rolesOf.readOption(item)],
		};
	},
	async execute({ name, limit, isWanted }, { management }) {
		const roles: Role[] = [];
		for await (const { rows } of pagesOf(management, listRoles(name))) {
			roles.push(...rows.filter(isWanted));
			if (roles.length >= limit) break;
		}
		return roles.slice(0, limit);
	},
};

import type { Source } from '../../nodes/Auth0Trigger/sources/source';
import { cellsOf, fieldsOf, identityOf, nameOf, tableOf, type Told } from './fields';
import { code, inCell, label, listing, table } from './markdown';

/** Its description without its permissions, and these: (read/create:log_streams). */
const DESCRIPTION = /^(.*) \(([a-z/]+:[a-z_]+)\)$/;

/**
 * What a person can choose under Listen To.
 *
 * @throws Error for a description that names no permission
 */
export function sourcesTable(sources: Source[]): string {
	const rows = sources.map(({ option: { name, description = '' } }) => {
		const [, what, permissions] = DESCRIPTION.exec(description) ?? [];
		if (what === undefined || permissions === undefined) {
			throw new Error(`${name} names no permission.`);
		}
		return [name, inCell(what), code(permissions)];
	});
	return table(['Listen To', 'Description', 'Permissions'], rows);
}

/** The fields below Listen To, each once, with the choices that show it. */
export function sourceFields(sources: Source[]): string {
	const told: Told = new Map();
	const rows = new Map<string, { cells: string[]; shownFor: string[] }>();
	for (const { option, fields } of sources) {
		for (const field of fieldsOf(fields)) {
			const known = rows.get(identityOf(field));
			const cells = known?.cells ?? [nameOf(field), ...cellsOf(field, [], told).slice(0, 2)];
			rows.set(identityOf(field), { cells, shownFor: [...(known?.shownFor ?? []), option.name] });
		}
	}
	return tableOf(
		[...rows.values()].map(({ cells, shownFor }) => [
			...cells,
			shownFor.length === sources.length
				? ''
				: `_Listen To_ is ${listing(shownFor.map(label), 'or')}`,
		]),
	);
}

/**
 * What can be chosen in a list of the trigger, with the value that an item or an expression has.
 *
 * @param name of the parameter
 * @throws Error for one that there is not
 */
export function sourceChoices(sources: Source[], name: string): string {
	const fields = sources.flatMap((source) => source.fields);
	const entries = fields.find((field) => field.name === name)?.options ?? [];
	const choices = entries.flatMap((entry) =>
		'value' in entry ? [`${entry.name} ${code(String(entry.value))}`] : [],
	);
	if (choices.length === 0) throw new Error(`The trigger has no list ${name}.`);
	return choices.join(' · ');
}

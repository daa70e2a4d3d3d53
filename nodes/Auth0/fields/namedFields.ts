import type { IDataObject } from 'n8n-workflow';

import type { ResultKind } from '../api/resultKinds';
import { isRecord } from '../transport/answers';
import { InputError } from '../transport/inputError';
import { shorten } from '../transport/shorten';
import { closest } from './closest';
import { has } from './parts';

/** The fields that the person named, and whether these are wanted or all others. */
export interface FieldSelection {
	names: string[];
	isIncluded: boolean;
}

/** What is to be said about names in Fields that no result has. */
export interface NamesFinding {
	hint: string;
	/** For when nothing at all is left of the results, because of a name that Auth0 does not document. */
	error?: InputError;
}

const MAX_NAMES = 3;

/** A name that is longer is not shown in full. */
const MAX_NAME = 60;

/** Of metadata with a property a day, some are enough. */
const MAX_PROPERTIES = 100;

/**
 * The names that were entered in Fields, in a whole run: a name that one user lacks, another can have. A name
 * that none has is mistyped, or of something that Auth0 leaves out while it is empty.
 */
export class NamedFields {
	private readonly missing = new Map<string, ResultKind>();
	private readonly found = new Set<string>();
	/** The properties of the results, by where they are; those of the results themselves at ''. */
	private readonly properties = new Map<string, Set<string>>();
	private isEmpty = true;

	/** Takes note of a result of which fields are chosen. */
	see(result: IDataObject, { names, isIncluded }: FieldSelection, kind: ResultKind): void {
		for (const name of names) {
			if (has(result, name)) {
				this.found.add(name);
				this.missing.delete(name);
			} else if (!this.found.has(name)) {
				this.missing.set(name, kind);
				this.remember(result, name);
			}
		}
		if (!isIncluded || names.some((name) => has(result, name))) this.isEmpty = false;
	}

	/** undefined where there is nothing to say */
	finding(): NamesFinding | undefined {
		const told = [...this.missing].filter(([name, { known }]) => this.isEmpty || !known.has(name));
		const [first] = told;
		if (!first) return undefined;
		const [, { noun, id }] = first;
		const shown = told.slice(0, MAX_NAMES);
		const names = shown.map(([name]) => `“${shorten(name, MAX_NAME)}”`);
		const others = told.length > MAX_NAMES ? ` or ${told.length - MAX_NAMES} other names` : '';
		const message = `No ${noun} has ${names.join(' or ')}${others}.`;
		const isDoubtful = told.some(([name, { known }]) => !known.has(name));
		const suggestions = shown.flatMap(([name, kind]) => this.suggestionFor(name, kind));
		const meant = suggestions.map((name) => `“${name}”`).join(' and ');
		const advice = [isDoubtful && "Check 'Fields'.", meant && `Did you mean ${meant}?`].filter(
			Boolean,
		);
		const hint = [message, ...advice].join(' ');
		const isMistyped = told.some(([name, { known }]) => !known.has(rootOf(name)));
		if (!this.isEmpty || !isMistyped) return { hint };
		const spelling = `Enter names as Auth0 spells them, such as ${id}.`;
		return { hint, error: new InputError(message, [...advice, spelling].join(' ')) };
	}

	/** The name with its first part corrected that is not there. */
	private suggestionFor(name: string, { known }: ResultKind): string[] {
		if (known.has(name)) return [];
		const path = name.split('.');
		for (const [index, part] of path.entries()) {
			const above = path.slice(0, index);
			const seen = this.properties.get(above.join('.')) ?? [];
			const properties = new Set(index === 0 ? [...known, ...seen] : seen);
			if (properties.has(part)) continue;
			const meant = closest(part, properties);
			if (meant === undefined) return [];
			return [[...above, meant, ...path.slice(index + 1)].join('.')];
		}
		return [];
	}

	/** Takes note of what there is on the way that a name goes. */
	private remember(result: IDataObject, name: string): void {
		const path = name.split('.');
		let value: unknown = result;
		for (const [index, part] of path.entries()) {
			if (!isRecord(value)) return;
			const at = path.slice(0, index).join('.');
			const properties = this.properties.get(at) ?? new Set<string>();
			this.properties.set(at, properties);
			for (const property of Object.keys(value).slice(0, MAX_PROPERTIES)) properties.add(property);
			value = value[part];
		}
	}
}

const rootOf = (name: string) => name.split('.', 1)[0] ?? name;

import { isRecord } from '../../transport/answers';
import { InputError } from '../../transport/inputError';
import { MAX_QUOTED, shorten } from '../../transport/shorten';
import { named } from '../named';

const CANNOT_STORE = 'Auth0 cannot store such a name.';

/**
 * Refuses names in metadata that Auth0 cannot store, on any level: it answers them with a server
 * error. Source: Auth0's documentation of metadata, "Metadata field names and data types".
 *
 * @param label what the panel calls the metadata
 * @throws InputError naming the entry, and how to write it
 */
export function checkNames(label: string, metadata: unknown): void {
	const bad = badName(metadata);
	if (bad === undefined) return;
	const [name = ''] = bad.slice(-1);
	const place = shorten(bad.join(' → '), MAX_QUOTED);
	if (name.startsWith('$')) {
		throw new InputError(
			`The name “${place}” in ${named(label)} must not start with $.`,
			`${CANNOT_STORE} Remove the $.`,
		);
	}
	throw new InputError(
		`The name “${place}” in ${named(label)} must not contain a dot.`,
		`${CANNOT_STORE} Use a different one, or enter ${named(`${label} (JSON)`)} with one level for each part: ${nested(name)}.`,
	);
}

/** The way to the first name that Auth0 cannot store. */
function badName(metadata: unknown): string[] | undefined {
	if (Array.isArray(metadata)) {
		for (const entry of metadata) {
			const bad = badName(entry);
			if (bad) return bad;
		}
		return undefined;
	}
	if (!isRecord(metadata)) return undefined;
	for (const [name, value] of Object.entries(metadata)) {
		if (name.includes('.') || name.startsWith('$')) return [name];
		const bad = badName(value);
		if (bad) return [name, ...bad];
	}
	return undefined;
}

/** @example nested('address.city') is '{ "address": { "city": … } }' */
function nested(name: string): string {
	const parts = name.length > MAX_QUOTED ? ['address', 'city'] : name.split('.').filter(Boolean);
	return parts.reduceRight((inner, part) => `{ ${JSON.stringify(part)}: ${inner} }`, '…');
}

const UNRELEASED = 'Unreleased';

/** A heading of a version, with what stands below it. */
interface Section {
	heading: string;
	text: string;
}

function sectionsOf(changelog: string): Section[] {
	return changelog
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const [heading = '', ...lines] = section.split('\n');
			return { heading: heading.trim(), text: lines.join('\n').trim() };
		});
}

/** Whether a heading is that of a version, with or without its date. */
const isOf = (heading: string, version: string) =>
	heading === version || heading.startsWith(`${version} `);

/**
 * What a changelog says about a version. What is not released yet counts for a version that has no section.
 *
 * @throws Error if it says nothing
 */
export function notesOf(changelog: string, version: string): string {
	const sections = sectionsOf(changelog);
	const own = sections.find(({ heading }) => isOf(heading, version));
	const { text = '' } = own ?? sections.find(({ heading }) => heading === UNRELEASED) ?? {};
	if (text === '') throw new Error(`CHANGELOG.md says nothing about ${version}.`);
	return text;
}

/**
 * Makes what is not released yet the section of a version.
 *
 * @param date as the heading shows it
 * @returns the whole changelog
 * @throws Error if nothing is new, or if the version has a section
 */
export function release(changelog: string, version: string, date: string): string {
	if (sectionsOf(changelog).some(({ heading }) => isOf(heading, version))) {
		throw new Error(`CHANGELOG.md has a section of ${version} already.`);
	}
	notesOf(changelog, version);
	return changelog.replace(/^## Unreleased$/m, `## ${UNRELEASED}\n\n## ${version} (${date})`);
}

/**
 * Holds a tag against what it is to publish.
 *
 * @throws Error if package.json has another version, or if the changelog has no section of it
 */
export function checkTag(tag: string, version: string, changelog: string): void {
	if (tag !== version) throw new Error(`The tag is ${tag}, but package.json has ${version}.`);
	if (!sectionsOf(changelog).some(({ heading }) => isOf(heading, version))) {
		throw new Error(`CHANGELOG.md has no section of ${version}.`);
	}
	notesOf(changelog, version);
}

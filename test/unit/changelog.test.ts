import { checkTag, notesOf, release } from '../../dev/release/changelog';

const CHANGELOG = `# Changelog

## Unreleased

### Added

- A field

## 1.2.0 (2026-01-15)

- An operation
`;

const NOTHING_NEW = CHANGELOG.replace('### Added\n\n- A field\n\n', '');

describe('the notes of a version', () => {
	it('are those of its section', () => {
		expect(notesOf(CHANGELOG, '1.2.0')).toBe('- An operation');
	});

	it('are what is not released yet, while it has no section', () => {
		expect(notesOf(CHANGELOG, '1.3.0')).toBe('### Added\n\n- A field');
	});

	it('are not those of a version whose name only begins like it', () => {
		expect(notesOf(CHANGELOG, '1.2')).toBe('### Added\n\n- A field');
	});

	it('must not be empty', () => {
		expect(() => notesOf(NOTHING_NEW, '1.3.0')).toThrow('CHANGELOG.md says nothing about 1.3.0.');
	});
});

describe('a release', () => {
	it('makes a section of what was not released, and begins a new one', () => {
		const released = release(CHANGELOG, '1.3.0', '2026-02-01');
		expect(released).toContain(
			'## Unreleased\n\n## 1.3.0 (2026-02-01)\n\n### Added\n\n- A field\n\n## 1.2.0 (2026-01-15)\n',
		);
		expect(notesOf(released, '1.3.0')).toBe('### Added\n\n- A field');
	});

	it('is not made of nothing, nor twice', () => {
		expect(() => release(NOTHING_NEW, '1.3.0', '2026-02-01')).toThrow('says nothing about 1.3.0');
		expect(() => release(CHANGELOG, '1.2.0', '2026-02-01')).toThrow('a section of 1.2.0 already');
	});
});

it('a tag publishes the version of package.json, when the changelog has it', () => {
	expect(() => checkTag('1.2.0', '1.2.0', CHANGELOG)).not.toThrow();
	expect(() => checkTag('v1.2.0', '1.2.0', CHANGELOG)).toThrow('The tag is v1.2.0');
	expect(() => checkTag('1.3.0', '1.3.0', CHANGELOG)).toThrow('no section of 1.3.0');
});

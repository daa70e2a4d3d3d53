/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test files are found where they are */
import { readdirSync } from 'fs';
import { join } from 'path';

/**
 * Tests many files of a folder as one, so that jest loads what they share once for all of them: n8n's
 * engine or the stand-in tenant takes a second, and longer than most files take for their tests.
 *
 * @param folder below `test/`; there are as many groups as there are files in its folder `groups`
 * @param group the number of the file there that calls this, from 1
 */
export function testGroup(folder: string, group: number): void {
	const path = join(__dirname, '..', folder);
	const groups = readdirSync(join(path, 'groups')).length;
	const files = readdirSync(path).filter((name) => name.endsWith('.test.ts'));
	for (const file of files.filter((_, index) => index % groups === group - 1)) {
		describe(file, () => {
			jest.requireActual(join(path, file));
		});
	}
}

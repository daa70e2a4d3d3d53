/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- test files are found where they are */
import { readdirSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '../integration');
const GROUPS = readdirSync(join(FOLDER, 'groups')).length;

/** Takes as long as a group, so that it is none of one. */
export const ALONE = 'reliability.test.ts';

/**
 * Tests many files of the integration tests as one, so that jest loads n8n's engine once for all of
 * them: it takes a second, and longer than most files take for their tests.
 *
 * @param group the number of the file that calls this, from 1
 */
export function testGroup(group: number): void {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.test.ts') && name !== ALONE);
	for (const [index, file] of files.entries()) {
		if (index % GROUPS !== group - 1) continue;
		describe(file, () => {
			jest.requireActual(join(FOLDER, file));
		});
	}
}

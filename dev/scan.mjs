// Runs n8n's scanner for community packages on the working tree, as n8n runs it on a published
// package: the source with its rules for source, the tarball with its rules for tarballs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'scan-'));

try {
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
		cwd: root,
		encoding: 'utf8',
	});
	execFileSync('tar', ['-xzf', join(folder, JSON.parse(packed)[0].filename), '-C', folder]);
	const scans = {
		'the source': await analyzePackage(root, SOURCE_FILE_PATTERNS),
		'the tarball': await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']),
	};
	for (const [name, { passed, message, details }] of Object.entries(scans)) {
		console.log(
			passed ? `The scanner accepts ${name}.` : `The scanner rejects ${name}: ${message}`,
		);
		if (passed) continue;
		console.error(details);
		process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true });
}

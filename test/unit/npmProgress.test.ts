/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

import { npmProgress } from '../n8n/npmProgress';

const LOOKED_UP = [
	'npm http fetch GET 200 https://packages.example.com/n8n 134ms (cache updated)',
	'npm http fetch GET 200 https://packages.example.com/@n8n%2fdi 12ms (cache miss)',
	'npm http fetch GET 200 https://packages.example.com/n8n 3ms (cache hit)',
];
const FETCHED =
	'npm http cache @n8n/di@https://packages.example.com/@n8n/di/-/di-0.10.0.tgz 0ms (cache hit)';

describe('the progress of npm install', () => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'npm-'));
	});

	afterEach(() => rmSync(folder, { recursive: true }));

	const makeFolders = (...paths: string[]) =>
		paths.forEach((path) => mkdirSync(join(folder, 'node_modules', path), { recursive: true }));
	const fill = (...paths: string[]) =>
		paths.forEach((path) => writeFileSync(join(folder, 'node_modules', path, 'package.json'), ''));

	it('moves with each package that is looked up', () => {
		const { isProgress, detail } = npmProgress(folder);
		expect(detail()).toBe('packages looked up: 0');
		expect(LOOKED_UP.map(isProgress)).toEqual([true, true, true]);
		expect(isProgress(FETCHED)).toBe(true);
		expect(detail()).toBe('packages looked up: 2');
	});

	it('moves with each package that is in place then, wherever npm puts it', () => {
		const { detail } = npmProgress(folder, 2254);
		makeFolders('.bin', 'n8n/node_modules/uuid', '@n8n/di', 'later');
		expect(detail()).toBe('packages looked up: 0');
		fill('n8n', '@n8n/di');
		expect(detail()).toBe('packages in place: 2 of 2254');
		fill('n8n/node_modules/uuid');
		expect(detail()).toBe('packages in place: 3 of 2254');
		expect(npmProgress(folder).detail()).toBe('packages in place: 3');
	});

	it.each(['npm error code E404', 'npm warn deprecated uuid@9.0.1', ''])(
		'leaves %j to whoever wants to know why it failed',
		(line) => {
			expect(npmProgress(folder).isProgress(line)).toBe(false);
		},
	);
});

/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the pages are read where they are */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

import type { Described } from '../../dev/docs/pages';
import { resources } from '../../nodes/Auth0/actions/router';
import { sources } from '../../nodes/Auth0Trigger/sources';
import { ROOT } from '../n8n/folders';
import { EXAMPLE_FILES } from '../n8n/imports';

const pagesIn = (folder: string) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => (folder === '.' ? name : `${folder}/${name}`));

/** All pages of the documentation, from the root. */
export const PAGES = ['.', 'docs', 'docs/operations'].flatMap(pagesIn);

/** @param page from the root */
export const readPage = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** What the pages are made from, as it is. */
export const DESCRIBED: Described = {
	resources,
	sources,
	examples: EXAMPLE_FILES.map((file) => {
		const { nodes }: Omit<Described['examples'][number], 'file'> = JSON.parse(
			readPage(`examples/${file}`),
		);
		return { file, nodes };
	}),
};

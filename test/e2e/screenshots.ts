/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a test, not part of the package */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../n8n/folders';
import { n8n } from './environment';

const OWN_FOLDER = join(n8n.options.userFolder, 'screenshots');
const README_FOLDER = process.env['UPDATE_SCREENSHOTS'] ? join(ROOT, 'docs/images') : OWN_FOLDER;

const EMPTY_CORNER = { x: 2, y: 2 };

const take = async (page: Page, folder: string, name: string) => {
	// What is under the mouse looks different.
	await page.mouse.move(EMPTY_CORNER.x, EMPTY_CORNER.y);
	await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
};

/** Takes a picture of the page for the README, which gets it with UPDATE_SCREENSHOTS=1. */
export const takeScreenshot = async (page: Page, name: string) =>
	await take(page, README_FOLDER, name);

/** Takes a picture of how a test left the page, for whoever wants to know why it failed. */
export const takeLastScreenshot = async (page: Page) => await take(page, OWN_FOLDER, 'last');

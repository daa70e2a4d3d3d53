/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { installN8n } from '../test/n8n/installation';
import { runTests, setUp } from './endToEnd';
import { main } from './lifetime';

main(async () => {
	const setup = await setUp(await installN8n());
	if (await runTests(setup, process.argv.slice(3))) return;
	throw new Error('The end-to-end tests failed.');
});

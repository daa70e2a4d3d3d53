/* eslint-disable no-console -- what it prints is for the person at the terminal */
import './engineSettings';
import { SCENARIOS } from '../test/reliability/scenarios';
import { startTenant, trustCertificate } from '../test/tenant';
import { atEnd, main } from './lifetime';

const HEAD = [
	'scenario',
	'items',
	'failed',
	'lost',
	'created twice',
	'in order',
	'tokens',
	'requests',
	'429',
];

const row = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

main(async () => {
	const tenant = await startTenant();
	atEnd(() => tenant.stop());
	trustCertificate(tenant.ca);
	console.log(row(HEAD));
	console.log(row(HEAD.map((_, index) => (index === 0 ? '---' : '--:'))));
	for (const { name, run } of SCENARIOS) {
		tenant.reset();
		const figures = await run(tenant);
		const { items, failed, lost, createdTwice, inOrder, tokens, requests, refused } = figures;
		console.log(
			row([
				name,
				items,
				failed,
				lost,
				createdTwice,
				inOrder ? 'yes' : 'no',
				tokens,
				requests,
				refused,
			]),
		);
	}
});

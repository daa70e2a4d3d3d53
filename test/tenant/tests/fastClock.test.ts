/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server that never answers is reached over a socket */
import { once } from 'events';
import { createServer, type AddressInfo } from 'net';
import axios from 'axios';
import { sleep } from 'n8n-workflow';

import { useFastClock } from '../../support/fastClock';
import { callerOf, useStandIn } from '../../support/standIn';

const tenant = useStandIn();
const { call, tokenOf } = callerOf(tenant);

describe('The clock of the tests', () => {
	useFastClock();

	const DAY_MS = 86_400_000;
	const timeOf = async (work: Promise<unknown>) => {
		const start = Date.now();
		await work;
		return Date.now() - start;
	};

	it('lets waits pass at once, one after the other', async () => {
		const ended: string[] = [];
		const wait = async (name: string, ms: number) => {
			await sleep(ms);
			ended.push(name);
		};
		expect(
			await timeOf(Promise.all([wait('long', DAY_MS), wait('short', 1), wait('twice', 2)])),
		).toBe(DAY_MS);
		expect(ended).toEqual(['short', 'twice', 'long']);
	});

	it('stands still while a request is on its way', async () => {
		const token = await tokenOf();
		const limit = sleep(10);
		const first = await Promise.race([call('GET', '/users', { token }), limit]);
		expect(first).toMatchObject({ status: 200 });
		await limit;
	});

	it('goes on to the answer that the tenant holds back, or to what ends before', async () => {
		const token = await tokenOf();
		tenant().setDelay(60_000);
		const request = call('GET', '/users', { token });
		expect(await timeOf(Promise.race([request, sleep(59_000)]))).toBe(59_000);
		expect(await timeOf(request)).toBe(1_000);
	});

	it('is that of the answers', async () => {
		await sleep(DAY_MS);
		const { headers } = await call('GET', '/users');
		expect(headers.date).toBe(new Date().toUTCString());
	});

	it('takes no wait for less than a millisecond, as Node.js does', async () => {
		expect(await timeOf(sleep(0.2))).toBe(1);
	});

	it('goes on when another server does not answer', async () => {
		const silent = createServer().listen(0);
		await once(silent, 'listening');
		const { port }: Pick<AddressInfo, 'port'> = Object(silent.address());
		const cancelled = new AbortController();
		const request = axios
			.get(`http://localhost:${port}`, { signal: cancelled.signal })
			.catch(() => 'no answer');
		expect(await timeOf(Promise.race([request, sleep(30_000)]))).toBe(30_000);
		cancelled.abort();
		expect(await request).toBe('no answer');
		silent.close();
	});
});

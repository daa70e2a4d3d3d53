/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
const INTERVAL_MS = 1_000;
// A log is not to be filled with it.
const INTERVALS_A_LOG_LINE = 10;

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Shows that something is going on, how long it has taken and how far it is.
 *
 * @param detail says how far it is, like "200 of 1,000 packages"
 * @returns what the action returns
 */
export async function withProgress<T>(
	title: string,
	action: () => Promise<T>,
	detail: () => string = () => '',
): Promise<T> {
	const { stdout } = process;
	const start = Date.now();
	const line = (end: string) => `${title} … ${[seconds(start), end].filter(Boolean).join(', ')}`;
	const show = stdout.isTTY
		? () => stdout.write(`\r\u001b[K${line(detail())}`)
		: () => stdout.write(`${line(detail())}\n`);
	if (stdout.isTTY) show();
	let intervals = 0;
	const timer = setInterval(() => {
		if (stdout.isTTY || intervals % INTERVALS_A_LOG_LINE === 0) show();
		intervals++;
	}, INTERVAL_MS);
	try {
		const result = await action();
		stdout.write(`${stdout.isTTY ? '\r\u001b[K' : ''}${title} … ${seconds(start)}\n`);
		return result;
	} finally {
		clearInterval(timer);
	}
}

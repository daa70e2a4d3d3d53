/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- what may never end runs in a thread of its own */
import { Worker } from 'worker_threads';

export interface Expression {
	pattern: string;
	flags: string;
}

const LENGTH = 1_000_000;

/** A text that an expression matches, or nearly: each part of it once, as plain as it gets. */
function sampleOf(pattern: string): string {
	return pattern
		.replace(/\\[bB]|[\^$]|\(\?<?[=!:]|\[\^[^\]]*\]/g, (part) => (part.startsWith('[') ? ' ' : ''))
		.replace(/\\p\{[^}]*\}/g, '\u200b')
		.replace(/\[\\?([^\]])[^\]]*\]/g, '$1')
		.replace(/\{\d+(?:,\d*)?\}|[()?*+]/g, '')
		.replace(/\\([sdw])/g, (_escape, kind: string) => ({ s: ' ', d: '0' })[kind] ?? 'a')
		.replace(/\\x[\da-f]{2}|\\u[\da-f]{4}/gi, 'x')
		.replace(/\\/g, '')
		.replace(/\./g, 'a');
}

/**
 * The texts of a megabyte that are nasty for an expression: the begin of what it matches again and
 * again, and each character of it without an end.
 */
function* attacksOn({ pattern }: Expression): Generator<string> {
	for (const sample of sampleOf(pattern).split('|')) {
		const start = [...sample].slice(0, 40);
		for (let length = 1; length <= start.length; length++) {
			const prefix = start.slice(0, length).join('');
			const last = start[length - 1] ?? '';
			yield `${prefix.repeat(Math.ceil(LENGTH / prefix.length))}\0`;
			yield `${prefix}${last.repeat(LENGTH)}\0`;
		}
	}
}

const THREAD = `
	const { parentPort } = require('worker_threads');
	parentPort.on('message', ({ pattern, flags, text }) => {
		text.replace(new RegExp(pattern, flags), '');
		parentPort.postMessage('done');
	});
`;

/** Whether these expressions have ended with all of their attacks within a time, which is generous. */
export async function isLinear(expressions: Expression[], milliseconds: number): Promise<boolean> {
	const thread = new Worker(THREAD, { eval: true });
	const end = Date.now() + milliseconds;
	try {
		for (const expression of expressions) {
			for (const text of attacksOn(expression)) {
				const done = new Promise((resolve) => thread.once('message', () => resolve(true)));
				thread.postMessage({ ...expression, text });
				let timer: NodeJS.Timeout | undefined;
				const late = new Promise((resolve) => {
					timer = setTimeout(() => resolve(false), end - Date.now());
				});
				const isDone = await Promise.race([done, late]);
				clearTimeout(timer);
				if (isDone !== true) return false;
			}
		}
		return true;
	} finally {
		await thread.terminate();
	}
}

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
import type { ChildProcessWithoutNullStreams, SpawnOptionsWithoutStdio } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines, start } from '../../n8n/command';

const POLL_MS = 100;

/** A server that all processes of an n8n share. */
export interface Service {
	/** How n8n reaches it, by the names of n8n's environment variables. */
	settings: Record<string, string>;
	stop(): Promise<void>;
}

/** The one that the environment names with n8n's own variables, if it does. */
export function namedService(prefix: string): Service | undefined {
	if (!process.env[`${prefix}HOST`]) return undefined;
	const settings = Object.entries(process.env).flatMap(([name, value = '']) =>
		name.startsWith(prefix) ? [[name, value]] : [],
	);
	return { settings: Object.fromEntries(settings), stop: async () => undefined };
}

/** Ends a program in the way that it takes a signal for, and waits until it has ended. */
export async function end(
	child: ChildProcessWithoutNullStreams,
	signal: NodeJS.Signals,
): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'close');
	child.kill(signal);
	await ended;
}

/**
 * Starts the program of a server, and waits until it can be used.
 * @throws with the end of what it wrote, when it ends before
 */
export async function startServer(
	program: string,
	args: string[],
	options: SpawnOptionsWithoutStdio,
	isReady: () => Promise<boolean>,
): Promise<ChildProcessWithoutNullStreams> {
	const child = start(program, args, options);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	while (!(await isReady())) {
		if (child.exitCode !== null) throw new Error(`${program} ended:\n${lastLines(output)}`);
		await wait(POLL_MS);
	}
	return child;
}

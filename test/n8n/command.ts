/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- it is here to start programs */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import {
	spawn,
	type ChildProcess,
	type ChildProcessWithoutNullStreams,
	type SpawnOptionsWithoutStdio,
} from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Takes note of a line of its standard error; what tells of progress is for nothing else. */
	isProgress?: (line: string) => boolean;
}

/** A program that did not end as it should. */
export class CommandError extends Error {
	constructor(
		message: string,
		/** Its code, or the signal that ended it. */
		readonly ending: number | NodeJS.Signals | null,
		/** What it wrote to its standard output before. */
		readonly output: string,
	) {
		super(message);
	}
}

const LINES_SHOWN = 30;
const running = new Set<ChildProcess>();

process.once('exit', () => {
	for (const child of running) child.kill();
});

/** Starts a program, which ends with this process at the latest. */
export function start(
	program: string,
	args: string[],
	options: SpawnOptionsWithoutStdio,
): ChildProcessWithoutNullStreams {
	const child = spawn(program, args, options);
	running.add(child);
	child.once('close', () => running.delete(child));
	return child;
}

/** The end of what was written, which says why a program ended. */
export const lastLines = (text: string) => text.trim().split('\n').slice(-LINES_SHOWN).join('\n');

/**
 * Runs a program to its end.
 *
 * @returns what it wrote to its standard output
 * @throws when it cannot be started; CommandError when it ends with another code than 0, with the
 * end of its output
 */
export async function run(
	program: string,
	args: string[],
	{ cwd, env = process.env, isProgress = () => false }: CommandOptions = {},
): Promise<string> {
	const child = start(program, args, { cwd, env });
	const output: string[] = [];
	const everything: string[] = [];
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output.push(text);
		everything.push(text);
	});
	createInterface(child.stderr).on('line', (line) => {
		if (!isProgress(line)) everything.push(`${line}\n`);
	});
	const ending = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve(code ?? signal));
	});
	if (ending === 0) return output.join('');
	const command = [program, ...args].join(' ');
	const message = `"${command}" ended with ${ending}:\n${lastLines(everything.join(''))}`;
	throw new CommandError(message, ending, output.join(''));
}

/** The environment in which `node` is this program, also for what a command starts in turn. */
export function withNode(node: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	return { ...env, PATH: [dirname(node), env['PATH']].join(delimiter) };
}

/**
 * Runs npm: the one that started this process, if one did. Its progress is a line a request.
 * @throws as `run` does
 */
export async function npm(args: string[], options: CommandOptions = {}): Promise<string> {
	const level = options.isProgress ? 'http' : 'error';
	const quiet = [...args, '--no-audit', '--no-fund', `--loglevel=${level}`];
	const script = process.env['npm_execpath'];
	return script
		? await run(process.execPath, [script, ...quiet], options)
		: await run('npm', quiet, options);
}

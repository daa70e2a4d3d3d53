/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- it is here to start programs */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { spawn, type ChildProcess } from 'node:child_process';
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
	{ cwd, env, isProgress = () => false }: CommandOptions = {},
): Promise<string> {
	const child = spawn(program, args, { cwd, env: env ?? process.env });
	running.add(child);
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
	}).finally(() => running.delete(child));
	if (ending === 0) return output.join('');
	const tail = everything.join('').trim().split('\n').slice(-LINES_SHOWN).join('\n');
	const message = `"${[program, ...args].join(' ')}" ended with ${ending}:\n${tail}`;
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

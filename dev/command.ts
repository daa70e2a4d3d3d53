/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- it is here to start programs */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
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
 * @throws when it cannot be started or ends with another code than 0, with the end of its output
 */
export async function run(
	program: string,
	args: string[],
	{ cwd, env }: CommandOptions = {},
): Promise<string> {
	const child = spawn(program, args, { cwd, env: env ?? process.env });
	running.add(child);
	const output: string[] = [];
	const everything: string[] = [];
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output.push(text);
		everything.push(text);
	});
	child.stderr.setEncoding('utf8').on('data', (text: string) => everything.push(text));
	const ending = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => resolve(code ?? signal));
	}).finally(() => running.delete(child));
	if (ending === 0) return output.join('');
	const tail = everything.join('').trim().split('\n').slice(-LINES_SHOWN).join('\n');
	throw new Error(`"${[program, ...args].join(' ')}" ended with ${ending}:\n${tail}`);
}

/** The environment in which `node` is this program, also for what a command starts in turn. */
export function withNode(node: string, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	return { ...env, PATH: [dirname(node), env['PATH']].join(delimiter) };
}

/**
 * Runs npm: the one that started this process, if one did.
 * @throws as `run` does
 */
export async function npm(args: string[], options: CommandOptions = {}): Promise<string> {
	const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
	const script = process.env['npm_execpath'];
	return script
		? await run(process.execPath, [script, ...quiet], options)
		: await run('npm', quiet, options);
}

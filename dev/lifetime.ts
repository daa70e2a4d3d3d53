/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs as a command, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */

const PARENT_CHECK_MS = 500;

type Ending = () => Promise<void> | void;

const endings: Ending[] = [];

/**
 * Registers what to do before the process ends, in whichever way. The last one registered is
 * the first one done.
 */
export function atEnd(ending: Ending): void {
	endings.unshift(ending);
}

async function end(): Promise<void> {
	for (const ending of endings.splice(0)) await ending();
}

/**
 * Runs a command from its start to its end: prints what it throws, sets the exit code, and does
 * whatever `atEnd` holds, also when it is stopped: by a signal, or with the npm that started it.
 */
export function main(command: () => Promise<void>): void {
	let isEnding = false;
	const exit = (code: number) => {
		isEnding = true;
		end()
			.catch((error: unknown) => console.error(error))
			.finally(() => process.exit(code));
	};
	const stop = () => {
		if (isEnding) return;
		console.log('\nStopping …');
		exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
	// npm runs its scripts in a shell, which does not pass on the signal that ends it.
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(watch);
		stop();
	}, PARENT_CHECK_MS);
	command().then(
		() => exit(0),
		(error: unknown) => {
			// What was stopped fails, in whatever words.
			if (isEnding) return;
			console.error(`\n${error instanceof Error ? error.message : String(error)}`);
			exit(1);
		},
	);
}

/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- it is here to start programs */
/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atEnd } from '../lifetime';
import type { Command, Report, Stage, Traffic } from './tenantProcess';

/** The stand-in tenant in a process of its own, whose work does not count as ours. */
export class RemoteTenant {
	private constructor(
		private readonly child: ChildProcess,
		readonly report: Report,
	) {}

	static async start(): Promise<RemoteTenant> {
		const child = fork(join(__dirname, 'tenantProcess.ts'), { execArgv: ['--import', 'tsx'] });
		atEnd(() => {
			child.kill();
		});
		const [report]: Report[] = await once(child, 'message');
		if (!report) throw new Error('The tenant did not start.');
		return new RemoteTenant(child, report);
	}

	/** Empties the tenant and sets it up; returns the IDs of its users. */
	async set(stage: Stage): Promise<string[]> {
		return await this.ask<string[]>({ stage });
	}

	/** What reached the tenant since it was set up. */
	async traffic(): Promise<Traffic> {
		return await this.ask<Traffic>('traffic');
	}

	private async ask<T>(command: Command): Promise<T> {
		const answer = once(this.child, 'message');
		this.child.send(command);
		const [value]: T[] = await answer;
		if (value === undefined) throw new Error('The tenant did not answer.');
		return value;
	}
}

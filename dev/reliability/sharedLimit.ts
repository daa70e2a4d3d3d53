/* eslint-disable no-console -- what it prints is for the person at the terminal */
import { FLEETS, LIMITS, RESETS, share } from '../../test/simulation/fleets';

const SEEDS = [1, 2, 3];

const row = (cells: string[]) => console.log(`| ${cells.join(' | ')} |`);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Prints how executions share a limit: what is refused, the time as a multiple of what it allows, and how many
 * requests a run gives up, if any.
 */
export async function printSharedLimits(): Promise<void> {
	row(['limit', 'who shares it', ...RESETS]);
	row(['---', '---', ...RESETS.map(() => '--:')]);
	for (const { name, ...limit } of LIMITS) {
		for (const { name: who, ...fleet } of FLEETS) {
			const cells: string[] = [];
			for (const reset of RESETS) {
				const results = [];
				for (const seed of SEEDS) results.push(await share({ ...limit, reset }, fleet, seed));
				const refused = 100 * mean(results.map((result) => result.refused));
				const time = mean(results.map((result) => result.time));
				const failed = mean(results.map((result) => result.failed));
				const givenUp = failed === 0 ? '' : `, ${failed.toFixed(1)} given up`;
				cells.push(`${refused.toFixed(1)} %, ${time.toFixed(2)}${givenUp}`);
			}
			row([name, who, ...cells]);
		}
	}
}

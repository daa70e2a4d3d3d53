import { inDigits } from '../../hints';
import type { Plan } from './plan';

const people = (count: number) => `${inDigits(count)} ${count === 1 ? 'person' : 'people'}`;

/** How many people's accounts were linked, of those there are. */
export const linkedOf = (linked: number, found: number) =>
	`The accounts of ${inDigits(linked)} of ${people(found)} were linked`;

/** What to tell about a run. @param found how many people there are, also beyond the limit */
export function linkHints({
	plans,
	found,
	isPreview,
}: {
	plans: Plan[];
	found: number;
	isPreview: boolean;
}): string[] {
	if (found === 0) return [];
	const linked = plans.filter(({ link }) => link).length;
	const counts = new Map<string, number>();
	for (const { reason } of plans) {
		if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	}
	const further = [...counts].map(([reason, count]) => `${people(count)} skipped: ${reason}`);
	const elsewhere = plans.filter(({ link }) => link && !link.isOfConnection).length;
	if (elsewhere > 0) {
		further.unshift(
			`${people(elsewhere)} ${elsewhere === 1 ? 'has' : 'have'} no account in the connection to keep: the oldest account ${isPreview ? 'would remain' : 'remained'}. Check 'Connection to Keep'.`,
		);
	}
	if (isPreview) {
		return [
			`Dry run: ${people(found)} found, the accounts of ${inDigits(linked)} would be linked, nobody was changed.`,
			...further,
		];
	}
	const rest = plans.length < found ? [`${linkedOf(linked, found)}. Run again for the rest.`] : [];
	return [...rest, ...further];
}

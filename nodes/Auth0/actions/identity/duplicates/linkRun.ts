import type { IDataObject } from 'n8n-workflow';

import type { Sameness } from '../../../fields/user/sameness';
import type { SearchedUsers } from '../../../fields/user/searchFields';
import type { ManagementApi } from '../../../transport/managementApi';
import { alsoSay } from '../../../transport/nodeErrors';
import type { Outcome, ReadItem, WholeRun } from '../../allAtOnce';
import { errorOutput } from '../../errorOutput';
import { ofFoundUser } from '../../foundUsers';
import { limitHint } from '../../user/bulkHints';
import { runAll } from '../../runAll';
import { HOW_TO_CONTINUE } from '../../stoppedRun';
import type { LinkInput } from '../linkDuplicates.operation';
import { nobodyHas } from './common';
import { findGroups, type FoundGroups } from './groups';
import { linkAll } from './linkAll';
import { linkedOf, linkHints } from './linkHints';
import { markTwice, ONCE_HINT, type Person, untouched } from './people';
import { planOf, planOutput } from './plan';

const isBroken = ({ error }: Person) => error !== undefined;

const LINKED = 'linked';
const BEYOND = "Beyond 'Max People'. Run again with the rest of the items.";

/** One run of Link Duplicates. */
export class LinkRun {
	/** The items whose search failed; that is their outcome. */
	private readonly unsearched = new Set<ReadItem<LinkInput>>();
	private readonly searches = new Map<string, Promise<FoundGroups>>();

	constructor(
		private readonly api: ManagementApi,
		private readonly items: Array<ReadItem<LinkInput>>,
		/** The first item has what holds for the run. */
		private readonly first: LinkInput,
		private readonly run: WholeRun,
	) {}

	/**
	 * Finds out what is to be linked, of everybody, then links it. In a run that does not go on, nobody is
	 * linked where that fails for one: not every link can be undone.
	 */
	async *execute(): AsyncGenerator<Outcome, void> {
		const people: Person[] = [];
		for (const item of this.items) {
			try {
				people.push(...(await this.peopleOf(item)));
			} catch (error) {
				this.unsearched.add(item);
				yield { index: item.index, error };
			}
		}
		markTwice(people);
		const distinct = people.filter(({ sameAs }) => !sameAs);
		const taken = distinct.slice(0, this.first.maxGroups);
		const hasEnded = () => !this.first.continuesOnFail && people.some(isBroken);
		if (!hasEnded()) {
			await this.work(taken, async (person) => {
				person.plan = await planOf(this.api, person, person.item.input.settings);
			});
		}
		const isPreview = this.isPreview(taken);
		if (!hasEnded()) {
			await this.work(taken, async (person) => await this.link(person, isPreview));
		}
		yield* this.outcomes(people, taken);
		for (const hint of linkHints({
			plans: taken.flatMap(({ plan, error }) => (plan && error === undefined ? [plan] : [])),
			found: distinct.length,
			isPreview,
		})) {
			this.run.tell(hint);
		}
		if (people.some(({ sameAs, item }) => sameAs && 'search' in item.input.from)) {
			this.run.tell(ONCE_HINT);
		}
	}

	private async peopleOf(item: ReadItem<LinkInput>): Promise<Person[]> {
		const { from, settings } = item.input;
		if ('ids' in from) return [{ item, ids: from.ids }];
		const { groups, users, having } = await this.search(from.search, settings.sameness);
		if (users > 0 && having === 0) item.tell(nobodyHas(users, settings.sameness));
		else if (groups.length === 0) item.tell(from.nobodyFound);
		return groups.map((group) => ({ item, ...group }));
	}

	/** Searches once for all items that search for the same: it walks through all users. */
	private async search(search: SearchedUsers, sameness: Sameness): Promise<FoundGroups> {
		const key = JSON.stringify([search, sameness]);
		const found = this.searches.get(key) ?? findGroups(this.api, search, sameness);
		this.searches.set(key, found);
		return await found;
	}

	/** Whether nothing is changed: also where a model would change more than a person allows. */
	private isPreview(people: Person[]): boolean {
		const { isDryRun, modelLimit = Infinity } = this.first;
		const accounts = people.reduce((sum, { plan }) => sum + (plan?.link?.others.length ?? 0), 0);
		if (accounts <= modelLimit) return isDryRun;
		this.run.tell(limitHint(modelLimit));
		return true;
	}

	private async link(person: Person, isPreview: boolean): Promise<void> {
		const { plan, item } = person;
		if (!plan) return;
		const isDryRun = isPreview || item.input.isDryRun;
		if (plan.link && !isDryRun) await linkAll(this.api, plan.link);
		const outcome = isDryRun ? 'would_be_linked' : LINKED;
		person.output = {
			...planOutput(plan, item.input.settings, outcome),
			...(isDryRun && { dry_run: true }),
		};
	}

	/** Works for those who have not failed. In a run that does not go on, the first failure ends the work. */
	private async work(people: Person[], run: (person: Person) => Promise<void>): Promise<void> {
		const { requestsInFlight: limit, signal, continuesOnFail } = this.first;
		const fail = (person: Person, error: unknown) => {
			person.error = ofFoundUser(error);
		};
		const manner = { limit, signal, ...(continuesOnFail && { failed: fail }) };
		const { failures } = await runAll(
			people.filter((person) => !isBroken(person)),
			manner,
			run,
		);
		for (const { of: person, error } of failures) fail(person, error);
	}

	/** What became of each item; of a search, of each person whom it found. */
	private *outcomes(people: Person[], taken: Person[]): Generator<Outcome, void> {
		const isTaken = new Set(taken);
		for (const person of people) {
			const { sameAs } = person;
			if (!sameAs || !isTaken.has(sameAs)) continue;
			const reason = `Item ${sameAs.item.index + 1} has the same accounts.`;
			person.output = untouched(person, reason);
		}
		const failed: Outcome[] = [];
		for (const item of this.items) {
			if (this.unsearched.has(item)) continue;
			const { index, input } = item;
			const own = people.filter((person) => person.item === item);
			if ('ids' in input.from) {
				const [person] = own;
				if (!person) continue;
				const { error, output } = person;
				if (error !== undefined) failed.push({ index, error });
				else if (output) yield { index, output };
				else if (!isTaken.has(person)) yield { index, output: untouched(person, BEYOND) };
				continue;
			}
			const broken = own.find(isBroken);
			if (broken && !input.continuesOnFail) {
				// The same error can be that of several items, of which the first one ends the run.
				const { error } = broken;
				failed.push({ index, error: failed.length > 0 ? error : this.stopping(error, taken) });
			} else yield { index, output: own.flatMap(outputsOf) };
		}
		// Last: a run that does not go on ends at the first of them.
		yield* failed;
	}

	/** The error of a search by which the run ends, with how far the run came. */
	private stopping(error: unknown, taken: Person[]): unknown {
		const linked = taken.filter(({ output }) => output?.outcome === LINKED).length;
		const further = this.items.length > 1 ? '' : ` ${HOW_TO_CONTINUE}`;
		return alsoSay(error, `${linkedOf(linked, taken.length)} before that.${further}`);
	}
}

function outputsOf({ error, output, ids }: Person): IDataObject[] {
	if (error !== undefined) return [errorOutput(error, { user_ids: ids })];
	return output ? [output] : [];
}

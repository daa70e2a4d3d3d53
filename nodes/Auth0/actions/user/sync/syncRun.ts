import type { Auth0Connection } from '../../../transport/connection';
import type { ManagementApi } from '../../../transport/managementApi';
import { alsoSay } from '../../../transport/nodeErrors';
import type { Outcome, ReadItem, WholeRun } from '../../allAtOnce';
import { errorOutput } from '../../errorOutput';
import { ofFoundUser } from '../../foundUsers';
import { HOW_TO_CONTINUE } from '../../stoppedRun';
import { absentChanges, type AbsentChange } from './absentUsers';
import { beyondCaps, DONE_TO_ABSENT } from './caps';
import { CarryOut, isToChange, type Done } from './carryOut';
import { Comparison, type Entry } from './comparison';
import { join, type Finished } from './join';
import { outputOf, plannedAbsentOutput, plannedOutput, summaryOutput } from './output';
import { lookOutside } from './outside';
import { presentUsers } from './present';
import { compareRoles } from './roles';
import { runAll } from '../../runAll';
import type { SyncRow } from './row';
import { commonSettings, type SyncSettings } from './settings';
import { absentHint, countsHint, notSafeHint, staysBlockedHint, withoutKeyHint } from './syncHints';
import { inTurns } from './loginTurns';

const LIST_IS_DONE =
	'All items were processed before that, but not all users who are not in the list.';

/** What is read of an item. */
export interface SyncInput {
	row: SyncRow;
	settings: SyncSettings;
	continuesOnFail: boolean;
	signal?: AbortSignal;
}

/** One run of Sync. */
export class SyncRun {
	private readonly settings: SyncSettings;
	private readonly comparison: Comparison;
	/** The items to carry out, those of one turn at the same time. */
	private turns: Entry[][] = [];
	private readonly counts = { created: 0, updated: 0, unchanged: 0, absent: 0, failed: 0 };

	/** @throws InputError for items that do not have the same settings */
	constructor(
		private readonly auth0: Auth0Connection,
		items: Array<ReadItem<SyncInput>>,
		private readonly first: SyncInput,
		private readonly run: WholeRun,
	) {
		this.settings = commonSettings(items.map(({ input }) => input.settings)) ?? first.settings;
		this.comparison = new Comparison(items, this.settings);
		this.counts.failed = run.unread;
	}

	/**
	 * Compares, then changes what differs; users who are not in the list come last, and only if no item
	 * failed: it could be theirs.
	 *
	 * @throws InputError when more would be changed than is allowed
	 */
	async *execute(): AsyncGenerator<Outcome, void> {
		const { comparison, settings } = this;
		yield* this.faults();
		await this.compare();
		yield* this.faults();
		const sound = comparison.entries.filter(({ error }) => error === undefined);
		const toChange = sound.filter(isToChange);
		const isSafe = this.counts.failed === 0;
		const problem = beyondCaps(toChange.length, isSafe ? comparison.absent : undefined, settings);
		if (settings.isDryRun) {
			yield* this.plan(toChange, sound.length - toChange.length, isSafe, problem);
			this.tellOfScope(sound);
			return;
		}
		if (problem) throw problem;
		for (const entry of sound) {
			if (!isToChange(entry)) yield this.outcome(entry, unchanged(entry));
		}
		for (const turn of this.turns) yield* this.change(turn);
		yield* this.changeAbsent();
		this.run.tell(countsHint(this.counts, settings));
		this.tellOfScope(sound);
	}

	private get api(): ManagementApi {
		return this.auth0.management;
	}

	private async compare(): Promise<void> {
		const { api, comparison, settings } = this;
		const { fields } = comparison;
		const { signal } = this.first;
		const { tell } = this.run;
		const reading = { settings, fields, tell, signal };
		for await (const user of presentUsers(this.auth0, reading)) {
			comparison.see(user, true);
		}
		await lookOutside(api, comparison, settings);
		comparison.close();
		await compareRoles(api, comparison.entries);
		const toChange = comparison.entries.filter((entry) => !entry.error && isToChange(entry));
		this.turns = inTurns(toChange, settings.connection);
	}

	/** The items that turned out to be of no use since the last time. */
	private *faults(): Generator<Outcome, void> {
		for (const entry of this.comparison.entries) {
			if (entry.error === undefined || entry.isTold) continue;
			entry.isTold = true;
			this.counts.failed++;
			yield { index: entry.index, error: entry.error };
		}
	}

	private *plan(toChange: Entry[], unchangedCount: number, isSafe: boolean, problem?: Error) {
		const { counts, settings, comparison } = this;
		const { absentUsers } = settings;
		for (const entry of toChange) {
			counts[entry.found ? 'updated' : 'created']++;
			yield { index: entry.index, output: plannedOutput(entry, settings) };
		}
		counts.unchanged = unchangedCount;
		if (absentUsers !== 'nothing' && isSafe) {
			counts.absent = comparison.absent.total;
			for (const user of comparison.absent.users) {
				yield { output: plannedAbsentOutput(user, DONE_TO_ABSENT[absentUsers].outcome) };
			}
		}
		yield { output: summaryOutput(counts, comparison.absent, settings, problem?.message) };
		this.run.tell(countsHint(counts, settings));
		if (problem) this.run.tell(`A run would stop before it changes anyone: ${problem.message}`);
	}

	private async *change(toChange: Entry[]): AsyncGenerator<Outcome, void> {
		const carryOut = new CarryOut(this.api, this.settings, this.comparison);
		const { done, failures } = await runAll(
			toChange,
			this.manner<Entry, Finished | undefined>((entry, caught) => {
				entry.error = caught;
				return undefined;
			}),
			async (entry) => {
				const result = await carryOut.run(entry).catch((caught: unknown) => {
					throw ofFoundUser(caught);
				});
				return { entry, result };
			},
		);
		const finished = done.filter((one) => one !== undefined);
		await join(this.api, this.settings, finished);
		for (const { entry, result } of finished) {
			if (entry.error === undefined) yield this.outcome(entry, result);
		}
		yield* this.faults();
		for (const { of, error } of failures) yield { index: of.index, error };
	}

	private async *changeAbsent(): AsyncGenerator<Outcome, void> {
		const { settings, comparison, counts, run } = this;
		const { users, total } = comparison.absent;
		if (settings.absentUsers === 'nothing' || total === 0 || this.first.signal?.aborted) return;
		if (counts.failed > 0) return run.tell(notSafeHint(counts.failed, comparison.absent));
		const { done, failures } = await runAll(
			absentChanges(this.api, users, settings),
			this.manner(failedAbsent),
			async (change) => await change.run(),
		);
		for (const outputs of done) {
			const changed = outputs.filter(({ error }) => error === undefined);
			counts.absent += changed.length;
			counts.failed += outputs.length - changed.length;
			yield { output: outputs };
		}
		const [failure] = failures;
		if (failure) throw alsoSay(failure.error, `${LIST_IS_DONE} ${HOW_TO_CONTINUE}`);
	}

	/** How to go through changes: in a run that goes on, past those that fail. */
	private manner<T, R>(failed: (one: T, caught: unknown) => R) {
		const { signal, continuesOnFail } = this.first;
		return {
			limit: this.settings.requestsInFlight,
			signal,
			...(continuesOnFail && { failed }),
		};
	}

	private outcome(entry: Entry, done: Done): Outcome {
		const kind = done.outcome === 'created_or_updated' ? 'created' : done.outcome;
		this.counts[kind]++;
		return { index: entry.index, output: outputOf(entry, done, this.settings) };
	}

	private tellOfScope(sound: Entry[]): void {
		const { comparison, settings, counts } = this;
		const { tell } = this.run;
		const { absent, withoutKey } = comparison;
		if (absent.total > 0) {
			if (settings.absentUsers === 'nothing') tell(absentHint(absent));
			else if (counts.failed > 0 && settings.isDryRun) tell(notSafeHint(counts.failed, absent));
		}
		if (withoutKey > 0) tell(withoutKeyHint(withoutKey, settings.matchBy.label));
		const blocked = sound.filter(({ found }) => found?.staysBlocked).length;
		if (blocked > 0) tell(staysBlockedHint(blocked));
	}
}

const failedAbsent = ({ users }: AbsentChange, caught: unknown) =>
	users.map(({ user_id: id }) => errorOutput(caught, { user_id: id }));

/** What was done for an item whose user is as wanted. */
function unchanged({ found }: Entry): Done {
	if (!found) throw new TypeError('There is no user');
	return { outcome: 'unchanged', found };
}

import type { IDataObject } from 'n8n-workflow';

import { unassignRoles } from '../../../api/roles';
import { requireSameSettings, type SetMembersSettings } from '../../../fields/roleMembers';
import type { Reference } from '../../../fields/reference';
import { userFirst } from '../../../fields/user/userOutput';
import type { ManagementApi } from '../../../transport/managementApi';
import { alsoSay } from '../../../transport/nodeErrors';
import type { Outcome, ReadItem, WholeRun } from '../../allAtOnce';
import { errorOutput } from '../../errorOutput';
import { changeMembers, groupedBy } from '../../memberAction';
import { findMembers, type Member, type MemberInput } from '../../members';
import { runAll } from '../../runAll';
import { HOW_TO_CONTINUE } from '../../stoppedRun';
import { ADDITION, memberOutput } from '../members';
import { memberRoleId, withNames } from '../roles';
import { type Present, RoleList } from './roleList';
import { countsHint, notSafeHint } from './setMembersHints';

type Input = MemberInput<Reference> & { settings: SetMembersSettings };

/** One run of Set Members: the items of each role are all its members. */
export class SetMembersRun {
	private readonly settings: SetMembersSettings;
	private readonly counts = { added: 0, removed: 0, unchanged: 0, failed: 0 };

	/** @throws InputError for items that do not have the same settings */
	constructor(
		private readonly api: ManagementApi,
		private readonly items: Array<ReadItem<Input>>,
		private readonly first: Input,
		private readonly run: WholeRun,
	) {
		this.settings = first.settings;
		requireSameSettings(
			this.settings,
			items.map(({ input }) => input.settings),
		);
		this.counts.failed = run.unread;
	}

	/**
	 * Compares, then adds who is missing; whoever is in no item is removed last, and only if no item failed: it
	 * could be theirs.
	 *
	 * @throws InputError when more would be removed than is allowed, before anyone is changed
	 */
	async *execute(): AsyncGenerator<Outcome, void> {
		const { members, failures } = await findMembers(this.items, this.api, memberRoleId);
		yield* this.failed(failures);
		const { lists, unread } = await this.compare(members);
		yield* this.failed(unread);
		const isSafe = this.counts.failed === 0;
		const problems = isSafe ? await this.beyondLimits(lists) : [];
		if (this.settings.isDryRun) return yield* this.plan(lists, isSafe, problems);
		const [problem] = problems;
		if (problem) throw problem;
		yield* this.add(lists);
		yield* this.remove(lists);
		this.run.tell(countsHint(this.counts, false));
	}

	/** Takes note of items that failed. */
	private *failed(failures: Array<{ index: number; error: unknown }>): Generator<Outcome, void> {
		this.counts.failed += failures.length;
		yield* failures;
	}

	private async compare(members: Member[]) {
		const byRole = groupedBy(members, 'groupId');
		const lists = [...byRole].map(([id, ofRole]) => new RoleList(id, ofRole));
		const unread: Array<{ index: number; error: unknown }> = [];
		const { done } = await runAll(lists, { signal: this.first.signal }, async (list) => {
			try {
				await list.compare(this.api);
				return [list];
			} catch (error) {
				unread.push(...list.members.map(({ index }) => ({ index, error })));
				return [];
			}
		});
		return { lists: done.flat(), unread };
	}

	/** Why nobody may be changed, by the names of the roles. */
	private async beyondLimits(lists: RoleList[]): Promise<Error[]> {
		const roles = await withNames(
			this.api,
			lists.map(({ roleId: id }) => ({ id })),
		);
		return lists.flatMap(
			(list, index) => list.beyond(this.settings, roles[index]?.name ?? list.roleId) ?? [],
		);
	}

	private async *plan(
		lists: RoleList[],
		isSafe: boolean,
		problems: Error[],
	): AsyncGenerator<Outcome, void> {
		const { counts, run } = this;
		for (const list of lists) {
			counts.added += list.added.length;
			counts.unchanged += list.unchanged.length;
			for (const member of list.added) yield await this.outcome(list, member, 'would_be_added');
			for (const member of list.unchanged) yield await this.outcome(list, member, 'unchanged');
			if (!isSafe) continue;
			counts.removed += list.removed.length;
			for (const one of list.removed) {
				yield { output: await this.removedOutput(list, one, 'would_be_removed') };
			}
		}
		const [problem] = problems;
		yield {
			output: {
				outcome: 'summary',
				dry_run: true,
				summary: {
					would_be_added: counts.added,
					would_be_removed: counts.removed,
					unchanged: counts.unchanged,
					failed: counts.failed,
					...(problem && { would_stop: problem.message }),
				},
			},
		};
		run.tell(countsHint(counts, true));
		if (!isSafe) run.tell(notSafeHint(counts.failed));
		if (problem) run.tell(`A run would stop before it changes anyone: ${problem.message}`);
	}

	private async *add(lists: RoleList[]): AsyncGenerator<Outcome, void> {
		const { counts, first } = this;
		for (const list of lists) {
			counts.unchanged += list.unchanged.length;
			for (const member of list.unchanged) yield await this.outcome(list, member, 'unchanged');
		}
		const listOf = new Map(lists.flatMap((list) => list.added.map((member) => [member, list])));
		const { changed, failed } = await changeMembers(this.api, [...listOf.keys()], ADDITION, first);
		for (const member of changed) {
			const list = listOf.get(member);
			counts.added++;
			if (list) yield await this.outcome(list, member, 'added');
		}
		yield* this.failed(failed);
	}

	private async *remove(lists: RoleList[]): AsyncGenerator<Outcome, void> {
		const { counts, run, first, api } = this;
		const removals = lists.flatMap((list) => list.removed.map((one) => ({ list, one })));
		if (removals.length === 0 || first.signal?.aborted) return;
		if (counts.failed > 0) return run.tell(notSafeHint(counts.failed));
		const { continuesOnFail, requestsInFlight: limit, signal } = first;
		const { done, failures } = await runAll(
			removals,
			{
				limit,
				signal,
				...(continuesOnFail && {
					failed: ({ one }: (typeof removals)[number], caught: unknown): IDataObject =>
						errorOutput(caught, { user_id: one.user_id }),
				}),
			},
			async ({ list, one }) => {
				await api.send(unassignRoles(one.user_id, [list.roleId]));
				return await this.removedOutput(list, one, 'removed');
			},
		);
		for (const output of done) {
			counts[output.error === undefined ? 'removed' : 'failed']++;
			yield { output };
		}
		const [failure] = failures;
		if (failure) throw alsoSay(failure.error, `${ALL_ADDED} ${HOW_TO_CONTINUE}`);
	}

	private async outcome(list: RoleList, member: Member, outcome: string): Promise<Outcome> {
		const output = {
			...list.knownOf(member),
			...(await memberOutput(this.api, member)),
			outcome,
			...(this.settings.isDryRun && { dry_run: true }),
		};
		return { index: member.index, output: userFirst(output) };
	}

	private async removedOutput(list: RoleList, one: Present, outcome: string) {
		const of = { userId: one.user_id, groupId: list.roleId };
		return userFirst({
			...one,
			...(await memberOutput(this.api, of)),
			outcome,
			...(this.settings.isDryRun && { dry_run: true }),
		});
	}
}

const ALL_ADDED = 'All users of the items have the role, but not all others were removed from it.';

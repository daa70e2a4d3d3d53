import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { optionsField } from '../fields/requestOptions';
import type { ManagementApi } from '../transport/managementApi';
import type { ApiCommand } from '../transport/request';
import type { Outcome } from './allAtOnce';
import type { Item } from './item';
import { inHalves, partsOf } from './memberBatches';
import {
	findMembers,
	type Member,
	memberFields,
	type MemberInput,
	memberLookUp,
	readMember,
} from './members';
import type { Operation } from './operation';
import type { Permissions } from './permissions';
import { runAll } from './runAll';

/** A change of the members of groups of users, as Auth0 takes it. */
export interface MemberChange {
	/** What those of one request have in common. */
	of: 'groupId' | 'userId';
	/** How many are changed by one request. */
	size: number;
	/**
	 * @param one what they have in common
	 * @param others the IDs of what they differ in
	 */
	command(one: string, others: string[]): ApiCommand;
}

interface MemberAction<Group> {
	option: INodePropertyOptions;
	permissions: Permissions;
	groupField: INodeProperties;
	readGroup(item: Item): Group;
	/** @throws InputError for one that is not there */
	groupIdOf(api: ManagementApi, group: Group): Promise<string>;
	change: MemberChange;
	output(api: ManagementApi, member: Member): IDataObject | Promise<IDataObject>;
}

/** An operation that adds a user to something in each item, or removes one: many with one request. */
export const memberAction = <Group>({
	option,
	permissions,
	groupField,
	readGroup,
	groupIdOf,
	change,
	output,
}: MemberAction<Group>): Operation<MemberInput<Group>> => ({
	option,
	permissions,
	fields: [...memberFields(groupField), optionsField(memberLookUp)],
	read: (item) => readMember(item, readGroup, true),
	async *executeAll(items, { management: api }) {
		const { members, failures } = await findMembers(items, api, groupIdOf);
		yield* failures;
		const [first] = items;
		if (!first) return;
		const { changed, failed } = await changeMembers(api, members, change, first.input);
		for (const member of changed) {
			yield { index: member.index, output: await output(api, member) };
		}
		yield* failed;
	},
});

/** Changes members, as many with one request as Auth0 takes. */
export async function changeMembers(
	api: ManagementApi,
	members: Member[],
	{ of, size, command }: MemberChange,
	{
		requestsInFlight: limit,
		signal,
		continuesOnFail,
	}: Pick<MemberInput<unknown>, 'requestsInFlight' | 'signal' | 'continuesOnFail'>,
): Promise<{ changed: Member[]; failed: Array<Outcome & { index: number; error: unknown }> }> {
	const failures = new Map<Member, unknown>();
	const other = of === 'groupId' ? 'userId' : 'groupId';
	const send = async (some: Member[]) => {
		const [first] = some;
		if (!first) return;
		await api.send(command(first[of], [...new Set(some.map((member) => member[other]))]));
	};
	const batches = [...groupedBy(members, of).values()].flatMap((group) => partsOf(group, size));
	const { done } = await runAll(batches, { limit, signal }, async (batch) => {
		if (failures.size > 0 && !continuesOnFail) return [];
		const failed = await inHalves(batch, send);
		for (const [member, error] of failed) failures.set(member, error);
		return batch.filter((member) => !failed.has(member));
	});
	return {
		changed: done.flat(),
		failed: [...failures].map(([{ index }, error]) => ({ index, error })),
	};
}

/** Members by what they have in common. */
export function groupedBy(members: Member[], property: MemberChange['of']): Map<string, Member[]> {
	const groups = new Map<string, Member[]>();
	for (const member of members) {
		const group = groups.get(member[property]);
		if (group) group.push(member);
		else groups.set(member[property], [member]);
	}
	return groups;
}

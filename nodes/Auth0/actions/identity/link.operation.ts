import { IDENTITY_EXAMPLE } from '../../api/examples';
import { userIdOf } from '../../api/userIds';
import { splitIdentity } from '../../fields/user/identities';
import { getUser } from '../../api/users';
import { type CarryOver, carryOverFields } from '../../fields/user/carryOver';
import { userFieldById } from '../../fields/user/userField';
import { InputError } from '../../transport/inputError';
import type { ManagementApi } from '../../transport/managementApi';
import { alsoSay } from '../../transport/nodeErrors';
import { userAction } from '../userAction';
import { carryOver, gainsOf, gainsOutput, TO_CARRY_OVER } from './carryOver';
import { linkTo } from './linkTo';

/** Nothing at first: what more is carried over needs more permissions. */
const carried = carryOverFields();

/** Makes the second user an identity of the first; it is no user any more then. */
export const link = userAction({
	option: {
		name: 'Link',
		value: 'link',
		action: 'Link identity',
		description: 'Link another user account to this user, and keep its data if you like',
	},
	permissions: { needs: ['update:users'], also: TO_CARRY_OVER },
	isGuarded: true,
	fields: [
		{
			...userFieldById,
			displayName: 'User to Link',
			name: 'linkedUserId',
			description: `The user to link, such as ${IDENTITY_EXAMPLE}. This user stops existing as a separate user. What is not carried over is lost.`,
		},
		...carried.fields,
	],
	options: [
		{
			displayName: 'Connection ID',
			name: 'connectionId',
			type: 'string',
			default: '',
			placeholder: 'e.g. con_0000000000000001',
			description:
				'Connection ID of the user to link. Only needed if the tenant has several database connections.',
		},
	],
	read(item) {
		const identity = splitIdentity('User to Link', item.reference('linkedUserId').value);
		const connectionId = item.textOption('connectionId');
		return {
			body: { ...identity, ...(connectionId && { connection_id: connectionId }) },
			wanted: carried.read(item),
		};
	},
	alsoChanges: ({ body }) => [userIdOf(body)],
	async execute(id, { body, wanted }, { management }) {
		const linked = userIdOf(body);
		if (linked === id) {
			throw new InputError(
				`'User' and 'User to Link' are both “${id}”.`,
				"Choose a different user in 'User to Link'.",
			);
		}
		const gains = await gainsFrom(management, id, linked, wanted);
		if (gains) await carryOver(management, id, gains);
		const identities = await linkTo(management, id, body).catch((caught: unknown) => {
			throw gains ? alsoSay(caught, notLinkedYet(id, linked)) : caught;
		});
		return { user_id: id, identities, ...(gains && { carried_over: gainsOutput(gains) }) };
	},
});

/**
 * What is to be carried over, before the user goes: nothing is lost when it ends in the middle.
 *
 * @returns undefined when nothing is, and when there is no such user: Auth0 says why it links none
 */
async function gainsFrom(api: ManagementApi, id: string, linked: string, wanted: CarryOver) {
	if (wanted.parts.size === 0) return undefined;
	const query = { fields: 'user_id', include_fields: true };
	if (!(await api.find(getUser(linked, query)))) return undefined;
	return await gainsOf(api, id, [linked], wanted);
}

const notLinkedYet = (id: string, linked: string) =>
	`What was to be carried over from “${linked}” to “${id}” has been, and nothing was lost. Running this item again continues.`;

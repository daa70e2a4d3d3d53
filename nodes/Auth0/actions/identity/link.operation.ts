import { IDENTITY_EXAMPLE } from '../../api/examples';
import { linkUserIdentity } from '../../api/identities';
import { userIdOf } from '../../api/userIds';
import { splitIdentity } from '../../fields/user/identities';
import { userFieldById } from '../../fields/user/userField';
import { InputError } from '../../transport/inputError';
import { userAction } from '../userAction';

/** Makes the second user an identity of the first; it is no user any more then. */
export const link = userAction({
	option: {
		name: 'Link',
		value: 'link',
		action: 'Link identity',
		description: 'Link another user account to this user, losing its metadata',
	},
	permissions: { needs: ['update:users'] },
	fields: [
		{
			...userFieldById,
			displayName: 'User to Link',
			name: 'linkedUserId',
			description: `The user to link, such as ${IDENTITY_EXAMPLE}. This user stops existing as a separate user, and its metadata is lost.`,
		},
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
		return { ...identity, ...(connectionId && { connection_id: connectionId }) };
	},
	alsoChanges: (identity) => [userIdOf(identity)],
	async execute(id, body, { management }) {
		const linked = userIdOf(body);
		if (linked === id) {
			throw new InputError(
				`'User' and 'User to Link' are both “${id}”.`,
				"Choose a different user in 'User to Link'.",
			);
		}
		const identities = await management.request(linkUserIdentity(id, body));
		return { user_id: id, identities };
	},
});

import { unlinkUserIdentity } from '../../api/identities';
import { userIdOf } from '../../api/userIds';
import { identityField, splitIdentity } from '../../fields/user/identities';
import { userAction } from '../userAction';

/** Makes a linked identity a user of its own again. */
export const unlink = userAction({
	option: {
		name: 'Unlink',
		value: 'unlink',
		action: 'Unlink identity',
		description: 'Turn a linked identity back into a separate user, without metadata',
	},
	permissions: { needs: ['update:users'] },
	fields: [identityField],
	read: (item) => splitIdentity('Identity', item.reference(identityField.name).value),
	alsoChanges: (identity) => [userIdOf(identity)],
	async execute(id, identity, { management }) {
		const identities = await management.request(unlinkUserIdentity(id, identity));
		return { user_id: id, identities };
	},
});

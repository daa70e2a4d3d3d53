import { subjectOf } from '../../api/users';
import { locatorField } from '../../fields/locators';
import { splitIdentity } from '../../fields/user/identities';
import { listOf, record } from '../../transport/answers';
import { path } from '../../transport/path';
import { userAction } from '../userAction';

/** delete_user_identity_by_user_id: the identity becomes a user of its own again. */
export const unlinkIdentity = userAction({
	option: {
		name: 'Unlink Identity',
		value: 'unlinkIdentity',
		action: 'Unlink an identity from a user',
		description: 'Make a linked identity a user of its own again, without the metadata',
	},
	permissions: { needs: ['update:users'] },
	fields: [
		{
			...locatorField({
				displayName: 'Identity',
				name: 'identity',
				one: 'an identity',
				description:
					'The linked identity, such as google-oauth2|103547991597142817347. The list needs the permission read:users.',
				searchListMethod: 'searchIdentities',
				modes: { id: ['By ID', 'e.g. google-oauth2|103547991597142817347'] },
			}),
			required: true,
		},
	],
	read: (item) => splitIdentity('Identity', item.reference('identity').value),
	alsoChanges: ({ provider, user_id: id }) => [`${provider}|${id}`],
	async execute(id, { provider, user_id: identityId }, { management }) {
		const identities = await management.request({
			method: 'DELETE',
			path: path`/users/${id}/identities/${provider}/${identityId}`,
			answers: listOf(record),
			subject: {
				...subjectOf(id),
				name: `User “${id}” or its identity “${provider}|${identityId}”`,
			},
		});
		return { user_id: id, identities };
	},
});

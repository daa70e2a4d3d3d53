import { unlinkUserIdentity } from '../../api/identities';
import { locatorField } from '../../fields/locators';
import { splitIdentity } from '../../fields/user/identities';
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
	fields: [
		{
			...locatorField({
				displayName: 'Identity',
				name: 'identity',
				one: 'an identity',
				description:
					'The linked identity, such as google-oauth2|103547991597142817347. The list requires the read:users permission.',
				searchListMethod: 'searchIdentities',
				modes: { id: ['By ID', 'e.g. google-oauth2|103547991597142817347'] },
			}),
			required: true,
		},
	],
	read: (item) => splitIdentity('Identity', item.reference('identity').value),
	alsoChanges: ({ provider, user_id: id }) => [`${provider}|${id}`],
	async execute(id, identity, { management }) {
		const identities = await management.request(unlinkUserIdentity(id, identity));
		return { user_id: id, identities };
	},
});

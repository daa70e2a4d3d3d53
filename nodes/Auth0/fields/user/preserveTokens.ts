import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../parameters';

/** The option that leaves refresh tokens as they are. */
export const preserveTokensField: INodeProperties = {
	displayName: 'Preserve Refresh Tokens',
	name: 'preserveRefreshTokens',
	type: 'boolean',
	default: false,
	description: 'Whether to only end sessions and keep refresh tokens',
};

/** Whether refresh tokens stay. */
export const readPreserveTokens = (parameters: Parameters): boolean =>
	parameters.isOn(preserveTokensField.name, false);

/** What an output says of the access that was revoked. */
export const accessOutput = (preserves: boolean): IDataObject => ({
	sessions: 'revoked',
	refresh_tokens: preserves ? 'preserved' : 'revoked',
});

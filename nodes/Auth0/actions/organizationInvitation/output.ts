import type { IDataObject } from 'n8n-workflow';

import { SECRETS_OF_INVITATION } from '../../api/invitations';
import { omit } from '../../fields/parts';

/** An invitation as an output has it. The ticket is part of the link, and nobody needs it alone. */
export const withoutSecrets = (invitation: IDataObject, hasLink: boolean): IDataObject =>
	omit(invitation, hasLink ? ['ticket_id'] : SECRETS_OF_INVITATION);

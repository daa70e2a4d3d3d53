/** What several messages say. */

export const RATE_LIMIT_REACHED = 'Auth0’s rate limit was reached.';

export const CHOOSE_FROM_LIST = 'Choose from the list.';

/** For what was entered as a name. @param mode what the panel calls the other way to enter it */
export const looksLikeId = (mode = 'By ID') =>
	`This looks like an ID. If it is one, choose ${mode}.`;

export const CHECK_FIELDS = 'Check the fields of this node.';

export const CHECK_DOMAIN_AND_PROXY =
	"Check 'Tenant Domain' in the credential, and any proxy between n8n and Auth0.";

export const WHERE_DOMAIN_IS =
	'Auth0 Dashboard shows it as Domain in the settings of your application.';

export const TRY_LATER = 'Try again in a few minutes.';

export const RUN_ITEM_LATER = 'Run this item again in a minute.';

export const NOT_READ_TO_THE_END = `The list could not be read to the end. ${TRY_LATER}`;

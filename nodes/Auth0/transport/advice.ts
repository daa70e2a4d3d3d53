/** What to do, where several messages say so. */

export const CHECK_FIELDS = 'Check the fields of this node.';

export const TRY_LATER = 'Try again in a few minutes.';

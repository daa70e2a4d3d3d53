import type { RefusalRule } from '../transport/refusal';

const CONFLICT = {
	errorCode: 'custom_domain_conflict',
	message: 'The tenant has several custom domains, and Auth0 cannot tell which one to use.',
};

const DEFAULT_DOMAIN = 'choose a default domain in Auth0 Dashboard → Branding → Custom Domains';

/** Of a request that sends an email, or makes a link, in the name of one of the tenant’s domains. */
export const CUSTOM_DOMAIN_CONFLICT: RefusalRule = {
	...CONFLICT,
	description: `Add 'Custom Domain' under 'Options', or ${DEFAULT_DOMAIN}. If the operation does not have this option, enter the custom domain as 'Tenant Domain' in the credential, and https://<tenant’s own domain>/api/v2/ as 'Audience'.`,
};

/** As `CUSTOM_DOMAIN_CONFLICT`, of a request whose headers the person gives. */
export const CUSTOM_DOMAIN_HEADER_MISSING: RefusalRule = {
	...CONFLICT,
	description: `Add the header auth0-custom-domain under 'Options', or ${DEFAULT_DOMAIN}.`,
};

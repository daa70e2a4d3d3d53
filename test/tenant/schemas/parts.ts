import type { SchemaObject } from 'ajv';

export interface PageQuery {
	page?: number;
	per_page?: number;
	include_totals?: boolean;
}

export interface CheckpointQuery {
	from?: string;
	take?: number;
	include_totals?: boolean;
}

export interface FieldsQuery {
	fields?: string;
	include_fields?: boolean;
}

export const described = (description: string, schema: SchemaObject): SchemaObject => ({
	description,
	...schema,
});
export const text = (minLength?: number, maxLength?: number): SchemaObject => ({
	type: 'string',
	...(minLength !== undefined && { minLength }),
	...(maxLength !== undefined && { maxLength }),
});
export const integer = (minimum: number, maximum?: number): SchemaObject => ({
	type: 'integer',
	minimum,
	...(maximum !== undefined && { maximum }),
});
export const nullable = (schema: SchemaObject): SchemaObject => ({
	...schema,
	type: ['string', 'null'],
});
export const boolean = { type: 'boolean' };
export const object = { type: 'object' };
export const email = { type: 'string', format: 'email' };
export const phoneNumber = { type: 'string', pattern: '^\\+[0-9]{1,15}$' };
export const picture = { type: 'string', format: 'strict-uri' };
export const connectionId = { type: 'string', pattern: '^con_[A-Za-z0-9]{16}$' };

/** The names of identity providers that the API knows. */
export const PROVIDERS = (
	'ad adfs amazon apple dropbox bitbucket auth0-oidc auth0 baidu bitly box custom daccount dwolla ' +
	'email evernote-sandbox evernote exact facebook fitbit github google-apps google-oauth2 ' +
	'instagram ip line linkedin oauth1 oauth2 office365 oidc okta paypal paypal-sandbox ' +
	'pingfederate planningcenter salesforce-community salesforce-sandbox salesforce samlp ' +
	'sharepoint shopify shop sms soundcloud thirtysevensignals twitter untappd vkontakte waad ' +
	'weibo windowslive wordpress yahoo yandex'
).split(' ');

/** A body with no other properties than these. */
export const body = (
	properties: Record<string, SchemaObject>,
	required: string[] = [],
): SchemaObject => ({ type: 'object', required, additionalProperties: false, properties });

/** The query parameters of an operation. */
export const parameters = body;

const totals = described('Whether the total count is returned', boolean);

export const fieldsParameters = {
	fields: described('Comma-separated list of fields to include or exclude', text()),
	include_fields: described('Whether the specified fields are included', boolean),
};

/** How most lists of the API are paged. */
export const pageParameters = {
	page: described('Page index of the results to return', integer(0)),
	per_page: described('Number of results per page', integer(1, 100)),
	include_totals: totals,
};

/** How lists are paged that can be longer than 1,000. */
export const checkpointParameters = {
	from: described('Optional Id from which to start selection', text()),
	take: described('Number of results per page', integer(1, 100)),
};

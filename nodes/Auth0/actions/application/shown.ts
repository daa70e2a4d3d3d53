import type { IDataObject } from 'n8n-workflow';

import { applicationFields, type PropertiesQuery } from '../../api/clients';
import { APPLICATION } from '../../api/resultKinds';
import type { FieldSelection } from '../../fields/namedFields';
import { readFieldSelection, readOutput, readsSimplified, type Show } from '../../fields/output';
import type { Parameters } from '../../fields/parameters';
import { pick } from '../../fields/parts';
import { isRecord } from '../../transport/answers';
import { metadataWithoutSecrets, withoutLogins } from '../withoutSecrets';

const ofEach = (parent: string, names: string) =>
	names.split(' ').map((name) => `${parent}.${name}`);

/** What an output can have of the properties that have parts, where not all of them are harmless. */
const PARTS: Record<string, string[]> = {
	default_organization: ofEach('default_organization', 'organization_id flows'),
	jwt_configuration: ofEach('jwt_configuration', 'alg lifetime_in_seconds'),
	mobile: ofEach(
		'mobile',
		'android.app_package_name android.sha256_cert_fingerprints ios.team_id ios.app_bundle_identifier',
	),
	native_social_login: ofEach(
		'native_social_login',
		'apple.enabled facebook.enabled google.enabled',
	),
	oidc_logout: ofEach(
		'oidc_logout',
		'backchannel_logout_urls backchannel_logout_initiators.mode backchannel_logout_initiators.selected_initiators',
	),
	refresh_token: ofEach(
		'refresh_token',
		'rotation_type expiration_type leeway token_lifetime infinite_token_lifetime idle_token_lifetime infinite_idle_token_lifetime',
	),
	token_quota: ofEach(
		'token_quota',
		'client_credentials.enforce client_credentials.per_day client_credentials.per_hour',
	),
};

/** What an output can have of an application: nothing else, as Auth0 can return more one day. */
const SHOWN = [...APPLICATION.known].flatMap((name) => PARTS[name] ?? [name]);

/** An application without its secrets, also where Auth0 returns them unasked. */
function shown(application: IDataObject): IDataObject {
	const { client_metadata: metadata, ...rest } = pick(application, SHOWN);
	return withoutLogins({
		...rest,
		...(isRecord(metadata) && { client_metadata: metadataWithoutSecrets(metadata) }),
	});
}

/** What to fetch of an application, and how to show it. */
export interface ApplicationOutput {
	fields: PropertiesQuery;
	show: Show;
}

/**
 * How the panel wants applications.
 *
 * @param needed the properties to fetch in any case
 * @throws InputError for a field that no output has
 */
export function readApplicationOutput(
	parameters: Parameters,
	needed: string[] = [],
): ApplicationOutput {
	const selection = readFieldSelection(parameters, APPLICATION);
	const show = readOutput(parameters, APPLICATION);
	return {
		fields: applicationFields([...wantedBy(parameters, selection), ...needed]),
		show: (application) => show(shown(application)),
	};
}

function wantedBy(parameters: Parameters, selection?: FieldSelection): string[] {
	if (selection?.isIncluded) return selection.names.map((name) => name.split('.', 1)[0] ?? name);
	return readsSimplified(parameters) ? APPLICATION.simplified : [...APPLICATION.known];
}

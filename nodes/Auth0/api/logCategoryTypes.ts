import { isLogCategory, type LogCategory } from './logStreams';

/**
 * The type codes of log events in each category. What is in none of them is in “Other”.
 *
 * Source: the tables of log stream filters in Auth0’s documentation, and for `fapi` its list of codes.
 *
 * @see https://auth0.com/docs/customize/log-streams/event-filters
 */
const CODES: Record<Exclude<LogCategory, 'other'>, string> = {
	'auth.login.success': 's scoa sens',
	'auth.login.fail': 'f fc fco fcoa fens fp fu',
	'auth.login.notification': 'w',
	'auth.signup.success': 'ss',
	'auth.signup.fail': 'fs',
	'auth.logout.success': 'oidc_backchannel_logout_succeeded slo',
	'auth.logout.fail': 'flo oidc_backchannel_logout_failed',
	'auth.silent_auth.success': 'ssa',
	'auth.silent_auth.fail': 'fsa',
	'auth.token_exchange.success': 'seacft seccft sede seoobft seotpft sepft sercft sertft',
	'auth.token_exchange.fail':
		'feacft feccft fede feoobft feotpft fepft fepotpft fercft ferrt fertft',
	'user.success': 'sce scp scpn scpr scu sdu srrt ss_sso_success sui sv svr',
	'user.fail': 'fce fcp fcpn fcpr fcu fd fdeaz fdecc fdu fn fv fvr ss_sso_failure',
	'user.notification':
		'cs gd_enrollment_complete gd_start_enroll gd_unenroll gd_update_device_account ss_sso_info ublkdu',
	'management.success': 'mgmt_api_read sapi',
	'management.fail': 'fapi',
	'system.notification':
		'admin_update_launch api_limit coff con depnote fcpro fui limit_delegation limit_mu limit_wc sys_os_update_end sys_os_update_start sys_update_end sys_update_start',
	'scim.event': 'fscim sscim',
	actions: 'actions_execution_failed',
};

const CATEGORIES = new Map(
	Object.entries(CODES).flatMap(([category, codes]) =>
		isLogCategory(category) ? codes.split(' ').map((code) => [code, category] as const) : [],
	),
);

/** The category in which Auth0 has log events of this type. */
export const categoryOfLog = (type: string): LogCategory => CATEGORIES.get(type) ?? 'other';

/** As `categoryOfLog`; undefined for a type in no table, which Auth0 can have in any category. */
export const knownCategoryOfLog = (type: string): LogCategory | undefined => CATEGORIES.get(type);

/** The type codes of a category; undefined for “Other”, which has no list of them. */
export const typesOfLogCategory = (category: LogCategory): string[] | undefined =>
	category === 'other' ? undefined : CODES[category].split(' ');

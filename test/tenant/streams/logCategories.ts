/**
 * Which codes of log entries belong to which category.
 *
 * @see https://auth0.com/docs/customize/log-streams/event-filters
 */
const CODES = {
	'auth.login.fail': 'f fc fco fcoa fens fp fu',
	'auth.login.notification': 'w',
	'auth.login.success': 's scoa sens',
	'auth.logout.fail': 'flo oidc_backchannel_logout_failed',
	'auth.logout.success': 'slo oidc_backchannel_logout_succeeded',
	'auth.signup.fail': 'fs',
	'auth.signup.success': 'ss',
	'auth.silent_auth.fail': 'fsa',
	'auth.silent_auth.success': 'ssa',
	'auth.token_exchange.fail':
		'feacft feccft fede feoobft feotpft fepft fepotpft fercft ferrt fertft',
	'auth.token_exchange.success': 'seacft seccft sede seoobft seotpft sepft sercft sertft',
	'management.fail': 'fapi',
	'management.success': 'sapi mgmt_api_read',
	'scim.event': 'sscim fscim',
	'system.notification':
		'admin_update_launch api_limit coff con depnote fcpro fui limit_delegation limit_mu limit_wc ' +
		'sys_os_update_start sys_os_update_end sys_update_start sys_update_end',
	'user.fail': 'fce fcp fcpn fcpr fcu fd fdeaz fdecc fdu fn fv fvr ss_sso_failure',
	'user.notification':
		'cs gd_enrollment_complete gd_start_enroll gd_unenroll gd_update_device_account ss_sso_info ' +
		'ublkdu',
	'user.success': 'sce scp scpn scpr scu sdu srrt ss_sso_success sui sv svr',
	actions: 'actions_execution_failed',
	other: '',
};

export const LOG_CATEGORIES = Object.keys(CODES);

/** What a prioritized log stream delivers: security alerts. */
const SECURITY =
	'limit_mu limit_sul limit_wc pwd_leak ublkdu signup_pwd_leak reset_pwd_leak gd_send_sms';

const categoryOf = new Map(
	Object.entries(CODES).flatMap(([category, codes]) =>
		codes.split(' ').map((code) => [code, category] as const),
	),
);

/** Whether a log entry with this code is in one of the categories; in none of them means in all. */
export function isInCategories(code: string, categories: string[]): boolean {
	if (categories.length === 0) return true;
	if (categories.includes('security')) return SECURITY.split(' ').includes(code);
	return categories.includes(categoryOf.get(code) ?? 'other');
}

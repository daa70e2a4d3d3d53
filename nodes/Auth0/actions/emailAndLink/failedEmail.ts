import type { IDataObject } from 'n8n-workflow';

import { identitiesOf } from '../../api/linkedIdentities';
import { listLatestLogs } from '../../api/logs';
import { getUserFields } from '../../api/users';
import { isRecord } from '../../transport/answers';
import type { ManagementApi } from '../../transport/managementApi';
import type { FurtherPermissions } from '../permissions';

/** Failed Sending Notification. */
const FAILED = 'fn';

const EVENTS = 100;

// The logs are some seconds out of order.
const TOLERANCE_MS = 5_000;

// What Auth0 logs for every address at example.com.
const BLACKLISTED =
	'Auth0 does not send emails to some domains, such as example.com. Use a real address.';

/** What it takes to say why an email was not sent. */
export const TO_SEE_WHY_NOT: FurtherPermissions = { to: 'see why not', needs: ['read:logs'] };

const CHECK_PROVIDER =
	'Check the email provider in Auth0 Dashboard → Branding → Email Provider, and the email address of the user.';

const WHERE = `Find the reason in Auth0 Dashboard → Monitoring → Logs, in an event of the type Failed Sending Notification (fn). With the ${TO_SEE_WHY_NOT.needs.join()} permission, this message includes it once Auth0 has logged it. Auth0 rejects every address at example.com (“the domain is blacklisted”). ${CHECK_PROVIDER}`;

/**
 * Why an email was not sent, and what to do. The job does not say; the tenant's logs do, some time
 * later, to an application that may read them.
 *
 * @param since when the job was created, as Auth0 tells it
 */
export async function whyNotSent(api: ManagementApi, id: string, since: unknown): Promise<string> {
	const event = await ifReadable(() => findEvent(api, id, since));
	const reason = event && reasonOf(event);
	if (!reason) return WHERE;
	const advice = /blacklist/i.test(reason) ? BLACKLISTED : CHECK_PROVIDER;
	return `Auth0’s log says: ${reason}. ${advice}`;
}

/** The reason is worth a look, but no error of its own. */
async function ifReadable<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch {
		return undefined;
	}
}

/** The latest such event of the user: it carries the ID of the user, or only the address. */
async function findEvent(api: ManagementApi, id: string, since: unknown) {
	const latest = await api.request(listLatestLogs(EVENTS));
	const start = Date.parse(String(since)) - TOLERANCE_MS;
	const failed = latest.filter(
		({ type, date }) => type === FAILED && !(Date.parse(String(date)) < start),
	);
	if (failed.length === 0) return undefined;
	const own = failed.find((event) => event.user_id === id);
	if (own) return own;
	const addresses = await addressesOf(api, id);
	return failed.find((event) => addresses.has(addressOf(event)));
}

const addressOf = ({ user_name: name, details }: IDataObject) =>
	String((isRecord(details) ? details.to : undefined) ?? name ?? '').toLowerCase();

/** The email addresses of the user and of linked identities, in lower case. */
async function addressesOf(api: ManagementApi, id: string): Promise<Set<string>> {
	const user = await api.request(
		getUserFields(id, { fields: 'email,identities', include_fields: true }),
	);
	const profiles = identitiesOf(user)
		.map(({ profileData }) => profileData)
		.filter(isRecord);
	const found = [user, ...profiles].map(({ email }) => email);
	return new Set(
		found.filter((address) => typeof address === 'string').map((address) => address.toLowerCase()),
	);
}

/** @returns such as `the domain is blacklisted (To: jane@example.com)` */
function reasonOf({ details, description }: IDataObject): string {
	const error = isRecord(details) ? details.error : undefined;
	const reason = textOf(isRecord(error) ? error.message : error);
	const about = textOf(description);
	return reason && about ? `${reason} (${about})` : reason || about;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.replace(/\.$/, '') : '');

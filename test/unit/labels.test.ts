import { TICKET_LABELS } from '../../nodes/Auth0/api/tickets';
import { USER_LABELS } from '../../nodes/Auth0/api/userRefusals';
import { VERIFICATION_EMAIL_LABELS } from '../../nodes/Auth0/api/jobs';
import { Auth0 } from '../../nodes/Auth0/Auth0.node';

/** Every name that the panel shows, at whatever depth. */
const namesIn = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.flatMap(namesIn);
	if (typeof value !== 'object' || value === null) return [];
	const { displayName }: { displayName?: unknown } = value;
	const inner = Object.values(value).flatMap(namesIn);
	return typeof displayName === 'string' ? [displayName, ...inner] : inner;
};

const SHOWN = namesIn(new Auth0().description.properties);

/** Metadata have two fields: App Metadata (Fields) and App Metadata (JSON). */
const isShown = (label: string) =>
	SHOWN.some((name) => name === label || name.startsWith(`${label} (`));

it.each([
	['a user', USER_LABELS],
	['a link', TICKET_LABELS],
	['a verification email', VERIFICATION_EMAIL_LABELS],
])('an error names the fields of %s as the panel does', (_what, labels: Record<string, string>) => {
	expect(Object.values(labels).filter((label) => !isShown(label))).toEqual([]);
});

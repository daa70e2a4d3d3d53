const BOUNDARY = 'a-boundary';

/** The Content-Type of a form. */
export const formType = (boundary = '') => `multipart/form-data; boundary=${boundary}`;

/** What is sent to import users: a form, with a file. */
export function importForm(parts: Record<string, string>) {
	const lines = Object.entries(parts).flatMap(([name, value]) => [
		`--${BOUNDARY}`,
		name === 'users'
			? `Content-Disposition: form-data; name="users"; filename="users.json"\r\nContent-Type: application/json`
			: `Content-Disposition: form-data; name="${name}"`,
		'',
		value,
	]);
	return {
		body: [...lines, `--${BOUNDARY}--`, ''].join('\r\n'),
		headers: { 'content-type': formType(BOUNDARY) },
	};
}

/** As `importForm`, of users to import into a connection. */
export const importOf = (
	users: object[],
	connectionId: string,
	rest: Record<string, string> = {},
) => importForm({ users: JSON.stringify(users), connection_id: connectionId, ...rest });

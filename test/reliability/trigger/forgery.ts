/** What somebody may send who does not know the token of a stream. */
const AUTHORIZATIONS = ['', 'Bearer ', 'Bearer forged', 'Basic Zm9yZ2Vk'];

/** A request with what looks like an event, and how it was answered. */
interface Forged {
	id: string;
	status: number;
}

/** Sends what looks like events of this type to a trigger. */
export async function forge(url: string, type: string): Promise<Forged[]> {
	const sent = AUTHORIZATIONS.map(async (authorization): Promise<Forged> => {
		const id = `evt_${crypto.randomUUID()}`;
		const { status } = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
			body: JSON.stringify({ specversion: '1.0', id, type, data: { object: {} } }),
		});
		return { id, status };
	});
	return await Promise.all(sent);
}

import { NodeApiError } from 'n8n-workflow';

import { isRecord } from '../transport/answers';

/** Parts of a list, of this size at most. */
export function partsOf<T>(list: T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
	return parts;
}

/**
 * Makes one change of many. Auth0 refuses it as a whole when one of them cannot be changed, so it then makes
 * it of either half, and so on: only those fail who cannot be changed.
 *
 * @param send makes the change of some of them
 * @returns why it failed, by who was not changed
 */
export async function inHalves<T>(
	many: T[],
	send: (some: T[]) => Promise<void>,
): Promise<Map<T, unknown>> {
	const failure = await send(many).then(
		() => undefined,
		(caught: unknown) => ({ caught }),
	);
	if (!failure) return new Map();
	const { caught } = failure;
	if (many.length <= 1 || !canBeOfOne(caught)) return new Map(many.map((one) => [one, caught]));
	const middle = Math.ceil(many.length / 2);
	const first = await inHalves(many.slice(0, middle), send);
	return new Map([...first, ...(await inHalves(many.slice(middle), send))]);
}

/** Whether a refusal can be about some of them only. */
function canBeOfOne(caught: unknown): boolean {
	if (!(caught instanceof NodeApiError)) return false;
	const { httpCode, context } = caught;
	if (httpCode === '400') return true;
	const { message }: { message?: unknown } = isRecord(context.data) ? context.data : {};
	return httpCode === '404' && /\buser/i.test(String(message));
}

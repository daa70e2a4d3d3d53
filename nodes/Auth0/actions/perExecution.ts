import type { ManagementApi } from '../transport/managementApi';

/**
 * Makes a look-up that is worked out once an execution for each key, whichever item asks for it
 * first; a failure is remembered, too.
 */
export function perExecution<T>(
	workOut: (api: ManagementApi, key: string) => Promise<T>,
): (api: ManagementApi, key: string) => Promise<T> {
	const known = new WeakMap<ManagementApi, Map<string, Promise<T>>>();
	return async (api, key) => {
		const ofApi = known.get(api) ?? new Map<string, Promise<T>>();
		known.set(api, ofApi);
		const result = ofApi.get(key) ?? workOut(api, key);
		ofApi.set(key, result);
		return await result;
	};
}

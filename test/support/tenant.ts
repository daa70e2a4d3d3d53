import type { Tenant, TenantOptions } from '../tenant';
import { contract } from './contract';
import { useFastClock } from './fastClock';
import { useProcessedData } from './processedData';
import { useStandIn, useTrust } from './standIn';

export { credentialFor } from './credential';

/**
 * A tenant for the tests of one file, which n8n's engine trusts. After each test, every request
 * that the tenant saw is held against the official contract.
 *
 * @returns a function that gives the tenant, inside a test
 */
export function useTenant(options?: TenantOptions): () => Tenant {
	const tenant = useStandIn(options);
	useTrust(tenant);
	useFastClock();
	useProcessedData();
	afterEach(() => {
		expect(tenant().requests.flatMap((request) => contract?.violations(request) ?? [])).toEqual([]);
	});
	return tenant;
}

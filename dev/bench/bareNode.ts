import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

const CREDENTIAL = 'auth0VaultConnectionApi';

/**
 * The reference: Get User with nothing but n8n's own request helper, one decrypted credential for
 * all items, and a fixed number of requests in flight. It paces nothing and repeats nothing.
 */
export const bareNode = (inFlight: number): INodeType => ({
	description,
	async execute() {
		return await getAll(this, inFlight);
	},
});

const description: INodeTypeDescription = {
	displayName: 'Bare',
	name: 'bare',
	group: ['transform'],
	version: 1,
	description: 'Get users with the helper of n8n',
	defaults: { name: 'Bare' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	credentials: [{ name: CREDENTIAL, required: true }],
	properties: [{ displayName: 'ID', name: 'id', type: 'string', default: '' }],
};

async function getAll(
	functions: IExecuteFunctions,
	inFlight: number,
): Promise<INodeExecutionData[][]> {
	const data = await functions.getCredentials<{ domain: string }>(CREDENTIAL);
	const credentialsDecrypted: ICredentialsDecrypted = {
		id: '1',
		name: 'Auth0',
		type: CREDENTIAL,
		data,
	};
	const outputs: INodeExecutionData[] = [];
	const count = functions.getInputData().length;
	let next = 0;
	const getMany = async () => {
		for (let item = next++; item < count; item = next++) {
			const id = String(functions.getNodeParameter('id', item));
			const json = await functions.helpers.httpRequestWithAuthentication.call(
				functions,
				CREDENTIAL,
				{
					url: `/api/v2/users/${encodeURIComponent(id)}`,
					baseURL: `https://${data.domain}`,
					json: true,
				},
				{ credentialsDecrypted },
			);
			outputs[item] = { json, pairedItem: { item } };
		}
	};
	const stop = (error: unknown) => {
		next = count;
		throw error;
	};
	const workers = Array.from({ length: inFlight }, async () => await getMany().catch(stop));
	const failed = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
	if (failed?.status === 'rejected') throw failed.reason;
	return [outputs];
}

import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeApiError, sleep } from 'n8n-workflow';

/**
 * n8n's credentials helper for one credential in memory: what `preAuthentication` returns is stored,
 * and is there in the next execution, as in n8n's database.
 *
 * Source: n8n 2.41, packages/cli/src/credentials-helper.ts.
 */
export class CredentialStore extends ICredentialsHelper {
	/** How often the credential was read and decrypted. */
	reads = 0;

	/** The time that each look at the database takes, and each change of it. */
	databaseMs = 0;

	/** What `preAuthentication` throws reaches a node as n8n 1.x wraps it: without its cause. */
	losesCauses = false;

	/** A new token is stored as n8n 1.x does it: with what the expressions came to, in their place. */
	storesResolved = false;

	constructor(
		private readonly type: ICredentialType,
		public data: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function') return requestOptions;
		return await this.type.authenticate(credentials, requestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const property = this.type.properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (!property || !this.type.preAuthentication) return undefined;
		if (credentials[property.name] !== '' && !expired) return undefined;
		const output = await this.type.preAuthentication
			.call(helpers, credentials)
			.catch((error: Error) => {
				if (!this.losesCauses) throw error;
				throw new NodeApiError(node, { message: error.message });
			});
		await this.waitForDatabase();
		const stored = this.storesResolved ? credentials : this.data;
		this.data = { ...stored, accessToken: String(output[property.name]) };
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(): Promise<undefined> {
		return await notUsed('runPreAuthentication');
	}

	async getCredentials(): Promise<ICredentials> {
		return await notUsed('getCredentials');
	}

	async getDecrypted(
		...[, , , mode, executeData, , values]: Parameters<ICredentialsHelper['getDecrypted']>
	): Promise<ICredentialDataDecryptedObject> {
		this.reads++;
		const { data } = this;
		await this.waitForDatabase();
		const { expression } = values?.workflow ?? {};
		if (!values || !expression) return { ...data };
		const resolve = (value: unknown): unknown =>
			typeof value !== 'string'
				? value
				: expression.getParameterValue(
						value,
						values.runExecutionData,
						values.runIndex,
						values.itemIndex,
						values.node.name,
						values.connectionInputData,
						mode,
						{},
						executeData,
					);
		const resolved = Object.entries(data).map(([name, value]) => [name, resolve(value)]);
		const result: ICredentialDataDecryptedObject = Object(Object.fromEntries(resolved));
		return result;
	}

	private async waitForDatabase() {
		await (this.databaseMs > 0 ? sleep(this.databaseMs) : Promise.resolve());
	}

	async updateCredentials(
		_details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data = await Promise.resolve(data);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		return await notUsed('updateCredentialsOauthTokenData');
	}

	getCredentialsProperties() {
		return this.type.properties;
	}
}

/** @throws Error always: the engine is not expected to call this in these tests */
export async function notUsed(name: string): Promise<never> {
	return await Promise.reject(new Error(`${name} is not used in these tests.`));
}

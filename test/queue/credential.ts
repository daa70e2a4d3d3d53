import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { CREDENTIAL_TYPE, type CredentialReference } from '../n8n/imports';
import type { Session } from '../n8n/session';
import type { Connection } from '../support/connection';

/** A credential as the editor reads it, with what is secret withheld. */
interface Saved extends CredentialReference {
	data: ICredentialDataDecryptedObject;
}

const read = async (session: Session, id: string) =>
	await session.request<Saved>('GET', `/credentials/${id}?includeData=true`);

/** Saves a credential that has no token yet. */
export async function saveCredential(
	session: Session,
	connection: Connection,
): Promise<CredentialReference> {
	const body = { name: 'Auth0', type: CREDENTIAL_TYPE, data: connection };
	const { id, name } = await session.request<Saved>('POST', '/credentials', body);
	return { id, name };
}

/** Changes some of its fields, as a person does in the editor. */
export async function editCredential(
	session: Session,
	{ id, name }: CredentialReference,
	changes: Partial<Connection>,
): Promise<void> {
	const { data } = await read(session, id);
	const body = { name, type: CREDENTIAL_TYPE, data: { ...data, ...changes } };
	await session.request('PATCH', `/credentials/${id}`, body);
}

/** The application that is in the credential now. */
export const clientIn = async (session: Session, { id }: CredentialReference) =>
	(await read(session, id)).data['clientId'];

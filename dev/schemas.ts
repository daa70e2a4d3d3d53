/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import './engineSettings';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OPERATIONS, outputsOf, schemaFile, schemaOf } from '../test/support/outputSchemas';
import {
	samplesFile,
	samplesOf,
	TRIGGER_SCHEMA,
	triggerSchema,
} from '../test/support/triggerSamples';
import { startReceiver } from '../test/support/receiver';
import { startTenant, trustCertificate } from '../test/tenant';
import { atEnd, main } from './lifetime';

function writeJson(file: string, value: object): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(value, null, '\t')}\n`);
}

// Writes the schemas that n8n shows before a node has run, from what the operations return, and the
// samples of the trigger, from what the tenant delivers.
main(async () => {
	const tenant = await startTenant();
	atEnd(() => tenant.stop());
	trustCertificate(tenant.ca);
	for (const operation of OPERATIONS) {
		tenant.reset();
		const schema = schemaOf(operation, await outputsOf(tenant, operation));
		writeJson(schemaFile(operation), schema);
	}
	const receiver = await startReceiver();
	atEnd(() => receiver.stop());
	const samples = await samplesOf(tenant, receiver);
	for (const [listenTo, items] of Object.entries(samples)) {
		writeJson(samplesFile(listenTo), items);
	}
	writeJson(TRIGGER_SCHEMA, triggerSchema(samples));
	console.log(`${OPERATIONS.length + 1} schemas written`);
});

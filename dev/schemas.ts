/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable no-console -- what it prints is for the person at the terminal */
import './engineSettings';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OPERATIONS, outputsOf, schemaFile, schemaOf } from '../test/support/outputSchemas';
import { startTenant, trustCertificate } from '../test/tenant';
import { atEnd, main } from './lifetime';

// Writes the schemas that n8n shows before a node has run, from what the operations put out.
main(async () => {
	const tenant = await startTenant();
	atEnd(() => tenant.stop());
	trustCertificate(tenant.ca);
	for (const operation of OPERATIONS) {
		tenant.reset();
		const schema = schemaOf(operation, await outputsOf(tenant, operation));
		const file = schemaFile(operation);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, `${JSON.stringify(schema, null, '\t')}\n`);
	}
	console.log(`${OPERATIONS.length} schemas written`);
});

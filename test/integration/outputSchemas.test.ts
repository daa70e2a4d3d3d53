/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the schemas are files of the node */
import { readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import Ajv from 'ajv';

import { OPERATIONS, outputsOf, schemaFile, schemaOf, type Schema } from '../support/outputSchemas';
import { useTenant } from '../support/tenant';

const tenant = useTenant();

const read = (operation: string): Schema => JSON.parse(readFileSync(schemaFile(operation), 'utf8'));

/** n8n's schemas know one type for each key, and no null. */
const withoutNulls = (output: object): unknown =>
	JSON.parse(JSON.stringify(output, (_key, value: unknown) => value ?? undefined));

// `npx tsx dev/schemas.ts` writes the files anew.
it.each(OPERATIONS)('%s returns what its schema says', async (operation) => {
	const schema = read(operation);
	const outputs = await outputsOf(tenant(), operation);
	expect(outputs).not.toHaveLength(0);
	const isValid = new Ajv().compile(schema);
	for (const output of outputs) {
		isValid(withoutNulls(output));
		expect(isValid.errors ?? []).toEqual([]);
	}
	expect(schema).toEqual(schemaOf(operation, outputs));
});

it('no operation has a schema that is not there', () => {
	const folder = dirname(dirname(schemaFile('user:get')));
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.map((name) => join(folder, name));
	expect(files.sort()).toEqual(OPERATIONS.map(schemaFile).sort());
});

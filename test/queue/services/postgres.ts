/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SpawnOptionsWithoutStdio } from 'node:child_process';
import getPort from 'get-port';
import { run, start } from '../../n8n/command';
import { postgresSettings } from '../settings';
import { findProgram, type Package } from './programs';
import { end, namedService, startServer, type Service } from './service';

const HOST = '127.0.0.1';
const USER = 'n8n';
/** The database that every PostgreSQL has. */
const DATABASE = 'postgres';
const DEBIAN = '/usr/lib/postgresql';

/** Debian has the programs of the server in a folder for each version. */
const versions = (): string[] =>
	(existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
		.sort((one, other) => Number(other) - Number(one))
		.map((version) => join(DEBIAN, version, 'bin'));

const PACKAGE: Package = { name: 'postgresql', folders: versions };

/** Who runs it: PostgreSQL refuses to be run by the superuser, so that is the user of its package. */
async function runner(): Promise<Pick<SpawnOptionsWithoutStdio, 'uid' | 'gid'>> {
	if (process.getuid?.() !== 0) return {};
	const idOf = async (flag: string) => Number(await run('id', [flag, 'postgres']));
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** @throws with what it wrote, when it ends with another code than 0 */
async function runAs(
	user: SpawnOptionsWithoutStdio,
	program: string,
	args: string[],
): Promise<void> {
	const child = start(program, args, user);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const code = await new Promise((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`${program} ended with ${String(code)}:\n${output}`);
}

/**
 * Opens the PostgreSQL that DB_POSTGRESDB_HOST names, or starts one.
 *
 * @param folder where it is to keep its data, in one that everybody may look into
 * @throws when there is none, and none can be installed
 */
export async function openPostgres(folder: string): Promise<Service> {
	const named = namedService('DB_POSTGRESDB_');
	if (named) return named;
	const postgres = await findProgram('postgres', PACKAGE);
	const programs = dirname(postgres);
	const user = { ...(await runner()), cwd: folder };
	const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
	const password = randomBytes(16).toString('hex');
	mkdirSync(data, { mode: 0o700 });
	writeFileSync(passwordFile, password, { mode: 0o600 });
	chmodSync(folder, 0o755);
	if (user.uid !== undefined && user.gid !== undefined) {
		for (const path of [folder, data, passwordFile]) chownSync(path, user.uid, user.gid);
	}
	const access = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	const kind = [`--username=${USER}`, '--encoding=UTF8', '--no-sync'];
	await runAs(user, join(programs, 'initdb'), [`--pgdata=${data}`, ...access, ...kind]);
	const port = String(await getPort());
	// Nothing of it is needed after a power cut.
	const flags = ['-D', data, '-h', HOST, '-p', port, '-k', folder, '-F'];
	const isReady = async () =>
		await run(join(programs, 'pg_isready'), ['-h', HOST, '-p', port]).then(
			() => true,
			() => false,
		);
	const child = await startServer(postgres, flags, user, isReady);
	return {
		settings: postgresSettings({ host: HOST, port, name: DATABASE, user: USER, password }),
		// Without waiting for who is still connected.
		stop: async () => await end(child, 'SIGINT'),
	};
}

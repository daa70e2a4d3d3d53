/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the files are read where they are */
import { readFileSync } from 'fs';
import { join, resolve } from 'path';
import { parse } from 'yaml';

import { FLAGS, WORKERS, postgresSettings, redisSettings, sharedSettings } from '../queue/settings';

const ROOT = resolve(__dirname, '../..');
const FOLDER = join(ROOT, 'docs/queue-mode');
const readJson = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

interface Service {
	image: string;
	command?: string;
	environment: Record<string, string>;
	deploy?: { replicas: number };
}

const text = readFileSync(join(FOLDER, 'docker-compose.yml'), 'utf8');
const { services }: { services: Record<string, Service> } = parse(text, { merge: true });
const { main, webhook, worker } = services;

/** What only containers need: they start empty, behind a proxy, and Docker ends them. */
const OF_CONTAINERS = ['N8N_PROXY_HOPS', 'N8N_REINSTALL_MISSING_PACKAGES'];
const OF_ONE: Record<string, string[]> = {
	main: ['N8N_COMMUNITY_PACKAGES', 'N8N_COMMUNITY_PACKAGES_MANAGED_BY_ENV'],
	worker: ['N8N_GRACEFUL_SHUTDOWN_TIMEOUT'],
	webhook: [],
};

const inEnv = (name: string) => `\${${name}:?Set it in .env}`;

/** The settings of the queue test, with the names of the containers, and what .env has. */
const TESTED = {
	...sharedSettings(inEnv('N8N_ENCRYPTION_KEY'), {
		...redisSettings('redis', '6379'),
		...postgresSettings({
			host: 'postgres',
			port: '5432',
			name: 'n8n',
			user: 'n8n',
			password: inEnv('POSTGRES_PASSWORD'),
		}),
	}),
	N8N_WEBHOOK_URL: inEnv('N8N_WEBHOOK_URL'),
};

describe('docker-compose.yml', () => {
	it.each(['main', 'worker', 'webhook'])('sets for %s what the queue test sets', (name) => {
		const own = [...OF_CONTAINERS, ...(OF_ONE[name] ?? [])];
		const settings = Object.entries(services[name]?.environment ?? {});
		expect(Object.fromEntries(settings.filter(([setting]) => !own.includes(setting)))).toEqual(
			TESTED,
		);
		expect(settings.map(([setting]) => setting)).toEqual(expect.arrayContaining(own));
	});

	it('runs the commands that the queue test runs', () => {
		expect(main?.command).toBeUndefined();
		expect(webhook?.command).toBe('webhook');
		expect(worker?.command).toBe(['worker', ...FLAGS.worker].join(' '));
		expect(worker?.deploy?.replicas).toBe(WORKERS);
	});

	it('installs this version of the package', () => {
		const packages = JSON.parse(main?.environment['N8N_COMMUNITY_PACKAGES'] ?? '');
		const { name, version } = readJson('package.json');
		expect(packages).toEqual([{ name, version }]);
	});

	it('runs the n8n of the tests', () => {
		const { n8n } = readJson('test/n8n/manifest/package.json').dependencies;
		for (const service of [main, webhook, worker]) {
			expect(service?.image).toBe(`docker.n8n.io/n8nio/n8n:${n8n}`);
		}
	});

	it('asks .env for what .env.example lists', () => {
		const example = readFileSync(join(FOLDER, '.env.example'), 'utf8');
		const listed = [...example.matchAll(/^(\w+)=/gm)].map(([, name]) => name);
		const asked = [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name);
		expect([...new Set(asked)].sort()).toEqual(listed.sort());
	});
});

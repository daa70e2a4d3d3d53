import type { Role } from '../n8n/n8n';

/** Where the tenant believes n8n to be: Auth0 delivers to public https addresses only. */
export const PUBLIC = 'https://n8n.example.com';

/** Executions that a worker runs at a time. */
export const CONCURRENCY = 5;

export const WORKERS = 2;

/** For how long a token of the hasty tenant is valid. */
export const TOKEN_SECONDS = 5;

/** The flags of the commands that n8n's processes are. */
export const FLAGS: Record<Role, string[]> = {
	start: [],
	webhook: [],
	worker: [`--concurrency=${CONCURRENCY}`],
};

/** How n8n reaches a Redis. */
export const redisSettings = (host: string, port: string): Record<string, string> => ({
	QUEUE_BULL_REDIS_HOST: host,
	QUEUE_BULL_REDIS_PORT: port,
});

/** A database in a PostgreSQL, and who uses it. */
interface Database {
	host: string;
	port: string;
	name: string;
	user: string;
	password: string;
}

/** How n8n reaches a database. */
export const postgresSettings = (database: Database): Record<string, string> => ({
	DB_POSTGRESDB_HOST: database.host,
	DB_POSTGRESDB_PORT: database.port,
	DB_POSTGRESDB_DATABASE: database.name,
	DB_POSTGRESDB_USER: database.user,
	DB_POSTGRESDB_PASSWORD: database.password,
});

/**
 * What makes processes of n8n one n8n in queue mode, by the names of its environment variables.
 *
 * @param services how they reach Redis and PostgreSQL
 * @see https://docs.n8n.io/hosting/scaling/queue-mode/
 */
export const sharedSettings = (
	encryptionKey: string,
	services: Record<string, string>,
): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	N8N_ENCRYPTION_KEY: encryptionKey,
	DB_TYPE: 'postgresdb',
	...services,
	// Events are for the webhook process.
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	N8N_WEBHOOK_URL: PUBLIC,
});

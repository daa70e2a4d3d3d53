import type { Applications } from './applications';
import type { Catalogue } from './catalogue';
import type { ClientName, RegisteredClient } from './clients';
import type { ConnectionStates } from './connections';
import type { Faults } from './faults';
import type { ExportFiles, ImportedSecrets, ImportErrors, Jobs } from './jobs';
import type { RequestLog } from './log';
import type { Outbox } from './outbox';
import type { PasswordlessLimit } from './passwordless';
import type { RateLimiter } from './rateLimit';
import type { UserSearch } from './search';
import type { Ticket } from './tickets';
import type { EventDeliveries } from './streams/eventDeliveries';
import type { CloudEvent, NewEvent } from './streams/events';
import type { EventFeed } from './streams/eventFeed';
import type { EventStreams } from './streams/eventStreams';
import type { LogDeliveries } from './streams/logDeliveries';
import type { LogStreams } from './streams/logStreams';
import type { UnderWay } from './streams/underWay';
import type { Webhooks } from './streams/webhooks';
import type { Tokens } from './tokens';
import type { UserData } from './userData';
import type { Users } from './users';

/** Everything that the tenant knows, and that its routes work on. */
export interface TenantState {
	/** Its address, without a final slash. */
	issuer: string;
	audience: string;
	clients: Record<ClientName, RegisteredClient>;
	users: Users;
	search: UserSearch;
	userData: UserData;
	catalogue: Catalogue;
	applications: Applications;
	connectionStates: ConnectionStates;
	tickets: Ticket[];
	eventStreams: EventStreams;
	eventDeliveries: EventDeliveries;
	eventFeed: EventFeed;
	logStreams: LogStreams;
	logDeliveries: LogDeliveries;
	webhooks: Webhooks;
	/** Something happens, for those who follow events. */
	publish(event: NewEvent): CloudEvent;
	/** Whether changes of users over the API are events. */
	publishesChanges: boolean;
	underWay: UnderWay;
	jobs: Jobs;
	importErrors: ImportErrors;
	/** What imported users log in with, by user_id. */
	secrets: Map<string, ImportedSecrets>;
	exportFiles: ExportFiles;
	outbox: Outbox;
	passwordlessLimit: PasswordlessLimit;
	tokens: Tokens;
	log: RequestLog;
	faults: Faults;
	rateLimiter: RateLimiter;
	/** How long every answer takes, in milliseconds. */
	delayMs: number;
}

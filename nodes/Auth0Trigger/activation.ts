import type { ConnectOptions } from '../Auth0/transport/connection';

/**
 * How requests are sent that n8n waits for. It gives all triggers of a workflow 84 s to become active, and
 * tries each five times itself: one that waits long for an answer costs the others theirs.
 */
export const ACTIVATION: Pick<ConnectOptions, 'retryPolicy' | 'timeoutMs'> = {
	retryPolicy: { maxRetries: 1, maxWaitMs: 5_000 },
	timeoutMs: 8_000,
};

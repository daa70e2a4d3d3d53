import type { LoggedRequest } from '../tenant';

/** A request of the Management API. */
export const isApi = ({ path }: LoggedRequest) => path.startsWith('/api/');

/** A request of the Management API that wants to change something. */
export const isChange = (request: LoggedRequest) => request.method !== 'GET' && isApi(request);

/** A request for a token. */
export const isToken = ({ path }: LoggedRequest) => path === '/oauth/token';

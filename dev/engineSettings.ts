/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on Node.js, not in n8n */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
import { join } from 'node:path';
import { RUNTIME } from '../test/n8n/folders';

// n8n's engine reads these when it is loaded. It would log each refusal, and make settings in the
// folder of the person's own n8n.
process.env['N8N_LOG_LEVEL'] = 'silent';
process.env['N8N_USER_FOLDER'] = join(RUNTIME, 'engine');

/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on Node.js, not in n8n */
// n8n's engine reads this when it is loaded; it would log each refusal, which are meant here.
process.env['N8N_LOG_LEVEL'] = 'silent';

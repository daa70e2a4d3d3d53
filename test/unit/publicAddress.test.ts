import { publicAddress } from '../../nodes/Auth0Trigger/streams/publicAddress';

it.each([
	'https://n8n.example.com/webhook/1/webhook',
	'https://n8n.example.com:8443/n8n/webhook/1',
	'https://172.32.0.1/webhook',
	'https://8.8.8.8/webhook',
	'https://223.255.255.255/webhook',
	'https://n8n.example.com./webhook',
	'https://11.0.0.1/webhook',
	'https://[2001:db8::1]/webhook',
	'https://10.example.com/webhook',
	'https://local.example/webhook',
])('takes %s', (url) => {
	expect(publicAddress(url)).toBe(url);
});

it.each([
	'http://n8n.example.com/webhook',
	'https://localhost/webhook',
	'https://localhost:5678/webhook',
	'https://localhost./webhook',
	'https://n8n.local./webhook',
	'https://n8n.test/webhook',
	'https://n8n.invalid/webhook',
	'https://n8n/webhook',
	'https://n8n.local/webhook',
	'https://n8n.internal/webhook',
	'https://n8n.localhost/webhook',
	'https://127.0.0.1/webhook',
	'https://127.1.2.3/webhook',
	'https://0.0.0.0/webhook',
	'https://10.1.2.3/webhook',
	'https://172.16.0.1/webhook',
	'https://172.31.255.255/webhook',
	'https://192.168.1.1/webhook',
	'https://169.254.1.1/webhook',
	'https://100.64.0.1/webhook',
	'https://224.0.0.1/webhook',
	'https://255.255.255.255/webhook',
	'https://2130706433/webhook',
	'https://0x7f.1/webhook',
	'https://[::1]/webhook',
	'https://[::]/webhook',
	'https://[ff02::1]/webhook',
	'https://[fd00::1]/webhook',
	'https://[fe80::1]/webhook',
	'https://[::ffff:10.0.0.1]/webhook',
	'ftp://n8n.example.com/webhook',
	'not a URL',
	'',
	undefined,
])('refuses %s, naming what to set in each version of n8n', (url) => {
	expect(() => publicAddress(url)).toThrow(
		expect.objectContaining({
			description: expect.stringMatching(/N8N_WEBHOOK_URL \(in n8n 1: WEBHOOK_URL\)/),
		}),
	);
});

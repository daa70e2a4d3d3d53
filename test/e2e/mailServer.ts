/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a test, not part of the package */
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A mail server that takes every email, and delivers none. */
export interface MailServer {
	port: number;
	/** The emails as they were sent, without the breaks that their encoding puts into lines. */
	emails: string[];
	stop(): Promise<void>;
}

/** Starts a mail server on localhost, without encryption and logins. */
export async function startMailServer(): Promise<MailServer> {
	const emails: string[] = [];
	const server = createServer((socket) => talk(socket, (email) => emails.push(email)));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return { port, emails, stop: async () => await stop(server) };
}

const stop = async (server: Server) =>
	await new Promise<void>((resolve) => server.close(() => resolve()));

/** As SMTP does: a line each way, and an email up to a line with a dot. @see RFC 5321 */
function talk(socket: Socket, take: (email: string) => void): void {
	let email: string[] | undefined;
	const say = (line: string) => socket.write(`${line}\r\n`);
	socket.on('error', () => undefined);
	createInterface(socket).on('line', (line) => {
		if (email && line === '.') {
			take(decoded(email.join('\n')));
			email = undefined;
			say('250 OK');
		} else if (email) email.push(line.replace(/^\.\./, '.'));
		else if (line === 'DATA') {
			email = [];
			say('354 Go on');
		} else if (line === 'QUIT') {
			say('221 Bye');
			socket.end();
		} else say('250 OK');
	});
	say('220 localhost');
}

/** Quoted-printable, in which letters beyond ASCII and equals signs are codes. @see RFC 2045 */
const decoded = (email: string) =>
	email
		.replace(/=\n/g, '')
		.replace(/(?:=[0-9A-F]{2})+/g, (codes) =>
			Buffer.from(codes.replaceAll('=', ''), 'hex').toString(),
		);

/* eslint-disable no-console -- what it prints is for the person at the terminal */
import { EXAMPLE_FILES } from '../test/n8n/imports';
import { withProgress } from '../test/n8n/progress';
import { Session } from '../test/n8n/session';
import { atEnd, main } from './lifetime';
import { prepare } from './prepare';
import { serveSignIn } from './signInPage';

const USUAL_PORT = 5678;

main(async () => {
	const { n8n, auth0 } = await prepare('editor', EXAMPLE_FILES, USUAL_PORT);
	const server = await withProgress('Starting n8n', () => n8n.start());
	atEnd(() => server.stop());
	const session = await Session.open(server.url, n8n.options.userFolder);
	const link = await serveSignIn(server.url, session);
	const { editor } = n8n.options.ports;
	if (editor !== USUAL_PORT) console.log(`Port ${USUAL_PORT} is in use, so n8n uses ${editor}.`);
	console.log(`
n8n is ready, with ${auth0.name} and ${EXAMPLE_FILES.length} example workflows.

  Open, signed in:  ${link}
  Or sign in at:    ${server.url}
                    ${session.owner.email}, password ${session.owner.password}

Press Ctrl-C to stop everything. Your changes are kept in ${n8n.options.userFolder}.
`);
	await server.ended;
	throw new Error(`n8n stopped. See its log in ${n8n.options.userFolder}.`);
});

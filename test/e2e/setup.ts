import type { N8nInstallation } from '../n8n/installation';
import type { N8nOptions } from '../n8n/n8n';
import type { Authority } from '../tenant/certificates';

/** What `npm run test:e2e` makes ready for the tests. */
export interface Setup {
	installation: N8nInstallation;
	/** An n8n that has our package and nothing else. */
	options: N8nOptions & { caFile: string };
	/** The authority that this n8n trusts. */
	authority: Authority;
	tarball: string;
	chromium: string;
}

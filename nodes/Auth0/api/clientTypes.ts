import type { Management } from 'auth0';

/**
 * The types of applications by their codes, in the words of Auth0 Dashboard. The last ones are those of SSO
 * integrations.
 *
 * @see https://auth0.com/docs/get-started/applications
 */
export const APPLICATION_TYPES: Record<Management.ClientAppTypeEnum, string> = {
	native: 'Native',
	spa: 'Single-Page Application',
	regular_web: 'Regular Web Application',
	non_interactive: 'Machine to Machine',
	resource_server: 'Resource Server',
	express_configuration: 'Express Configuration',
	sso_integration: 'SSO Integration',
	rms: 'Active Directory RMS',
	echosign: 'Adobe Sign',
	box: 'Box',
	cloudbees: 'CloudBees',
	concur: 'Concur',
	dropbox: 'Dropbox',
	mscrm: 'Dynamics CRM',
	egnyte: 'Egnyte',
	newrelic: 'New Relic',
	office365: 'Office 365',
	oag: 'Okta Access Gateway',
	salesforce: 'Salesforce',
	sentry: 'Sentry',
	sharepoint: 'SharePoint',
	slack: 'Slack',
	springcm: 'SpringCM',
	zendesk: 'Zendesk',
	zoom: 'Zoom',
};

/** Whether it is the code of a type of applications. */
export const isApplicationType = (code: string): code is Management.ClientAppTypeEnum =>
	Object.hasOwn(APPLICATION_TYPES, code);

import { getApplication } from '../../api/clients';
import { oneApplicationField, readOneApplication } from '../../fields/application/applicationField';
import { outputOptions, simplifyFields } from '../../fields/output';
import type { Reference } from '../../fields/reference';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';
import { applicationIdOf } from './applications';
import { readApplicationOutput, type ApplicationOutput } from './shown';

/** Retrieves one application, without its secrets. */
export const get: Operation<ApplicationOutput & { application: Reference }> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get application',
		description: 'Retrieve an application by Client ID or name, without its secrets',
	},
	permissions: { needs: ['read:clients'] },
	fields: [oneApplicationField, ...simplifyFields, optionsField(...outputOptions)],
	read: (item) => ({
		application: readOneApplication(item),
		...readApplicationOutput(item),
	}),
	async execute({ application, fields, show }, { management }) {
		const id = await applicationIdOf(management, application);
		return show(await management.request(getApplication(id, fields)));
	},
};

import { getLog } from '../../api/logs';
import { LOG_EVENT } from '../../api/resultKinds';
import { oneLogField, readLogId } from '../../fields/log/logFields';
import { outputOptions, readOutput, simplifyFields, type Show } from '../../fields/output';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';

/** Retrieves one log event. */
export const get: Operation<{ id: string; show: Show }> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get log event',
		description: 'Retrieve a log event by its log ID',
	},
	permissions: { needs: ['read:logs'] },
	fields: [oneLogField, ...simplifyFields, optionsField(...outputOptions)],
	read: (item) => ({ id: readLogId(item), show: readOutput(item, LOG_EVENT) }),
	execute: async ({ id, show }, { management }) => show(await management.request(getLog(id))),
};

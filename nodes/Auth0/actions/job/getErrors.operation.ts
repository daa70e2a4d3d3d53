import type { IDataObject } from 'n8n-workflow';

import { getJobErrors } from '../../api/jobErrors';
import { jobIdField, readJobId } from '../../fields/job/jobId';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';

const NONE =
	'Auth0 has no errors of this job. It lists them once the job has ended, for 24 hours after its start.';

/** Retrieves why a job failed for users, without what they log in with. */
export const getErrors: Operation<string> = {
	option: {
		name: 'Get Errors',
		value: 'getErrors',
		action: 'Get job errors',
		description: 'Retrieve which users an import job failed for, and why',
	},
	permissions: { needs: ['read:users'] },
	fields: [jobIdField, optionsField()],
	read: readJobId,
	async execute(id, { management }, tell) {
		const { rows, details } = await management.request(getJobErrors(id));
		if (details !== undefined) return { job_id: id, status_details: details };
		if (rows.length === 0) tell(NONE);
		return rows.map(({ user, errors }): IDataObject => ({ job_id: id, user, errors }));
	},
};

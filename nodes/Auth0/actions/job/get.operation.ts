import { getJob } from '../../api/jobs';
import { jobIdField, readJobId } from '../../fields/job/jobId';
import { pick } from '../../fields/parts';
import { optionsField } from '../../fields/requestOptions';
import type { Operation } from '../operation';

/** What the output has of a job: nothing else, as whoever has the address of its file can read that. */
const SHOWN = [
	'id',
	'type',
	'status',
	'percentage_done',
	'time_left_seconds',
	'summary',
	'status_details',
	'connection_id',
	'connection',
	'external_id',
	'format',
	'limit',
	'fields',
	'created_at',
];

/** Retrieves a job. */
export const get: Operation<string> = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get job',
		description: 'Retrieve the status, progress and summary of a job',
	},
	permissions: { needs: ['read:users'] },
	fields: [jobIdField, optionsField()],
	read: readJobId,
	execute: async (id, { management }) => pick(await management.request(getJob(id)), SHOWN),
};

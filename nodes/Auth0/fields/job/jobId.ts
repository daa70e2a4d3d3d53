import { JOB_ID_EXAMPLE } from '../../api/examples';
import { CHECK_EXPRESSION, InputError } from '../../transport/inputError';
import type { Parameters } from '../parameters';
import { textField } from '../textField';

/** The field of a job. */
export const jobIdField = {
	...textField(
		'Job ID',
		'jobId',
		JOB_ID_EXAMPLE,
		'ID of the job. Auth0 deletes all data of a job after 24 hours.',
	),
	required: true,
};

/** @throws InputError when the field is empty */
export function readJobId(parameters: Parameters): string {
	const id = parameters.text(jobIdField.name);
	if (id !== '') return id;
	throw new InputError(
		"'Job ID' is empty.",
		`Enter the ID of a job, such as ${JOB_ID_EXAMPLE}. ${CHECK_EXPRESSION}`,
	);
}

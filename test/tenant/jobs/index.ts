export { Jobs, type Job, type JobSettings } from './jobs';
export { createExportJob, ExportFiles } from './usersExport';
export {
	createImportJob,
	type ImportErrors,
	type ImportedSecrets,
	type JobErrors,
} from './usersImport';
export { createVerificationJob } from './verificationEmail';

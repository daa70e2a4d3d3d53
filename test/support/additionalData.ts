import { ExecutionLifecycleHooks, ExternalSecretsProxy } from 'n8n-core';
import type { INode, IWorkflowBase, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { notUsed, type CredentialStore } from './credentialStore';

/** What n8n's engine needs to know about the n8n around it, to execute a workflow of these nodes. */
export function additionalData(
	credentialsHelper: CredentialStore,
	nodes: INode[],
): IWorkflowExecuteAdditionalData {
	const workflowData: IWorkflowBase = {
		id: 'workflow',
		name: 'Workflow',
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes,
		connections: {},
	};
	const url = 'http://localhost/';
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('manual', '1', workflowData),
		executionId: '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		externalSecretsProxy: new ExternalSecretsProxy(),
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		logAiEvent: () => undefined,
		executeWorkflow: async () => await notUsed('executeWorkflow'),
		getRunExecutionData: async () => await notUsed('getRunExecutionData'),
		getRuntimeCredential: async () => await notUsed('getRuntimeCredential'),
		startRunnerTask: async () => await notUsed('startRunnerTask'),
	};
}

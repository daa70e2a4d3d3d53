import type { NodeParameterValueType } from 'n8n-workflow';

import { CHOOSE_FROM_LIST } from '../../Auth0/transport/advice';
import { InputError } from '../../Auth0/transport/inputError';
import { events } from './events';
import { eventsPull } from './eventsPull';
import { logs, securityAlerts } from './logStreams';
import { logsPoll } from './logsPoll';
import type { Source } from './source';

/** What a person can choose under “Listen To”, in the order of the list. */
export const sources: Source[] = [events, eventsPull, securityAlerts, logs, logsPoll];

/** What n8n tells about a trigger. */
interface TriggerContext {
	getNodeParameter(name: string): NodeParameterValueType | object;
}

/**
 * What a trigger listens to.
 *
 * @throws InputError for a value that is not on the list
 */
export function chosenSource(context: TriggerContext): Source {
	const value = context.getNodeParameter('listenTo');
	const source = sources.find(({ option }) => option.value === value);
	if (source) return source;
	throw new InputError(`'Listen To' has no option “${String(value)}”.`, CHOOSE_FROM_LIST);
}

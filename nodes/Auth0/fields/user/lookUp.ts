import { choice } from '../choice';
import { notForTools } from '../tool';

/**
 * How the users of many items are looked up.
 *
 * @param byDefault when the option is not added
 */
const lookUp = (byDefault: 'inBatches' | 'oneByOne') => {
	const option = choice({
		displayName: 'Look Up',
		name: 'lookUp',
		default: byDefault,
		description: 'How to look up the users of several items',
		options: [
			{
				name: 'In Batches',
				value: 'inBatches',
				description:
					'Up to 50 times fewer requests, but what Auth0’s search returns can be some seconds old',
			},
			{
				name: 'One by One',
				value: 'oneByOne',
				description: 'A request for each user, always up to date',
			},
		],
	});
	return { ...option, field: notForTools(option.field) };
};

/** The option where a look-up has to be up to date, unless somebody chooses otherwise. */
export const exactLookUp = lookUp('oneByOne');

/** The option where a look-up that is late does no harm. */
export const batchedLookUp = lookUp('inBatches');

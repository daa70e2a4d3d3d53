import { resource } from '../operation';
import { findDuplicates } from './findDuplicates.operation';
import { link } from './link.operation';
import { linkDuplicates } from './linkDuplicates.operation';
import { unlink } from './unlink.operation';

export const identity = resource({
	option: { name: 'Identity', value: 'identity' },
	operations: [findDuplicates, link, linkDuplicates, unlink],
	defaultOperation: 'link',
});

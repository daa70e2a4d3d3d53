import { resource } from '../operation';
import { link } from './link.operation';
import { unlink } from './unlink.operation';

export const identity = resource({
	option: { name: 'Identity', value: 'identity' },
	operations: [link, unlink],
	defaultOperation: 'link',
});

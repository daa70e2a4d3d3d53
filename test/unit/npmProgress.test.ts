import { countRequests } from '../../dev/npmProgress';

const LOOKED_UP = [
	'npm http fetch GET 200 https://registry.example.com/n8n 134ms (cache updated)',
	'npm http fetch GET 200 https://registry.example.com/@n8n%2fdi 12ms (cache miss)',
];
const FETCHED = [
	'npm http fetch GET 200 https://registry.example.com/n8n/-/n8n-2.41.1.tgz 900ms (cache miss)',
	'npm http cache n8n@https://registry.example.com/n8n/-/n8n-2.41.1.tgz 0ms (cache hit)',
	'npm http cache @n8n/di@https://registry.example.com/@n8n/di/-/di-0.10.0.tgz 0ms (cache hit)',
];

describe('the progress of npm install', () => {
	it('moves from the first request on, and counts each package once', () => {
		const { isProgress, detail } = countRequests(1700);
		expect(detail()).toBe('packages looked up: 0');
		expect(LOOKED_UP.map(isProgress)).toEqual([true, true]);
		expect(detail()).toBe('packages looked up: 2');
		expect(FETCHED.map(isProgress)).toEqual([true, true, true]);
		expect(detail()).toBe('packages fetched: 2 of 1700');
	});

	it('needs no number of packages', () => {
		const { isProgress, detail } = countRequests();
		FETCHED.forEach(isProgress);
		expect(detail()).toBe('packages fetched: 2');
	});

	it.each(['npm error code E404', 'npm warn deprecated uuid@9.0.1', ''])(
		'leaves %j to whoever wants to know why it failed',
		(line) => {
			expect(countRequests().isProgress(line)).toBe(false);
		},
	);
});

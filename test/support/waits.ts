/** Takes the chance out of every wait: back-off with full jitter then takes no time. */
export function useNoBackoff(): void {
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
	});
	afterEach(() => {
		jest.restoreAllMocks();
	});
}

/** Choices that look random, and are the same for the same seed. */
export class Randomness {
	constructor(private state: number) {}

	/** A number from 0 up to 1. Source: the generator of Numerical Recipes. */
	next(): number {
		this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
		return this.state / 2 ** 32;
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	/** @returns undefined where there is nothing to choose from */
	pick<T>(values: readonly T[]): T | undefined {
		return values[Math.floor(this.next() * values.length)];
	}

	/** Some of the values, at least one, in their order. */
	some<T>(values: readonly T[]): T[] {
		const chosen = values.filter(() => this.chance(0.5));
		return chosen.length > 0 ? chosen : values.slice(0, 1);
	}
}

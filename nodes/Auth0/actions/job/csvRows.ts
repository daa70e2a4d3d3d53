import { InputError } from '../../transport/inputError';

const MAX_CHARACTERS = 1024 * 1024;
const DELIMITERS = [',', ';', '\t'];

/**
 * The rows of a CSV file, the header first; empty lines are left out. What separates the columns is told by the header: a
 * comma, a semicolon or a tab.
 *
 * Source: RFC 4180.
 *
 * @throws InputError for a quotation mark that is not closed
 */
export async function* csvRows(pieces: AsyncIterable<string>): AsyncGenerator<string[], void> {
	const reader = new RowReader();
	for await (const piece of pieces) {
		for (const character of piece) {
			const row = reader.read(character);
			if (row) yield row;
		}
	}
	const last = reader.end();
	if (last) yield last;
}

/** Reads rows a character at a time. */
class RowReader {
	private row: string[] = [];
	private cell = '';
	private isQuoted = false;
	/** Whether the last character was a quotation mark in a quoted cell: its end, or the first of two. */
	private hasQuote = false;
	private delimiter?: string;
	private count = 0;

	/** @returns the row that the character ends */
	read(character: string): string[] | undefined {
		if (this.isQuoted && !this.hasQuote) {
			if (character === '"') this.hasQuote = true;
			else this.add(character);
			return undefined;
		}
		if (this.hasQuote) {
			this.hasQuote = false;
			if (character === '"') {
				this.add('"');
				return undefined;
			}
			this.isQuoted = false;
		}
		if (character === '"' && this.cell === '') {
			this.isQuoted = true;
			return undefined;
		}
		// After a carriage return, a line feed ends an empty row.
		if (character === '\n' || character === '\r') return this.endRow();
		if (this.separates(character)) this.endCell();
		else this.add(character);
		return undefined;
	}

	/** @returns the row that the end of the file ends */
	end(): string[] | undefined {
		if (!this.isQuoted || this.hasQuote) return this.endRow();
		throw this.fault('has a quotation mark that is not closed');
	}

	private separates(character: string): boolean {
		if (this.delimiter === undefined && DELIMITERS.includes(character)) this.delimiter = character;
		return character === this.delimiter;
	}

	private add(character: string): void {
		this.cell += character;
		if (this.cell.length > MAX_CHARACTERS) throw this.fault('has a cell that is too long');
	}

	private endCell(): void {
		this.row.push(this.cell);
		this.cell = '';
		this.isQuoted = false;
		this.hasQuote = false;
	}

	private endRow(): string[] | undefined {
		this.endCell();
		const { row } = this;
		this.row = [];
		if (row.every((cell) => cell.trim() === '')) return undefined;
		this.count++;
		return row;
	}

	private fault(problem: string): InputError {
		const where = this.count === 0 ? 'The header' : `Row ${this.count}`;
		return new InputError(`${where} of the file ${problem}.`, 'Check the CSV file.');
	}
}

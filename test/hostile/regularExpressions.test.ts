/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- it reads the sources */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Linter } from 'eslint';
import * as regexp from 'eslint-plugin-regexp';
import ts from 'typescript';

import { Auth0 } from '../../nodes/Auth0/Auth0.node.ts';
import { isLinear, type Expression } from './attackText';

const ROOT = join(__dirname, '../..');

const sources = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name)),
);

const codeOf = (source: string) =>
	ts.transpileModule(readFileSync(join(ROOT, source), 'utf8'), {
		compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
	}).outputText;

/** Those by which n8n checks the fields of the panel, in the way it does. */
function fieldExpressions(): string[] {
	const found = new Set<string>();
	JSON.stringify(new Auth0().description.properties, (name, value: unknown) => {
		if (name === 'regex') found.add(`^${String(value)}$`);
		return value;
	});
	return [...found];
}

describe('by analysis', () => {
	const linter = new Linter();
	const config: Linter.Config = {
		plugins: { regexp: Object(regexp) },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
		},
	};
	const problemsOf = (code: string) =>
		linter
			.verify(code, [config])
			.map(({ line, message }) => `${code.split('\n')[line - 1]?.trim()}: ${message}`);

	it.each(['/(?:a+)+$/', '/\\s+$/', '/x*y/', 'new RegExp("a*b")'])(
		'%s would be found',
		(expression) => {
			expect(problemsOf(`${expression}.test(text);`)).not.toEqual([]);
		},
	);

	it.each(sources)('%s does not work longer than a text is long', (source) => {
		expect(problemsOf(codeOf(source))).toEqual([]);
	});

	it('nor do the fields of the panel', () => {
		const expressions = fieldExpressions();
		expect(expressions).not.toEqual([]);
		const code = expressions.map((text) => `new RegExp(${JSON.stringify(text)}).test(text);`);
		expect(problemsOf(code.join('\n'))).toEqual([]);
	});
});

/** Every regular expression that stands in a piece of JavaScript. */
function expressionsIn(source: string): Expression[] {
	const found: Expression[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isRegularExpressionLiteral(node)) {
			const end = node.text.lastIndexOf('/');
			found.push({ pattern: node.text.slice(1, end), flags: node.text.slice(end + 1) });
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('code.js', codeOf(source), ts.ScriptTarget.ES2022));
	return found;
}

describe('by trying', () => {
	// These try every end from every start, which the analysis does not tell of.
	it.each(['<\\/?a\\b[^>]*>', '<a[^>]*>', '(?:a+)+$', '0+$'])(
		'%s would be found',
		async (pattern) => {
			expect(await isLinear([{ pattern, flags: 'g' }], 2_000)).toBe(false);
		},
	);

	it('every expression ends with texts that are nasty for it', async () => {
		const expressions = [
			...sources.flatMap(expressionsIn),
			...fieldExpressions().map((pattern) => ({ pattern, flags: '' })),
		];
		expect(expressions.length).toBeGreaterThan(50);
		expect(await isLinear(expressions, 100_000)).toBe(true);
	});
});

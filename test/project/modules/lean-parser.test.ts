import { Linter, type Rule } from 'eslint';
import { describe, expect, test } from 'vitest';
import { createLeanParser, type LeanParser } from '../../../src/project/modules/lean-parser.ts';

const PATH = 'src/file.ts';
const TEXT = 'const answer: number = 42 // why\n';

/** Lints a text with one rule, as the tool does. */
function lint(create: Rule.RuleModule['create'], parser: LeanParser = createLeanParser()): string[] {
  const linter = new Linter({ configType: 'flat' });
  const configuration: Linter.Config = {
    files: ['**'],
    plugins: { own: { rules: { rule: { meta: { fixable: 'code' }, create } } } },
    rules: { 'own/rule': 'error' },
    languageOptions: { parser },
  };
  const ruleFilter = (): boolean => {
    parser.rulesBegin(PATH);
    return true;
  };
  const options = { filename: PATH, ruleFilter } as Linter.LintOptions;
  const verify = (): Linter.LintMessage[] => linter.verify(TEXT, configuration, options);
  return parser.lint(PATH, verify).map(({ message }) => message);
}

describe('the tokens of a tree', () => {
  test('are not there while nothing reads them', () => {
    const counts: number[] = [];
    lint(({ sourceCode }) => ({ Program: () => counts.push(sourceCode.ast.comments.length) }));

    const { ast } = createLeanParser().parseForESLint(TEXT, { filePath: PATH });

    expect(counts).toEqual([1]);
    expect(ast.tokens).toHaveLength(0);
  });

  test('are there when a rule runs again that read them', () => {
    const messages = lint(context => ({
      VariableDeclaration(node) {
        const last = context.sourceCode.getLastToken(node);
        context.report({ node, message: last?.value ?? 'none' });
      },
    }));

    expect(messages).toEqual(['42']);
  });

  test('are there when a rule runs again that failed without them', () => {
    const messages = lint(context => ({
      VariableDeclaration(node) {
        context.report({ node, message: context.sourceCode.getFirstToken(node)!.value });
      },
    }));

    expect(messages).toEqual(['const']);
  });

  test('are there for a fix', () => {
    const texts = new Set<string | undefined>();
    lint(context => ({
      VariableDeclaration(node) {
        const fix: Rule.ReportFixer = fixer => {
          const [token] = context.sourceCode.getTokens(node).slice(-1);
          texts.add(token?.value);
          return token ? fixer.remove(token) : null;
        };
        context.report({ node, message: 'an edit', fix });
      },
    }));

    expect([...texts]).toEqual([undefined, '42']);
  });

  test('stay there for the next run over the file', () => {
    const parser = createLeanParser();
    const runs: (string | undefined)[] = [];
    const create: Rule.RuleModule['create'] = ({ sourceCode }) => ({
      VariableDeclaration: node => runs.push(sourceCode.getFirstToken(node)?.value),
    });
    lint(create, parser);
    lint(create, parser);

    expect(runs).toEqual([undefined, 'const', 'const']);
  });
});

test('a rule that fails for another reason fails', () => {
  const failing = (): string[] =>
    lint(() => ({
      Program() {
        throw new Error('broken');
      },
    }));

  expect(failing).toThrow('broken');
});

test('what the language declares is no variable of a file', () => {
  const { scopeManager } = createLeanParser().parseForESLint(TEXT, { filePath: PATH });

  const names = scopeManager.variables.map(({ name }) => name);

  expect(names).toContain('answer');
  expect(names).not.toContain('Promise');
});

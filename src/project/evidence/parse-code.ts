import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter, Rule } from 'eslint';
import type { VisitorKeys } from '../../../eslint-plugin/program/visit.ts';
import { parserChoices } from '../lint/parser-choice.ts';
import type { SourceFile } from '../lint/prefilter.ts';

/** A syntax tree, and how it is walked. */
export interface ParsedCode {
  ast: TSESTree.Program;
  visitorKeys: VisitorKeys;
}

/** Parses code as the rules see it, with the TypeScript parser only where that is needed; undefined if it does not parse. */
export type ParseCode = (source: SourceFile) => Promise<ParsedCode | undefined>;

/** Loads the engine that the rules run in. */
export async function createCodeParser(): Promise<ParseCode> {
  const { Linter: Engine } = await import('../lint/eslint-linter.ts');
  const linter = new Engine({ configType: 'flat' });
  return async source => {
    let parsed: ParsedCode | undefined;
    const rule: Rule.RuleModule = {
      create({ sourceCode }) {
        parsed = { ast: sourceCode.ast as unknown as TSESTree.Program, visitorKeys: sourceCode.visitorKeys };
        return {};
      },
    };
    const own = { files: [() => true] as unknown as string[], plugins: { own: { rules: { outline: rule } } } };
    for await (const languageOptions of parserChoices(source)) {
      const configuration: Linter.Config = {
        ...own,
        languageOptions,
        linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
        rules: { 'own/outline': 'error' },
      };
      linter.verify(source.text, [{ ignores: ['!**/node_modules/'] }, configuration], source.name ?? source.path);
      if (parsed) return parsed;
    }
    return undefined;
  };
}

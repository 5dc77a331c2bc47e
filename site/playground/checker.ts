import type { ESLint, Linter, Rule } from 'eslint';
import { SDK_RELEASES } from '../../src/vendors/klaviyo/generated/sdk-releases.ts';

export const LANGUAGES = { js: 'JavaScript', ts: 'TypeScript', tsx: 'TypeScript with JSX' } as const;
export type Language = keyof typeof LANGUAGES;

export const PRESETS = ['recommended', 'strict'] as const;
export type Preset = (typeof PRESETS)[number];

export interface Change {
  title: string;
  range: readonly [start: number, end: number];
  text: string;
}

export interface PlaygroundFinding {
  /** Such as `no-raw-http`; undefined where the code does not parse. */
  rule?: string;
  severity: 'error' | 'warning';
  message: string;
  /** 1-based. */
  line: number;
  column: number;
  range: readonly [start: number, end: number];
  /** The fix first, then the suggestions. */
  changes: Change[];
}

export interface Question {
  code: string;
  language: Language;
  preset: Preset;
}

export interface Checker {
  check(question: Question): Promise<PlaygroundFinding[]>;
  /** The code with all fixes, none of the suggestions. */
  fixAll(question: Question): Promise<string>;
}

/** Loads the engine and the rules, which takes a moment, and the parser for TypeScript only when it is asked for. */
export async function loadChecker(): Promise<Checker> {
  const { Linter: Engine, plugin } = await import('../.cache/playground/linter.js');
  const linter = new Engine({ cwd: '/' });
  const rules = withoutSchemas(plugin.rules);

  async function configurationOf({ language, preset }: Question): Promise<Linter.Config[]> {
    const parser = language === 'js' ? undefined : (await import('../.cache/playground/parser.js')).parser;
    return [
      {
        files: ['**/*.{js,ts,tsx}'],
        plugins: { klaviyo: { rules } },
        rules: plugin.configs[preset].rules,
        settings: { klaviyo: { sdkVersion: SDK_RELEASES.at(-1)?.version } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { ...(parser && { parser }), parserOptions: { ecmaFeatures: { jsx: true } } },
      },
    ];
  }

  return {
    async check(question) {
      const messages = linter.verify(question.code, await configurationOf(question), `pasted.${question.language}`);
      return messages.map(message => findingOf(message, question.code));
    },
    async fixAll(question) {
      return linter.verifyAndFix(question.code, await configurationOf(question), `pasted.${question.language}`).output;
    },
  };
}

/** ESLint compiles a schema by evaluating text, which the policy of the page forbids. */
function withoutSchemas(rules: Readonly<Record<string, Rule.RuleModule>>): ESLint.Plugin['rules'] {
  const entries = Object.entries(rules).map(([id, rule]) => [id, { ...rule, meta: { ...rule.meta, schema: false } }]);
  return Object.fromEntries(entries) as ESLint.Plugin['rules'];
}

function findingOf(found: Linter.LintMessage, code: string): PlaygroundFinding {
  const { ruleId, severity, message, line, column, endLine = line, endColumn = column, fix, suggestions = [] } = found;
  const start = offsetOf(code, line, column);
  return {
    ...(ruleId !== null && { rule: ruleId.replace('klaviyo/', '') }),
    severity: severity === 2 ? 'error' : 'warning',
    message,
    line,
    column,
    range: [start, Math.max(offsetOf(code, endLine, endColumn), start)],
    changes: [
      ...(fix ? [{ title: 'Fix it', ...fix }] : []),
      ...suggestions.map(({ desc, fix: change }) => ({ title: desc, ...change })),
    ],
  };
}

function offsetOf(code: string, line: number, column: number): number {
  const lines = code.split(/(?<=\n)/).slice(0, line - 1);
  return Math.min(lines.join('').length + column - 1, code.length);
}

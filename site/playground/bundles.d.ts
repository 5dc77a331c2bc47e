// What `site/build-playground.mjs` bundles.
declare module '*/.cache/playground/linter.js' {
  import type { Linter as Engine, Rule } from 'eslint';
  export { Linter } from 'eslint';
  export const plugin: {
    rules: Record<string, Rule.RuleModule>;
    configs: Record<'recommended' | 'strict', { rules: Engine.RulesRecord }>;
  };
}
declare module '*/.cache/playground/parser.js' {
  export const parser: import('eslint').Linter.Parser;
}

import eslint from '@eslint/js';
import * as regexp from 'eslint-plugin-regexp';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { BOUNDARIES } from './eslint.boundaries.mjs';

/** Of Node's globals, those that our scripts use. */
const NODE_GLOBALS = ['clearInterval', 'console', 'performance', 'process', 'setInterval', 'URL'];

/** As far as the style of this project sets limits. */
const SIZE = {
  complexity: ['error', { max: 12, variant: 'modified' }],
  'max-depth': ['error', 3],
  'max-lines': ['error', { max: 450, skipBlankLines: true }],
  'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
};

export default defineConfig(
  { ignores: ['**/dist/', '**/.cache/', 'examples/', 'test/fixtures/', 'test/consumers/project/', '**/generated/'] },
  // What VitePress writes while it builds the site.
  { ignores: ['site/.vitepress/.temp/', 'site/.vitepress/*.timestamp-*'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  // Control characters are what is looked for.
  { rules: { 'no-control-regex': 'off' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: ['tsconfig.json', 'site/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // An index that the lines above prove is written with `!`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An async function gives a promise also for what it throws.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Objects are made of closures here, which have no `this`.
      '@typescript-eslint/unbound-method': 'off',
      ...SIZE,
    },
  },
  {
    files: ['eslint-plugin{,-customerio}/**/*.ts', 'src/project/evidence/code-outline.ts'],
    rules: {
      // The types of a syntax tree name its kinds by an enum that is not there at run time, and promise parents that may be missing.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // What a piece of syntax can be has many cases, which are easier to read in one piece.
      complexity: ['error', { max: 30, variant: 'modified' }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Matchers are `any`, and so is JSON.
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      // Fake keys are put together, so that no scanner stops at them.
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      'max-params': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    // What reads a stranger's text must not take longer than that is long.
    files: ['src/**/*.ts', 'eslint-plugin{,-customerio}/**/*.ts', 'action/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map(name => [name, 'readonly'])) },
    rules: SIZE,
  },
  ...BOUNDARIES,
);

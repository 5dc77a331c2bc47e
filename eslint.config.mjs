import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Each is forbidden by a pattern for what an import names; `except` lists files, the doors, that may have it. */
const BANS = {
  files: { regex: '^node:fs', message: 'Only src/project reads files of the checked repository.' },
  programs: { regex: '^node:(?:child_process|worker_threads|vm)', message: 'Only src/project starts a program, which is git.' },
  network: { regex: '^(?:node:(?:https?|net|tls|dgram)|axios)$', message: 'Only src/preflight/client.ts reaches the vendor.' },
  sdk: { regex: '^klaviyo-api', message: 'Only src/preflight/client.ts calls the SDK.', allowTypeImports: true },
  syntax: { regex: '^(?:ts-morph|typescript)$', message: 'Only src/project reads programs with types.', allowTypeImports: true },
  engine: { regex: '^(?:eslint(?:/|$)|@typescript-eslint/parser)', message: 'Heavy: it is loaded through a door of src/project.', allowTypeImports: true },
  actions: { regex: '^@actions/', message: 'Only action/ sees the runner.', allowTypeImports: true },
  processes: { regex: '^node:process$', message: 'Only src/cli.ts and action/ see the process.' },
  plugin: { regex: 'eslint-plugin/(?!help-url)', message: 'The tool sees the rules through src/project/eslint-linter.ts.', allowTypeImports: true },
  action: { regex: '/action/', message: 'Nothing imports the Action.' },
  ours: { regex: '^\\.\\./', message: 'What the vendor fixes imports nothing of ours.' },
  oursFromGenerated: { regex: '^\\.\\./\\.\\./', message: 'What the vendor fixes imports nothing of ours.' },
  tool: { regex: '/src/(?!klaviyo/)', message: 'The plugin imports src/klaviyo only.' },
  nodes: { regex: '^(?:@typescript-eslint/|.*/project/(?!facts))', message: 'Checks see facts, never syntax trees or files.' },
};

const EVERYTHING = ['files', 'programs', 'network', 'sdk', 'syntax', 'engine', 'actions', 'processes', 'plugin', 'action'];
const without = (...bans) => EVERYTHING.filter(ban => !bans.includes(ban));

/** Who may import whom, one block per folder; a later block replaces an earlier one for the files of both. */
const BOUNDARIES = [
  boundary(['src/**/*.ts'], EVERYTHING),
  boundary(['src/cli.ts'], without('processes')),
  boundary(['src/report-file.ts'], without('files')),
  boundary(['src/klaviyo/*.ts'], [...EVERYTHING, 'ours']),
  boundary(['src/klaviyo/generated/*.ts'], [...EVERYTHING, 'oursFromGenerated']),
  boundary(['src/project/**/*.ts'], without('files', 'programs', 'syntax')),
  boundary(['src/project/eslint-linter.ts', 'src/project/typescript.ts'], without('engine', 'plugin')),
  boundary(['src/checks/*.ts'], [...EVERYTHING, 'nodes']),
  boundary(['src/preflight/**/*.ts'], EVERYTHING),
  boundary(['src/preflight/client.ts'], without('sdk', 'network')),
  boundary(['src/reporters/*.ts'], EVERYTHING),
  boundary(['eslint-plugin/**/*.ts'], [...without('plugin'), 'tool']),
  boundary(['action/*.ts'], without('files', 'actions', 'processes')),
];

function boundary(files, bans) {
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: bans.map(ban => BANS[ban]) }] } };
}

/** Of Node's globals, those that our scripts use. */
const NODE_GLOBALS = ['clearInterval', 'console', 'performance', 'process', 'setInterval', 'URL'];

/** As far as the style of this project sets limits. */
const SIZE = {
  complexity: ['error', { max: 12, variant: 'modified' }],
  'max-depth': ['error', 3],
  'max-lines': ['error', { max: 350, skipBlankLines: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 4],
};

export default defineConfig(
  { ignores: ['**/dist/', '**/.cache/', 'examples/', 'test/fixtures/', '**/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  // Control characters are what is looked for.
  { rules: { 'no-control-regex': 'off' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
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
    files: ['eslint-plugin/**/*.ts'],
    rules: {
      // The types of a syntax tree name its kinds by an enum that is not there at run time, and promise parents that may be missing.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // What a piece of syntax can be has many cases, which are easier to read in one piece.
      complexity: ['error', { max: 30, variant: 'modified' }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
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
      '@typescript-eslint/only-throw-error': 'off',
      // Fake keys are put together, so that no scanner stops at them.
      '@typescript-eslint/no-unnecessary-template-expression': 'off',
      'max-params': 'off',
      'max-lines-per-function': 'off',
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: Object.fromEntries(NODE_GLOBALS.map(name => [name, 'readonly'])) }, rules: SIZE },
  ...BOUNDARIES,
);

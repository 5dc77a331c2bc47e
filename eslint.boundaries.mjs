/** Each is forbidden by a pattern for what an import names. */
const BANS = {
  files: { regex: '^node:fs', message: 'Only src/project reads files of the checked repository.' },
  programs: {
    regex: '^node:(?:child_process|worker_threads|vm)',
    message: 'Only src/project starts a program, which is git.',
  },
  network: {
    regex: '^(?:node:(?:https?|net|tls|dgram)|axios)$',
    message: 'Only the clients of src/preflight send requests, and only src/simulator/listener.ts listens.',
  },
  sdk: {
    regex: '^(?:klaviyo-api|customerio-node)',
    message: 'Only the client of a vendor in src/preflight calls its SDK.',
    allowTypeImports: true,
  },
  syntax: {
    regex: '^(?:ts-morph|typescript)$',
    message: 'Only the parser of typescript-eslint, which is loaded lazily, needs TypeScript.',
    allowTypeImports: true,
  },
  engine: {
    regex: '^(?:eslint(?:/|$)|@typescript-eslint/parser)',
    message: 'Heavy: src/project loads it lazily, through one entry point.',
    allowTypeImports: true,
  },
  actions: { regex: '^@actions/', message: 'Only action/ sees the runner.', allowTypeImports: true },
  processes: { regex: '^node:process$', message: 'Only src/cli/main.ts and action/ see the process.' },
  plugin: {
    regex: 'eslint-plugin/(?!help-url|program/)',
    message: 'The tool sees the rules through src/project/lint/eslint-linter.ts.',
    allowTypeImports: true,
  },
  action: { regex: '/action/', message: 'Nothing imports the Action.' },
  ours: {
    regex:
      '^\\.\\./(?!(?:vendor|public-prefix|releases|spelled-name|hidden-name|written-address|host-in-pieces)\\.ts$)',
    message: 'Facts about the vendor import nothing of ours.',
  },
  oursFromGenerated: { regex: '^\\.\\./\\.\\./', message: 'Facts about the vendor import nothing of ours.' },
  oursButFacts: { regex: '^\\.\\./(?!vendors/)', message: 'Messages import facts about the vendor only.' },
  tool: { regex: '/src/(?!vendors/|messages/)', message: 'The plugin imports src/vendors and src/messages only.' },
  klaviyo: { regex: '/klaviyo/', message: 'The plugin for Customer.io knows no Klaviyo.' },
  nodes: { regex: '^(?:@typescript-eslint/|.*/project/)', message: 'Checks see facts, never syntax trees or files.' },
};

/** The rooms of the plugin, lowest first: each imports those below it only. */
const ROOMS = ['values', 'program', 'edits', 'evaluator', 'call-graph', 'http', 'vendor', 'klaviyo'];
/** Those that know of no vendor at all. */
const NEUTRAL_ROOMS = ['values', 'edits', 'evaluator', 'call-graph'];
/** Those that know what a vendor is, and none of them. */
const GENERAL_ROOMS = ['program', 'http', 'vendor'];

const EVERYTHING = [
  'files',
  'programs',
  'network',
  'sdk',
  'syntax',
  'engine',
  'actions',
  'processes',
  'plugin',
  'action',
];
const without = (...bans) => EVERYTHING.filter(ban => !bans.includes(ban));

/** Who may import whom, one block per folder; a later block replaces an earlier one for the files of both. */
export const BOUNDARIES = [
  boundary(['src/**/*.ts'], EVERYTHING),
  boundary(['src/cli/main.ts'], without('processes')),
  boundary(['src/cli/report-file.ts', 'src/cli/preflight-file.ts'], without('files')),
  boundary(['src/vendors/*.ts'], [...EVERYTHING, 'ours']),
  boundary(['src/vendors/*/*.ts'], [...EVERYTHING, 'ours']),
  boundary(['src/vendors/*/generated/*.ts'], [...EVERYTHING, 'oursFromGenerated']),
  boundary(['src/messages/*.ts'], [...EVERYTHING, 'oursButFacts']),
  boundary(['src/project/**/*.ts'], without('files', 'programs')),
  boundary(['src/project/lint/eslint-linter.ts', 'src/project/modules/typescript.ts'], without('engine', 'plugin')),
  boundary(['src/checks/*.ts', 'src/vendor-checks/*.ts'], [...EVERYTHING, 'nodes']),
  boundary(['src/preflight/**/*.ts'], EVERYTHING),
  boundary(['src/simulator/**/*.ts'], EVERYTHING),
  boundary(['src/simulator/listener.ts', 'src/preflight/client/*.ts'], without('network')),
  boundary(
    [
      'src/preflight/klaviyo/client.ts',
      'src/preflight/klaviyo/client/*.ts',
      'src/preflight/customerio/client.ts',
      'src/preflight/customerio/client/*.ts',
    ],
    without('sdk', 'network'),
  ),
  boundary(['src/reporters/*.ts'], EVERYTHING),
  boundary(['eslint-plugin/**/*.ts'], [...without('plugin'), 'tool']),
  ...ROOMS.map(room),
  boundary(['eslint-plugin-customerio/**/*.ts'], [...without('plugin'), 'tool', 'klaviyo']),
  boundary(['action/**/*.ts'], without('files', 'actions', 'processes')),
  {
    files: ['{src,eslint-plugin,action}/**/*.ts'],
    ignores: ['eslint-plugin/installed-sdk.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "Identifier[name='getBuiltinModule']",
          message: 'Only eslint-plugin/installed-sdk.ts does without an import, because it also runs in browsers.',
        },
      ],
    },
  },
];

function boundary(files, bans) {
  return restriction(
    files,
    bans.map(ban => BANS[ban]),
  );
}

function restriction(files, patterns) {
  return { files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

function room(name, index) {
  const above = [...ROOMS.slice(index + 1), 'rules', 'upgrade'].join('|');
  const message = `${name}/ imports the rooms below it only: ${ROOMS.slice(0, index).join(', ') || 'none'}.`;
  const patterns = [...without('plugin'), 'tool'].map(ban => BANS[ban]);
  patterns.push({ regex: `^(?:\\.\\./)+(?:${above})/`, message });
  if (NEUTRAL_ROOMS.includes(name)) patterns.push({ regex: '/src/', message: `${name}/ knows no vendor.` });
  if (GENERAL_ROOMS.includes(name))
    patterns.push({ regex: '/src/vendors/[^/]+/', message: `${name}/ is given a vendor, and knows none by name.` });
  return restriction([`eslint-plugin/${name}/**/*.ts`], patterns);
}

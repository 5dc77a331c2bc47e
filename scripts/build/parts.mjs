/**
 * What a program is made of. Each part is a file of its own with a name that never changes, so that a heavy part is loaded only
 * when it is needed, and a commit of the bundle shows only the parts that changed.
 */

/** Heavy packages, with the names that are taken from them: these files change only with the package. */
export const VENDORS = {
  'eslint.mjs': { package: 'eslint/universal', names: ['Linter'] },
  'yaml.mjs': {
    package: 'yaml',
    names: ['LineCounter', 'isCollection', 'isMap', 'isScalar', 'isSeq', 'parseAllDocuments', 'parseDocument'],
  },
  'axios.mjs': { package: 'axios', names: ['default'] },
  'klaviyo-api.mjs': {
    package: 'klaviyo-api',
    names: [
      ...[
        'AccountsApi',
        'CampaignsApi',
        'CatalogsApi',
        'CouponsApi',
        'CustomObjectsApi',
        'EventsApi',
        'FlowsApi',
        'FormsApi',
        'ImagesApi',
        'ListsApi',
        'MetricsApi',
        'ProfilesApi',
      ],
      ...[
        'SegmentsApi',
        'TagsApi',
        'TemplatesApi',
        'TrackingSettingsApi',
        'WebFeedsApi',
        'WebhooksApi',
        'ApiKeySession',
        'RetryWithExponentialBackoff',
      ],
    ],
  },
};

/** Lazy entry points: modules of ours that are only ever loaded with `import()`. */
export const LAZY_ENTRIES = {
  'linter.mjs': 'src/project/lint/eslint-linter.ts',
  'typescript.mjs': 'src/project/modules/typescript.ts',
  'configuration.mjs': 'src/project/configuration/load-configuration.ts',
  'folders.mjs': 'action/several-folders.ts',
  'catalog.mjs': 'src/project/manifests/catalog.ts',
  'locks.mjs': 'src/project/locks/lock-facts.ts',
  'node-versions.mjs': 'src/project/manifests/node-versions.ts',
  'shell.mjs': 'src/project/shell/shell-commands.ts',
  'standing.mjs': 'src/audit/standing-parts.ts',
  'unresolved.mjs': 'src/audit/unresolved-lines.ts',
  'checklist.mjs': 'src/audit/checklist-parts.ts',
  'globs.mjs': 'src/project/discovery/globs.ts',
  'liquid.mjs': 'src/project/evidence/liquid.ts',
  'graphemes.mjs': 'src/reporters/text/graphemes.ts',
  'sarif.mjs': 'src/audit/sarif-report.ts',
  'target-types.mjs': 'src/project/upgrade/target-types.ts',
  'preflight.mjs': 'src/preflight/run-preflight.ts',
  'preflight-client.mjs': 'src/preflight/klaviyo/client.ts',
  'preflight-customerio.mjs': 'src/preflight/customerio/run-customerio.ts',
  'simulator.mjs': 'src/simulator/index.ts',
  'patch.mjs': 'src/fix/patch.ts',
  'github.mjs': 'action/github/report-to-github.ts',
};

/** Folder of a program, its entry file, the source of that entry, and the parts that it never loads. */
export const PROGRAMS = {
  action: {
    folder: 'action/dist',
    entry: 'main.mjs',
    source: 'action/main.ts',
    unused: ['graphemes.mjs', 'simulator.mjs', 'target-types.mjs'],
  },
  cli: {
    folder: 'dist',
    entry: 'cli.js',
    source: 'src/cli/main.ts',
    unused: ['folders.mjs', 'github.mjs'],
    isExecutable: true,
  },
};

/** The plugins: the source of each, and where it is built. */
export const PLUGINS = [
  { source: 'eslint-plugin/index.ts', folder: 'eslint-plugin/dist' },
  { source: 'eslint-plugin-customerio/index.ts', folder: 'eslint-plugin-customerio/dist' },
];

/** The package that the plugins depend on, and the modules in it: what knows no rule, and the facts. */
export const CORE = {
  name: 'klaviyo-lint-core',
  folder: 'core/dist',
  holds: new RegExp(
    `^(?:${[
      'eslint-plugin/(?:call-graph|edits|evaluator|http|program|values|vendor)/',
      'eslint-plugin/klaviyo/sdk-suggestion/',
      'eslint-plugin/klaviyo/(?:phone-number|queries)\\.ts$',
      'eslint-plugin/settings\\.ts$',
      'src/(?:messages|vendors)/',
    ].join('|')})`,
  ),
};

/** The oldest Node.js that any of this runs on. */
export const TARGET = 'node20.19';

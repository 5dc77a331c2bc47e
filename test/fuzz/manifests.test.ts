import fc from 'fast-check';
import { asBytes, format, mutated } from './arbitraries.ts';
import { fuzz } from './fuzz.ts';
import { brokenByTree } from './hostile-tree.ts';

const MANIFEST =
  '{ "name": "shop", "version": "1.0.0", "workspaces": ["packages/*"], "dependencies": { "klaviyo-api": "^23.0.0", "k": "npm:klaviyo-api@22.0.0" }, "overrides": { "klaviyo-api": "23.0.0" }, "imports": { "#k/*": "./src/*.ts" }, "exports": { ".": { "import": "./src/index.ts" } }, "catalog": { "klaviyo-api": "23" } }';
const NPM_LOCK =
  '{ "name": "shop", "lockfileVersion": 3, "packages": { "": { "dependencies": { "klaviyo-api": "^23.0.0" } }, "node_modules/klaviyo-api": { "version": "23.0.0", "dependencies": { "axios": "1.8.4" } }, "node_modules/axios": { "version": "1.8.4" } } }';
const OLD_NPM_LOCK =
  '{ "lockfileVersion": 1, "dependencies": { "klaviyo-api": { "version": "10.0.0", "requires": { "axios": "1.7.0" }, "dependencies": { "axios": { "version": "1.7.0" } } } } }';
const PNPM_LOCK =
  "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      klaviyo-api:\n        specifier: ^23.0.0\n        version: 23.0.0\npackages:\n  klaviyo-api@23.0.0:\n    resolution: {integrity: sha512-x}\nsnapshots:\n  klaviyo-api@23.0.0:\n    dependencies:\n      axios: 1.8.4\n";
const YARN_LOCK =
  '# yarn lockfile v1\n\n"klaviyo-api@^23.0.0", klaviyo-api@23:\n  version "23.0.0"\n  resolved "x"\n  dependencies:\n    axios "1.8.4"\n';
const BERRY_LOCK =
  '__metadata:\n  version: 8\n\n"klaviyo-api@npm:^23.0.0":\n  version: 23.0.0\n  resolution: "klaviyo-api@npm:23.0.0"\n  dependencies:\n    axios: "npm:1.8.4"\n';
const BUN_LOCK =
  '{ "lockfileVersion": 1, "workspaces": { "": { "name": "shop", "dependencies": { "klaviyo-api": "^23.0.0" } } }, "packages": { "klaviyo-api": ["klaviyo-api@23.0.0", "", { "dependencies": { "axios": "1.8.4" } }, "sha512-x"], } }';
const CATALOG =
  "packages: ['packages/*']\ncatalog:\n  klaviyo-api: ^23.0.0\ncatalogs:\n  old: &a\n    klaviyo-api: 10.0.0\n  more: *a\n";

const FILES: [path: string, seeds: string[]][] = [
  ['package.json', [MANIFEST]],
  ['packages/a/package.json', [MANIFEST]],
  ['package-lock.json', [NPM_LOCK, OLD_NPM_LOCK]],
  ['npm-shrinkwrap.json', [OLD_NPM_LOCK, NPM_LOCK]],
  ['pnpm-lock.yaml', [PNPM_LOCK]],
  ['yarn.lock', [YARN_LOCK, BERRY_LOCK]],
  ['bun.lock', [BUN_LOCK]],
  ['pnpm-workspace.yaml', [CATALOG]],
  ['.yarnrc.yml', [CATALOG]],
  ['node_modules/klaviyo-api/package.json', ['{ "name": "klaviyo-api", "version": "21.0.0" }']],
];

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\n',
  '\n  ',
  '- ',
  '&a ',
  '*a',
  '&a [*a, *a, *a]',
  '<<: *a',
  '? ',
  '!!binary ',
  '!<x> ',
  '%YAML 1.2\n---\n',
  '---\n',
  '# yarn lockfile v1\n',
  '__proto__',
  '"constructor": ',
  '"__proto__": { "version": "1" },',
  'klaviyo-api',
  '"klaviyo-api": ',
  '"../../outside": ',
  'npm:klaviyo-api@',
  'workspace:*',
  'catalog:old',
  'file:../../outside',
  'link:/etc',
  'patch:klaviyo-api@npm%3A23.0.0#./x.patch',
  'git+ssh://x/',
  '>=1 <2 || ',
  '^',
  '1e999',
  '-1',
  '99999999999999999999',
  '1.'.repeat(50),
  'null',
  'true',
  '"version": ',
  'version: ',
  '"dependencies": ',
  '"packages": ',
  '"workspaces": ',
  '"*"',
  '"./*": "./**/*"',
  '\u0000',
  '\\u0000',
  '\\ud800',
  '/* */',
  '//',
];

const tree = fc.array(
  fc
    .constantFrom(...FILES)
    .chain(([path, seeds]) => asBytes(mutated(seeds, PIECES)).map(content => ({ path, content }))),
  { minLength: 1, maxLength: 4 },
);
const use = {
  path: 'src/index.ts',
  content:
    "import { ProfilesApi } from 'klaviyo-api';\nimport { x } from '#k/x';\nimport { y } from 'shop/y';\nexport const profiles = new ProfilesApi();\nfetch(`https://a.klaviyo.com/api/${x}${y}`);\n",
};

fuzz('whatever stands in manifests and lock files', {
  cases: fc.record({ files: tree.map(files => [use, ...files]), format }),
  runs: 150,
  broken: brokenByTree,
});

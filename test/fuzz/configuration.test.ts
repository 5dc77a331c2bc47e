import fc from 'fast-check';
import { asBytes, format, mutated } from './arbitraries.ts';
import { fuzz } from './fuzz.ts';
import { brokenByTree } from './hostile-tree.ts';

const OURS =
  '{ "ignore": ["/examples/", "**/*.test.ts", "!src/"], "rules": { "klaviyo/no-raw-http": { "allowPaths": [] }, "klaviyo/require-revision": "off", "check/floating-sdk-range": "warn" } }';
const NESTED =
  '{ // nested\n "root": true, "ignore": ["!a.js", "/b/"], "rules": { "no-raw-http": ["error", { "allowPaths": ["/api/*"] }], "sdk-layering": { "layers": { "sdk": ["src/*"] } } }, "failOn": "never", "baseline": false, "checklist": { "require": ["A1"] }, "layers": { "routes": ["*"] }, }';
const TSCONFIG =
  '{ // comment\n "extends": ["./tsconfig.base.json", "../../outside/tsconfig.json"], "compilerOptions": { "baseUrl": "./src", "paths": { "@/*": ["*", "../../outside/*"], "~k": ["klaviyo.ts"] }, "plugins": [{ "name": "./plugin.js" }] }, "references": [{ "path": "./packages/a" }, { "path": ".." }] }';
const GITIGNORE = '*.log\n!/src/**/keep\nnode_modules/\n[a-z]?*\n\\#x\n';

const FILES: [path: string, seeds: string[]][] = [
  ['klaviyo-lint.json', [OURS, NESTED]],
  ['src/klaviyo-lint.json', [NESTED, OURS]],
  ['tsconfig.json', [TSCONFIG]],
  ['tsconfig.base.json', [TSCONFIG]],
  ['jsconfig.json', [TSCONFIG]],
  ['.gitignore', [GITIGNORE]],
  ['src/.gitignore', [GITIGNORE]],
  ['svelte.config.js', ['export default {};\n']],
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
  '*',
  '**',
  '**/',
  '/**/**/',
  '!',
  '?',
  '[',
  '[^',
  '\\',
  '../',
  '../../outside',
  '/',
  '/etc/',
  './',
  '~',
  '#',
  '$',
  '${configDir}',
  '(a+)+',
  '__proto__',
  '"__proto__": {},',
  '"constructor": "off",',
  '"ignore": ',
  '"rules": ',
  '"root": true,',
  '"layers": ',
  '["warn", ',
  '"../baseline.json"',
  '"klaviyo/no-raw-http": ',
  '"klaviyo/nothing": "off",',
  '"check/nothing": "warn",',
  '"off"',
  '"error"',
  '2',
  'null',
  '"extends": "./tsconfig.json",',
  '"extends": "./jsconfig.json",',
  '"paths": ',
  '"*"',
  '"baseUrl": "/",',
  '"references": ',
  '\\u0000',
  '// ',
  '/*',
];

const use = {
  path: 'src/index.ts',
  content:
    "import { a } from '@/klaviyo';\nimport { b } from '~k';\nimport { c } from 'secret';\nexport default fetch(`https://a.klaviyo.com/api/${a}${b}${c}`);\n",
};
const target = {
  path: 'src/klaviyo.ts',
  content: "export const a = 'profiles';\nexport const b = 'https://a.klaviyo.com/api';\n",
};
const tree = fc.uniqueArray(
  fc
    .constantFrom(...FILES)
    .chain(([path, seeds]) => asBytes(mutated(seeds, PIECES)).map(content => ({ path, content }))),
  { minLength: 1, maxLength: 4, selector: ({ path }) => path },
);

fuzz('whatever configuration says', {
  cases: fc.record({ files: tree.map(files => [use, target, ...files]), format }),
  runs: 120,
  broken: brokenByTree,
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeRepository } from './run-bundle.ts';
import { BROKEN } from './storefronts.ts';

/** A repository in which whatever somebody could load, run or ask leaves a file in another folder. */
export interface TrappedRepository {
  folder: string;
  /** Where the traces are left; empty as long as nothing of the repository was run. */
  traces: string;
}

/** Packages that the tool itself is made of: whoever looks for them from the checked folder finds these. */
const PACKAGES = [
  'typescript',
  'eslint',
  'klaviyo-api',
  'ts-morph',
  'yaml',
  '@typescript-eslint/parser',
  'eslint-plugin-klaviyo',
  'evil-plugin',
  'jiti',
];

const SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'test', 'lint', 'build'];

/** JavaScript, both as a module and as CommonJS, that leaves a trace of its name. */
function trap(traces: string, name: string): string {
  const file = JSON.stringify(path.join(traces, name.replaceAll(/[/.]/g, '_')));
  return `globalThis.process.getBuiltinModule ? process.getBuiltinModule('node:fs').writeFileSync(${file}, '') : require('node:fs').writeFileSync(${file}, '');\n`;
}

export function trappedRepository(): TrappedRepository {
  const traces = mkdtempSync(path.join(tmpdir(), 'traces-'));
  const js = (name: string): string => trap(traces, name);
  const loaded = [
    'eslint.config.js',
    'eslint.config.mjs',
    'eslint.config.ts',
    '.eslintrc.js',
    '.eslintrc.cjs',
    'prettier.config.js',
    '.pnp.cjs',
    '.pnp.loader.mjs',
    'svelte.config.js',
    'nuxt.config.js',
    'vite.config.js',
    'plugin.js',
    'klaviyo-lint.config.js',
    'babel.config.js',
    'register.cjs',
  ];
  const touch = (name: string): string => `node -e "require('fs').writeFileSync('${path.join(traces, name)}','')"`;
  const folder = writeRepository({
    ...BROKEN,
    ...Object.fromEntries(loaded.map(name => [name, js(name)])),
    ...Object.fromEntries(
      PACKAGES.flatMap(name => [
        [`node_modules/${name}/index.js`, js(`package ${name}`)],
        [
          `node_modules/${name}/package.json`,
          JSON.stringify({
            name,
            version: '23.0.0',
            main: 'index.js',
            exports: { '.': './index.js', './universal': './index.js' },
          }),
        ],
      ]),
    ),
    'package.json': JSON.stringify(
      {
        name: 'shop',
        scripts: Object.fromEntries(SCRIPTS.map(name => [name, touch(`script_${name}`)])),
        eslintConfig: { root: true, plugins: ['evil-plugin'], parser: './plugin.js' },
        dependencies: { 'klaviyo-api': '^23.0.0' },
      },
      undefined,
      2,
    ),
    '.eslintrc.json': '{ "root": true, "plugins": ["evil-plugin"], "extends": ["./.eslintrc.js"] }',
    '.npmrc': `script-shell=${folderName(traces)}/shell\nnode-options=--require ./register.cjs\nregistry=http://127.0.0.1:9/\n`,
    '.yarnrc.yml': 'yarnPath: ./plugin.js\nplugins: [./plugin.js]\n',
    '.node-version': '0.0.1\n',
    'tsconfig.json':
      '{ "extends": "evil-plugin/tsconfig.json", "compilerOptions": { "plugins": [{ "name": "evil-plugin" }, { "transform": "./plugin.js" }], "typeRoots": ["./node_modules"] } }',
    'src/linked.ts':
      "import { loadProfiles } from './profiles';\nimport evil from 'evil-plugin';\nexport default [loadProfiles, evil];\n",
  });
  trapGit(folder, traces);
  return { folder, traces };
}

function trapGit(folder: string, traces: string): void {
  const git = (...args: string[]): Buffer =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  git('init', '--quiet');
  git('add', '--all', '--force');
  git('commit', '--quiet', '--message', 'base');
  for (const name of [
    'core.fsmonitor',
    'core.sshCommand',
    'core.pager',
    'diff.external',
    'filter.evil.clean',
    'filter.evil.process',
    'diff.evil.textconv',
  ])
    git('config', name, `touch ${path.join(traces, name)};`);
}

function folderName(folder: string): string {
  return folder.split(path.sep).join('/');
}

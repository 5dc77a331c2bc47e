// Usage: node bench/eslint.mjs [--rounds N] [--plugin FILE] [--source NAME=FOLDER]…
// Runs ESLint with the plugin and without it, in turn, and prints the processor time of both and their ratio. Further folders are
// taken from BENCH_SOURCES too, as NAME=FOLDER with commas in between.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeEslintFolders } from './eslint-folders.mjs';
import { median } from './median.mjs';

const COMPILER_OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowJs: true,
  jsx: 'preserve',
  types: [],
  allowImportingTsExtensions: true,
};

const here = import.meta.dirname;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    plugin: { type: 'string', default: join(here, '../eslint-plugin/dist/index.mjs') },
    source: { type: 'string', multiple: true, default: (process.env.BENCH_SOURCES ?? '').split(',').filter(Boolean) },
  },
});

const root = join(tmpdir(), 'klaviyo-lint-bench-eslint');
const folders = {
  ...writeEslintFolders(root, join(here, '../node_modules')),
  ...Object.fromEntries(values.source.map(namedFolder)),
};

const rows = {};
for (const [name, folder] of Object.entries(folders)) {
  for (const kind of ['untyped', 'typed']) {
    const project = kind === 'typed' ? writeProject(name, folder) : undefined;
    rows[`${name}, ${kind}`] = compare(folder, project);
    console.error(`${name}, ${kind}: ${rows[`${name}, ${kind}`].ratio}`);
  }
}
console.table(rows);

function namedFolder(source) {
  const at = source.indexOf('=');
  if (at < 1) throw new Error(`'${source}' is not NAME=FOLDER.`);
  return [source.slice(0, at), resolve(source.slice(at + 1))];
}

/** Outside of the folder, which may be somebody's clone. */
function writeProject(name, folder) {
  const project = join(root, 'projects', `${name.replaceAll(/\W+/g, '-')}.json`);
  mkdirSync(join(root, 'projects'), { recursive: true });
  const include = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'].map(ending => `${folder}/**/*.${ending}`);
  writeFileSync(
    project,
    JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include, exclude: [`${folder}/node_modules`] }),
  );
  return project;
}

function compare(folder, project) {
  const seconds = { true: [], false: [] };
  let last;
  for (let round = 0; round < Number(values.rounds); round++) {
    // Whatever comes second finds the disk warmer.
    for (const isOn of round % 2 ? [true, false] : [false, true]) {
      const result = run({ folder, project, isOn, plugin: resolve(values.plugin) });
      seconds[isOn].push(result.seconds);
      if (isOn) last = result;
    }
  }
  const [on, off] = [median(seconds.true), median(seconds.false)];
  return {
    files: last.files,
    'without s': off.toFixed(2),
    'with s': on.toFixed(2),
    ratio: (on / off).toFixed(3),
    findings: last.findings,
    unparsed: last.unparsed,
    warnings: last.warnings,
  };
}

function run(options) {
  const output = execFileSync(process.execPath, [join(here, 'eslint-run.mjs'), JSON.stringify(options)], {
    encoding: 'utf8',
  });
  return JSON.parse(output.split('\n').findLast(line => line.startsWith('{')));
}

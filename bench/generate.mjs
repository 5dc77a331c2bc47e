import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { klaviyoFile } from './klaviyo-text.mjs';
import { createRandom } from './random.mjs';
import { codeText, jsonText, proseText } from './source-text.mjs';

/** Share of the files by extension, as in large public storefronts; the rest is prose. */
const MIX = [
  ['ts', 0.44],
  ['tsx', 0.2],
  ['js', 0.12],
  ['jsx', 0.02],
  ['mjs', 0.01],
  ['json', 0.09],
  ['css', 0.03],
  ['yml', 0.02],
];
const MEDIAN_BYTES = { ts: 2200, tsx: 2600, js: 2400, jsx: 2400, mjs: 1500, json: 900, css: 1200, yml: 600, md: 1800 };

/**
 * Writes a git repository for the benchmark: the same files for the same numbers.
 *
 * @param {string} root is emptied first
 */
export function generate(root, { files = 20_000, mentions = 40, seed = 1 } = {}) {
  rmSync(root, { recursive: true, force: true });
  const random = createRandom(seed);
  const spacing = Math.floor(files / mentions);
  for (let n = 0; n < files; n++)
    write(join(root, ...place(random, n)), n % spacing === 0 ? klaviyoFile(n / spacing) : ordinaryFile(random));
  writeFileSync(join(root, 'package.json'), manifest());
  commit(root);
}

function ordinaryFile(random) {
  const extension = pickExtension(random);
  const bytes = Math.min(400_000, random.size(MEDIAN_BYTES[extension], 1.1));
  if (extension === 'json') return { extension, text: jsonText(random, bytes) };
  if (['css', 'yml', 'md'].includes(extension)) return { extension, text: proseText(random, bytes) };
  return { extension, text: codeText(random, extension, bytes) };
}

function pickExtension(random) {
  let left = random.next();
  return MIX.find(([, share]) => (left -= share) < 0)?.[0] ?? 'md';
}

function place(random, n) {
  return ['packages', `package-${n % 60}`, 'src', `area-${random.integer(1, 12)}`, `file-${n}`];
}

function write(path, { extension, text }) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${extension}`, text);
}

function manifest() {
  return `${JSON.stringify({ name: 'generated', private: true, workspaces: ['packages/*'], dependencies: { 'klaviyo-api': '^23.0.0' } }, null, 2)}\n`;
}

function commit(root) {
  const git = (...args) =>
    execFileSync('git', [
      '-C',
      root,
      '-c',
      'user.name=bench',
      '-c',
      'user.email=bench@example.com',
      '-c',
      'core.hooksPath=/dev/null',
      ...args,
    ]);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Generated');
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [root, files, mentions, seed] = process.argv.slice(2);
  if (root === undefined) throw new Error('usage: node bench/generate.mjs FOLDER [FILES] [MENTIONS] [SEED]');
  generate(root, {
    ...(files && { files: Number(files) }),
    ...(mentions && { mentions: Number(mentions) }),
    ...(seed && { seed: Number(seed) }),
  });
}

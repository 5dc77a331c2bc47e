// Usage: node scripts/build.mjs [--check]
// Builds the plugin, the command line and the Action; with --check it only tells whether the committed bundle of the Action is
// what the sources build.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './build/bundle.mjs';
import { licenses } from './build/licenses.mjs';
import { DOORS, PROGRAMS, VENDORS } from './build/parts.mjs';
import { buildPlugin } from './build/plugin.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

if (process.argv.includes('--check')) {
  const differences = compare(PROGRAMS.action.folder, await buildProgram(PROGRAMS.action, await buildParts()));
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) console.error("The committed bundle is not what the sources build. Run 'npm run build' and commit 'action/dist'.");
  process.exitCode = differences.length > 0 ? 1 : 0;
} else {
  const [parts] = await Promise.all([buildParts(), buildPlugin(root)]);
  for (const program of Object.values(PROGRAMS)) write(program, await buildProgram(program, parts));
}

/** Builds what all programs share. */
async function buildParts() {
  const sources = { ...Object.fromEntries(Object.keys(VENDORS).map(name => [name, undefined])), ...DOORS };
  const built = await Promise.all(Object.entries(sources).map(async ([name, source]) => [name, await bundle(root, name, source)]));
  return Object.fromEntries(built);
}

/** @returns {Promise<Map<string, string>>} the files of a program by name */
async function buildProgram({ entry, source }, parts) {
  const all = { [entry]: await bundle(root, entry, source), ...parts };
  const packages = Object.values(all).flatMap(part => part.packages);
  return new Map([...Object.entries(all).map(([name, { text }]) => [name, text]), ['licenses.txt', licenses(packages)]]);
}

function write({ folder, entry }, files) {
  const target = path.join(root, folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(target, name), text);
  chmodSync(path.join(target, entry), 0o755);
}

/** Names what differs between a folder and what should be in it. */
function compare(folder, files) {
  const target = path.join(root, folder);
  const found = new Set(listFolder(target));
  const wrong = [...files].filter(([name, text]) => found.has(name) && readFileSync(path.join(target, name), 'utf8') !== text).map(([name]) => `differs: ${folder}/${name}`);
  const missing = [...files.keys()].filter(name => !found.has(name)).map(name => `missing: ${folder}/${name}`);
  const extra = [...found].filter(name => !files.has(name)).map(name => `not built by anything: ${folder}/${name}`);
  return [...wrong, ...missing, ...extra];
}

function listFolder(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

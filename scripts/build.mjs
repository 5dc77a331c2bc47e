// Usage: node scripts/build.mjs [--check]
// Builds the plugins, the command line and the Action; with --check it only tells whether the committed bundle of the Action is
// what the sources build.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from './build/bill-of-materials.mjs';
import { bundle } from './build/bundle.mjs';
import { differencesFrom } from './build/differences.mjs';
import { licenses } from './build/licenses.mjs';
import { LAZY_ENTRIES, PROGRAMS, VENDORS } from './build/parts.mjs';
import { buildPlugins } from './build/plugin.mjs';
import { simulatorTypes } from './build/simulator-types.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

if (process.argv.includes('--check')) {
  const { folder } = PROGRAMS.action;
  const differences = differencesFrom(path.join(root, folder), await buildProgram(PROGRAMS.action, await buildParts()));
  for (const difference of differences) console.error(`${folder}/${difference}`);
  if (differences.length > 0)
    console.error("The committed bundle is not what the sources build. Run 'npm run build' and commit the folder.");
  process.exitCode = differences.length > 0 ? 1 : 0;
} else {
  const [parts] = await Promise.all([buildParts(), buildPlugins(root)]);
  for (const program of Object.values(PROGRAMS)) write(program, await buildProgram(program, parts));
  const simulator = path.join(root, PROGRAMS.cli.folder, 'simulator');
  writeFileSync(`${simulator}.d.mts`, await simulatorTypes(root, `${simulator}.mjs`));
}

/** Builds what all programs share. */
async function buildParts() {
  const sources = { ...Object.fromEntries(Object.keys(VENDORS).map(name => [name, undefined])), ...LAZY_ENTRIES };
  const built = await Promise.all(
    Object.entries(sources).map(async ([name, source]) => [name, await bundle(root, name, source)]),
  );
  return Object.fromEntries(built);
}

/** @returns {Promise<Map<string, string>>} the files of a program by name */
async function buildProgram({ entry, source, unused }, parts) {
  const used = Object.fromEntries(Object.entries(parts).filter(([name]) => !unused.includes(name)));
  const all = { [entry]: await bundle(root, entry, source), ...used };
  const packages = Object.values(all).flatMap(part => part.packages);
  const texts = Object.entries(all).map(([name, { text }]) => [name, text]);
  return new Map([...texts, ['licenses.txt', licenses(packages)], ['sbom.cdx.json', billOfMaterials(root, packages)]]);
}

function write({ folder, entry, isExecutable }, files) {
  const target = path.join(root, folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(target, name), text);
  if (isExecutable) chmodSync(path.join(target, entry), 0o755);
}

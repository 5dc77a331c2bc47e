import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares a folder with the files that should be in it.
 *
 * @param {string} folder a missing one is an empty one
 * @param {Map<string, string>} files texts by name
 * @returns {string[]} one line for each file that differs, is missing, or is there without reason
 */
export function differencesFrom(folder, files) {
  const found = new Set(list(folder));
  const wrong = [...files].filter(
    ([name, text]) => found.has(name) && readFileSync(path.join(folder, name), 'utf8') !== text,
  );
  const missing = [...files.keys()].filter(name => !found.has(name));
  const extra = [...found].filter(name => !files.has(name));
  return [
    ...wrong.map(([name]) => `${name} differs`),
    ...missing.map(name => `${name} is missing`),
    ...extra.map(name => `${name} is built from nothing`),
  ];
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

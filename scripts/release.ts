// Usage: npm run release [-- --date YYYY-MM-DD]
// Turns what is unreleased in CHANGELOG.md into the next version, in all packages. Everything else follows from a merge of that.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nextVersion, releasedChangelog } from './release/changelog.ts';
import { releasedManifest } from './release/manifests.ts';

const root = path.dirname(import.meta.dirname);
const { values } = parseArgs({ options: { date: { type: 'string' } } });
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const { version: current } = JSON.parse(read('package.json')) as { version: string };
const changelog = read('CHANGELOG.md');
const version = nextVersion(current, changelog);
const date = values.date ?? new Date().toISOString().slice(0, 10);
const written = {
  'CHANGELOG.md': releasedChangelog(changelog, { version, date }),
  ...Object.fromEntries(
    [
      'package.json',
      'core/package.json',
      'eslint-plugin/package.json',
      'eslint-plugin-customerio/package.json',
      'package-lock.json',
    ].map(file => [file, releasedManifest(read(file), { from: current, to: version })]),
  ),
};
for (const [file, text] of Object.entries(written)) writeFileSync(path.join(root, file), text);
console.log(version);

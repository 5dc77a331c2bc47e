// Usage: npm run generate [-- --check]
// Writes registries, README tables and page headers from metadata; with --check it only names what is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles } from './generate/generated-files.ts';

const root = path.dirname(import.meta.dirname);
const files = await generatedFiles(root);
const outdated = files.filter(file => readIfThere(file.path) !== file.text);

if (process.argv.includes('--check')) {
  for (const file of outdated) console.error(`out of date: ${file.path}`);
  if (outdated.length > 0) console.error("Run 'npm run generate' and commit the result.");
  process.exitCode = outdated.length > 0 ? 1 : 0;
} else {
  for (const file of outdated) writeFileSync(path.join(root, file.path), file.text);
  for (const file of outdated) console.log(`written: ${file.path}`);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// Usage: npm run generate [-- --check]
// Writes registries, README sections, page headers and the picture of a report; with --check it only names what is out of date.
import path from 'node:path';
import { outdatedFiles, writeGenerated } from './generate/write-generated.ts';

const root = path.dirname(import.meta.dirname);

if (process.argv.includes('--check')) {
  const outdated = await outdatedFiles(root);
  for (const file of outdated) console.error(`out of date: ${file.path}`);
  if (outdated.length > 0) console.error("Run 'npm run generate' and commit the result.");
  process.exitCode = outdated.length > 0 ? 1 : 0;
} else {
  for (const file of await writeGenerated(root)) console.log(`written: ${file}`);
}

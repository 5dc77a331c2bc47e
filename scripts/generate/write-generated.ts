import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles, type GeneratedFile } from './generated-files.ts';

/** What is generated and not as it should be. @param root the folder of the repository */
export async function outdatedFiles(root: string): Promise<GeneratedFile[]> {
  const files = await generatedFiles(root);
  return files.filter(file => readIfThere(path.join(root, file.path)) !== file.text);
}

/** Writes what is out of date. @returns the paths that were written */
export async function writeGenerated(root: string): Promise<string[]> {
  const outdated = await outdatedFiles(root);
  for (const file of outdated) writeFileSync(path.join(root, file.path), file.text);
  return outdated.map(file => file.path);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

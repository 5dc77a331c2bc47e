import { fileKind } from './file-kind.ts';
import { isEnvFile } from '../manifests/env-file.ts';

/** Folders whose content is installed from elsewhere: packages of others, and what git keeps for itself. */
const PACKAGE_FOLDERS = new Set(['.git', 'node_modules', 'bower_components', 'jspm_packages', '.pnpm-store']);

/** Folders that a tool keeps for itself. */
const TOOL_FOLDERS = new Set(['.yarn', '.turbo', '.parcel-cache', '.cache', '.nyc_output']);

/** Folders whose content is generated. */
const OUTPUT_FOLDERS = new Set([
  'dist',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.vercel',
  '.netlify',
  '.wrangler',
  '.serverless',
  '.aws-sam',
  '.angular',
  '.astro',
  '.docusaurus',
  '.expo',
  'coverage',
  'storybook-static',
]);

/** Compilers write here, but people also give these names to packages and routes: what no compiler writes is kept. */
const MAYBE_OUTPUT_FOLDERS = new Set(['build', 'out']);

const COMPILED_FILE = /\.min\.[cm]?js$/i;
const WRITTEN_BY_HAND = /(?:(?<!\.d)\.[cm]?tsx?|\.(?:vue|svelte|astro|sh|bash|dockerfile)|(?:^|\/)Dockerfile)$/i;

/** Returns whether nothing below a folder of this name is of this repository, so that a walk need not enter it. */
export function isForeignFolder(name: string): boolean {
  return PACKAGE_FOLDERS.has(name) || TOOL_FOLDERS.has(name);
}

/** Returns whether a file is of a package that is installed. @param path relative to the checked folder, with `/` */
export function isOfPackage(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some(folder => PACKAGE_FOLDERS.has(folder));
}

/** Returns whether a file lies where tools write, or has the name of what they write. @param path relative to the checked folder, with `/` */
export function isBuildOutput(path: string): boolean {
  if (COMPILED_FILE.test(path)) return true;
  const folders = path.split('/').slice(0, -1);
  const isOutput = (folder: string): boolean => isForeignFolder(folder) || OUTPUT_FOLDERS.has(folder);
  return (
    folders.some(isOutput) || (folders.some(folder => MAYBE_OUTPUT_FOLDERS.has(folder)) && !WRITTEN_BY_HAND.test(path))
  );
}

/** Decides by its name whether a file among what tools write may be code, or an environment; manifests there are copies. */
export function mayBeCode(path: string): boolean {
  const kind = fileKind(path);
  return (kind !== undefined && kind !== 'manifest' && kind !== 'catalog') || isEnvFile(path);
}

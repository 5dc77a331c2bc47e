/** Folders whose content is installed from elsewhere, or kept by a tool for itself. */
const FOREIGN_FOLDERS = new Set([
  '.git',
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
  '.turbo',
  '.parcel-cache',
  '.cache',
  '.nyc_output',
]);

/** Folders whose content is generated, also where git tracks it. */
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

/** Tells whether nothing below a folder of this name is of this repository, so that a walk need not enter it. */
export function isForeignFolder(name: string): boolean {
  return FOREIGN_FOLDERS.has(name);
}

/** Tells whether a file is of a dependency or a cache. @param path relative to the checked folder, with `/` */
export function isForeign(path: string): boolean {
  return path.split('/').slice(0, -1).some(isForeignFolder);
}

/** Tells whether a file is a dependency or the result of a build. @param path relative to the checked folder, with `/` */
export function isBuildOutput(path: string): boolean {
  if (COMPILED_FILE.test(path)) return true;
  const folders = path.split('/').slice(0, -1);
  if (folders.some(folder => FOREIGN_FOLDERS.has(folder) || OUTPUT_FOLDERS.has(folder))) return true;
  return folders.some(folder => MAYBE_OUTPUT_FOLDERS.has(folder)) && !WRITTEN_BY_HAND.test(path);
}

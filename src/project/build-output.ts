/** Folders whose content is installed or generated, also where git tracks it. */
const OUTPUT_FOLDERS = new Set([
  '.git',
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
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
  '.turbo',
  '.parcel-cache',
  '.cache',
  '.nyc_output',
  'coverage',
  'storybook-static',
]);

/** Compilers write here, but people also give these names to packages and routes: what no compiler writes is kept. */
const MAYBE_OUTPUT_FOLDERS = new Set(['build', 'out']);

const COMPILED_FILE = /\.min\.[cm]?js$/i;
const WRITTEN_BY_HAND = /(?:(?<!\.d)\.[cm]?tsx?|\.(?:vue|svelte|astro|sh|bash|dockerfile)|(?:^|\/)Dockerfile)$/i;

/** Tells whether nobody writes anything of value below a folder of this name, so that a walk need not enter it. */
export function isOutputFolder(name: string): boolean {
  return OUTPUT_FOLDERS.has(name);
}

/** Tells whether a file is a dependency or the result of a build. @param path relative to the checked folder, with `/` */
export function isBuildOutput(path: string): boolean {
  if (COMPILED_FILE.test(path)) return true;
  const folders = path.split('/').slice(0, -1);
  if (folders.some(isOutputFolder)) return true;
  return folders.some(folder => MAYBE_OUTPUT_FOLDERS.has(folder)) && !WRITTEN_BY_HAND.test(path);
}

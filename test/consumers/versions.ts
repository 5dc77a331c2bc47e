/** What the projects of users are built of. Everything is pinned, so that a red run means a change of ours. */
export const VERSIONS = {
  '@biomejs/biome': '2.6.8',
  eslint: '10.15.0',
  'eslint-plugin-astro': '3.2.1',
  'eslint-plugin-svelte': '3.24.1',
  'eslint-plugin-vue': '10.12.1',
  husky: '9.1.7',
  'klaviyo-api': '23.0.0',
  'lint-staged': '17.6.1',
  oxlint: '1.94.0',
  svelte: '5.57.3',
  typescript: '6.0.3',
  'typescript-eslint': '8.72.0',
  'vue-eslint-parser': '10.4.2',
} as const;

/** What the matrix combines. */
export const MATRIX = {
  manager: { npm: '10.9.9', pnpm: '10.34.8', yarn: '4.18.1', bun: '1.4.5' },
  eslint: ['9.15.0', '9.39.5', '10.15.0'],
  typescript: ['5.4.5', '5.9.3', '6.0.3', '7.0.2'],
  node: ['20.20.2', '22.23.3', '24.21.0', '26.10.0'],
} as const;

/** A name as a page installs it, such as `typescript@6`, with the version that is pinned for it. */
export function pinned(name: string): string {
  const plain = name.replace(/(?<=.)@[^@]*$/, '');
  if (!(plain in VERSIONS)) throw new Error(`No version is pinned for '${name}' in test/consumers/versions.ts.`);
  return `${plain}@${VERSIONS[plain as keyof typeof VERSIONS]}`;
}

const RAW_CALL = `export async function loadProfiles(): Promise<unknown> {
  const response = await fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-10-15' } });
  return response.json();
}
`;

const SDK_CALL = `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';

const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? ''));

export async function loadProfiles(): Promise<unknown> {
  return profiles.getProfiles();
}
`;

function manifest(range: string): string {
  return `{\n  "name": "shop",\n  "dependencies": {\n    "klaviyo-api": "${range}"\n  }\n}\n`;
}

const LOCK = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'shop', dependencies: { 'klaviyo-api': '23.0.0' } },
    'node_modules/axios': { version: '1.12.2' },
    'node_modules/klaviyo-api': { version: '23.0.0' },
  },
};

/** A repository with a call that bypasses the SDK and a range that floats. */
export const BROKEN: Record<string, string> = {
  'package.json': manifest('^23.0.0'),
  'src/profiles.ts': RAW_CALL,
  'src/unrelated.ts': 'export const answer: number = 42;\n',
};

/** The same repository as it should be. */
export const CLEAN: Record<string, string> = {
  'package.json': manifest('23.0.0'),
  'package-lock.json': JSON.stringify(LOCK),
  'src/profiles.ts': SDK_CALL,
  'src/unrelated.ts': 'export const answer: number = 42;\n',
};

/** A module with one finding of `klaviyo/no-raw-http`. */
export const ONE_RAW_CALL = RAW_CALL;

export const ONE_CURL = "curl -H 'revision: 2026-07-15' https://a.klaviyo.com/api/lists\n";

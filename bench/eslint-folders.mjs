import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from './random.mjs';
import { codeText } from './source-text.mjs';

const SDK_FILES = 100;
const OTHER_FILES = 200;
const MEDIAN_BYTES = 2200;

const SDK_FILE = (id, ordinary) => `import { ApiKeySession, EventsApi, ProfileEnum, ProfilesApi } from 'klaviyo-api';

const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');
const profiles = new ProfilesApi(session);
const events = new EventsApi(session);

export async function save${id}(email: string, properties: Record<string, unknown>) {
  return profiles.createOrUpdateProfile({ data: { type: ProfileEnum.Profile, attributes: { email, properties } } });
}

export async function track${id}(email: string, orderId: string, value: number) {
  await events.createEvent({
    data: {
      type: 'event',
      attributes: {
        uniqueId: orderId,
        value,
        properties: { orderId },
        metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
        profile: { data: { type: 'profile', attributes: { email } } },
      },
    },
  });
}

export async function* all${id}() {
  let pageCursor: string | undefined;
  do {
    const { body } = await profiles.getProfiles({ pageCursor, pageSize: 100 });
    yield* body.data;
    pageCursor = body.links?.next ?? undefined;
  } while (pageCursor);
}

${ordinary}`;

/**
 * Writes the folders that ESLint is timed on: a shop whose files all use the SDK, and files without Klaviyo.
 *
 * @param {string} root is emptied first
 * @param {string} nodeModules where the SDK is installed
 * @returns {Record<string, string>} folders by name
 */
export function writeEslintFolders(root, nodeModules) {
  rmSync(root, { recursive: true, force: true });
  const random = createRandom(1);
  const text = () => codeText(random, 'ts', Math.min(40_000, random.size(MEDIAN_BYTES, 1.1)));
  const shop = Array.from({ length: SDK_FILES }, (_, index) => SDK_FILE(index, text()));
  const other = Array.from({ length: OTHER_FILES }, text);
  return {
    'shop, 100 files with the SDK': write(join(root, 'shop'), shop, nodeModules),
    'files without Klaviyo': write(join(root, 'other'), other, nodeModules),
  };
}

function write(folder, texts, nodeModules) {
  mkdirSync(folder, { recursive: true });
  symlinkSync(nodeModules, join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "name": "generated", "private": true, "type": "module" }\n');
  for (const [index, text] of texts.entries()) writeFileSync(join(folder, `file-${index}.ts`), text);
  return folder;
}

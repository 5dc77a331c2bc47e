import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { REPOSITORY } from '../../support/repository.ts';

/** The texts of a small repository by their paths. */
export type Files = ReadonlyMap<string, string>;

/** The example storefronts, and of each page of a rule the code that it calls wrong or right. */
export function projects(): Map<string, Files> {
  return new Map([
    ...['broken-storefront', 'not-ready'].map(name => [name, filesBelow(join(REPOSITORY, 'examples', name))] as const),
    ['fixtures', FIXTURES],
    ...readdirSync(join(REPOSITORY, 'docs/rules'), { recursive: true, encoding: 'utf8' })
      .filter(page => page.endsWith('.md'))
      .map(page => [page, examplesOf(page)] as const),
  ]);
}

function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return new Map(
    paths
      .map(path => [relative(folder, path), readFileSync(path, 'utf8')] as const)
      // The configuration and the lock file are no code that anybody edits by hand.
      .filter(([path]) => path !== 'package-lock.json'),
  );
}

const FENCE = /^```(ts|js|tsx|jsx|sh|vue)\n([\s\S]*?)^```$/gm;

function examplesOf(page: string): Files {
  const text = readFileSync(join(REPOSITORY, 'docs/rules', page), 'utf8');
  return new Map(
    [...text.matchAll(FENCE)].map(([, extension = '', code = ''], index) => [
      `src/example-${index}.${extension}`,
      code,
    ]),
  );
}

const HEADERS = "{ Authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' }";

/** What the examples have too little of: equal findings, classes, handlers, commands. */
const FIXTURES: Files = new Map([
  [
    'src/equal.js',
    [1, 2, 3]
      .map(
        n =>
          `export const answer${n} = fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} }).then(check);\n`,
      )
      .join(''),
  ],
  [
    'src/client.ts',
    `import axios from 'axios';

const BASE = 'https://a.klaviyo.com/api';

export class KlaviyoClient {
  constructor(private readonly key: string) {}

  async lists() {
    const key = this.key;
    const found = await axios.get(BASE + '/lists', { headers: ${HEADERS} });
    return found.data;
  }

  async profile(id: string) {
    const key = this.key;
    const { data } = await axios.get(\`\${BASE}/profiles/\${id}\`, { headers: ${HEADERS} });
    return data;
  }

  async track(name: string, value: number) {
    const key = this.key;
    const attributes = { properties: { name }, metric: { data: { type: 'metric', attributes: { name } } }, value };
    await axios.post(\`\${BASE}/events\`, { data: { type: 'event', attributes } }, { headers: { Authorization: \`Klaviyo-API-Key \${key}\` } });
  }
}
`,
  ],
  [
    'src/sync.ts',
    `import { ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';

export async function sync(people: { email: string }[], key: string) {
  const session = new ApiKeySession(key);
  const profiles = new ProfilesApi(session);
  await Promise.all(
    people.map(async ({ email }) => {
      await profiles.createProfile({ data: { type: 'profile', attributes: { email, first_name: 'Ada' } } });
    }),
  );
  try {
    const events = new EventsApi(session);
    await events.createEvent({ data: { type: 'event', attributes: { properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Synced' } } }, profile: { data: { type: 'profile', attributes: { email: 'ada@example.com', phoneNumber: '020 7946 0000' } } } } } });
  } catch {
    // Next time.
  }
}
`,
  ],
  [
    'src/functions.js',
    ['lists', 'tags', 'segments']
      .map(
        name => `export async function ${name}(key) {
  const answer = await fetch('https://a.klaviyo.com/api/${name}', { headers: ${HEADERS} });
  return answer.json();
}
`,
      )
      .join('\n'),
  ],
  [
    'src/webhook.js',
    `import { createHmac } from 'node:crypto';
import express from 'express';

const app = express();

app.post('/klaviyo/webhook', express.json(), (request, response) => {
  const signature = request.get('Klaviyo-Signature');
  const expected = createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET).update(JSON.stringify(request.body)).digest('base64');
  if (signature === expected) response.sendStatus(204);
  else response.sendStatus(401);
});
`,
  ],
  [
    'scripts/list.sh',
    `#!/bin/sh
KEY="$KLAVIYO_PRIVATE_KEY"
curl -s 'https://a.klaviyo.com/api/lists' -H "Authorization: Klaviyo-API-Key $KEY" -H 'revision: 2023-02-22'
`,
  ],
  [
    'package.json',
    JSON.stringify({ name: 'fixtures', dependencies: { axios: '1.7.0', 'klaviyo-api': '^14.0.0' } }, null, 2),
  ],
]);

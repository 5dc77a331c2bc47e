const CALL = id => `const BASE = 'https://a.klaviyo.com';

export async function track${id}(apiKey, profile) {
  const response = await fetch(\`\${BASE}/api/profiles/\`, {
    method: 'POST',
    headers: { Authorization: \`Klaviyo-API-Key \${apiKey}\`, revision: '2023-02-22', 'content-type': 'application/json' },
    body: JSON.stringify({ data: { type: 'profile', attributes: profile } }),
  });
  return response.json();
}
`;
const EVENT = id => `export async function event${id}(apiKey, email) {
  await fetch('https://a.klaviyo.com/api/events', {
    method: 'POST',
    headers: { Authorization: 'Klaviyo-API-Key ' + apiKey, revision: '2026-07-15' },
    body: JSON.stringify({ data: { type: 'event', attributes: { metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } }, profile: { data: { type: 'profile', attributes: { email } } } } } }),
  });
}
`;
const SDK = id => `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';

const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY));

export const save${id} = attributes => profiles.createProfile({ data: { type: 'profile', attributes } });
`;
const TYPED = id => `export interface KlaviyoProfile${id} {
  email: string;
  properties?: Record<string, unknown>;
}

export const isSubscribed${id} = (profile: KlaviyoProfile${id}): boolean => profile.properties?.['subscribed'] === true;
`;

const KINDS = [
  { extension: 'js', text: CALL },
  { extension: 'ts', text: EVENT },
  { extension: 'ts', text: SDK },
  { extension: 'ts', text: TYPED },
  { extension: 'mjs', text: CALL },
];

/** The nth of the files that mention the vendor: raw calls, events, the SDK, and types that only look like it. */
export function klaviyoFile(n) {
  const { extension, text } = KINDS[n % KINDS.length];
  return { extension, text: text(n) };
}

import { expect, test } from 'vitest';
import { auditProject } from '../../src/audit/audit.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';

const SESSION = `import { AccountsApi, ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';
const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');
`;

/** What guides print for the checklist, written anew: the shapes are theirs. */
const PROGRAMS: Record<string, [code: string, expected: string[]]> = {
  'the health endpoint': [
    `import express from 'express';
${SESSION}const accounts = new AccountsApi(session);
const app = express();

app.get('/health/klaviyo', async (_request, response) => {
  try {
    await accounts.getAccounts();
    response.json({ klaviyo: 'up' });
  } catch (error: any) {
    response.status(503).json({ klaviyo: 'down', detail: error.body?.errors?.[0]?.detail });
  }
});
`,
    // The SDK's errors are those of axios, so the detail is always undefined.
    ['12:64 no-swallowed-error'],
  ],
  'the preflight': [
    `const response = await fetch('https://a.klaviyo.com/api/accounts', {
  headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2024-10-15' },
});
if (!response.ok) {
  console.error('Klaviyo answered', response.status);
  process.exit(1);
}
`,
    // The SDK retries and keeps the revision; this one was retired on 2026-10-15.
    ['1:24 no-raw-http', '2:93 no-outdated-revision'],
  ],
  'the event tracker': [
    `${SESSION}const events = new EventsApi(session);

export async function track(name: string, email: string, properties: Record<string, unknown>) {
  await events.createEvent({
    data: {
      type: 'event',
      attributes: {
        properties,
        metric: { data: { type: 'metric', attributes: { name } } },
        profile: { data: { type: 'profile', attributes: { email } } },
      },
    },
  });
}

export async function trackAll(orders: { email: string }[]) {
  await Promise.all(orders.map(order => track('Placed Order', order.email, order)));
}
`,
    // A retry doubles the event; a long list exceeds the burst limit.
    ['9:19 require-unique-id', '19:9 no-unthrottled-burst'],
  ],
  'the profile sync': [
    `${SESSION}const profiles = new ProfilesApi(session);

export async function sync(customer: { email: string; firstName: string }) {
  try {
    await profiles.createProfile({
      data: { type: 'profile', attributes: { email: customer.email, first_name: customer.firstName } as never },
    });
  } catch (error: any) {
    if (error.response?.status !== 409) throw error;
  }
}
`,
    // 409 leaves the profile as it was, and the SDK drops what is not in camelCase.
    ['7:20 prefer-profile-upsert', '8:69 no-snake-case-attribute'],
  ],
};

test.each(Object.entries(PROGRAMS))('in %s of a guide it is reported what the checklist forbids', async (_, given) => {
  const [code, expected] = given;
  const root = temporaryFolder({ 'klaviyo-lint.json': '{ "preset": "strict" }', 'src/guide.ts': code });
  const { report } = await auditProject({ root, asOf: '2026-11-22', failOn: 'error', configuration: 'folder' });
  const places = report.findings.map(({ line, column, ruleId }) => `${line}:${column} ${ruleId.split('/')[1]}`);
  expect(places).toEqual(expected);
});

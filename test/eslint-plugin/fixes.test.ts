import * as parser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../eslint-plugin/rules/index.ts';
import { typeErrors } from '../type-check.ts';

/** A service as people write them, with everything in it that a rule offers to mend. */
const SERVICE = `
import { createHmac } from 'node:crypto';
import { ApiKeySession, EventsApi, ProfilesApi, type EventCreateQueryV2, type SubscriptionDeleteJobCreateQuery } from 'klaviyo-api';

interface Customer {
  email: string;
  firstName?: string;
}

interface Order {
  id: string;
  customer: Customer;
  total: number;
}

const REVISION = '2024-10-15';
const HEADERS = { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: REVISION, 'content-type': 'application/vnd.api+json' };

const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');

function orderEvent({ customer, total }: Order): EventCreateQueryV2 {
  return {
    data: {
      type: 'event',
      attributes: {
        value: total,
        properties: { source: 'web' },
        metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
        profile: { data: { type: 'profile', attributes: { email: customer.email } } },
      },
    },
  };
}

export class Marketing {
  private readonly events = new EventsApi(session);

  constructor(private readonly profiles: ProfilesApi) {}

  async saveCustomer({ email, firstName }: Customer): Promise<string | null | undefined> {
    const { body } = await this.profiles.createProfile({ data: { type: 'profile', attributes: { email, firstName } } });
    return body.data.id;
  }

  async recordOrder(order: Order): Promise<void> {
    await this.events.createEvent(orderEvent(order));
  }

  async recordRefunds(orders: Order[], email: string): Promise<void> {
    await this.events.bulkCreateEvents({
      data: {
        type: 'event-bulk-create-job',
        attributes: {
          eventsBulkCreate: {
            data: [
              {
                type: 'event-bulk-create',
                attributes: {
                  profile: { data: { type: 'profile', attributes: { email } } },
                  events: { data: [{ type: 'event', attributes: { properties: { orders: orders.length }, metric: { data: { type: 'metric', attributes: { name: 'Refunded Orders' } } } } }] },
                },
              },
            ],
          },
        },
      },
    });
  }

  async leave(body: SubscriptionDeleteJobCreateQuery): Promise<void> {
    await this.profiles.unsubscribeProfiles(body);
  }

  async rename({ email, firstName }: Customer): Promise<void> {
    const attributes = { email, first_name: firstName };
    await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes } });
  }

  async renameLoudly({ email, firstName }: Customer): Promise<void> {
    const attributes = { email, first_name: firstName };
    console.info(attributes);
    await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes } });
  }

  async saveSupport(email: string): Promise<void> {
    const attributes = { email, phoneNumber: '+1 (500) 555-0006' };
    await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes } });
  }

  async saveCaller(email: string, phone?: string): Promise<void> {
    const attributes = { email, phoneNumber: phone || '' };
    await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes } });
  }

  async find(email: string): Promise<unknown> {
    const { body } = await this.profiles.getProfiles({ filter: \`equals(email,"\${email}")\` });
    return body.data[0];
  }

  async importCustomer({ email }: Customer): Promise<Response> {
    return fetch('https://a.klaviyo.com/api/profiles/', {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify({ data: { type: 'profile', attributes: { email } } }),
    });
  }

  async addCustomer({ email }: Customer): Promise<void> {
    const answer = await fetch('https://a.klaviyo.com/api/profiles', {
      method: 'POST',
      headers: HEADERS,
      body: JSON.stringify({ data: { type: 'profile', attributes: { email } } }),
    });
    if (!answer.ok) throw new Error(\`Klaviyo answered \${answer.status}.\`);
  }

  async recordVisit({ email }: Customer): Promise<Response> {
    return fetch('https://a.klaviyo.com/api/events', {
      method: 'POST',
      headers: { ...HEADERS, revision: \`2025-04-15\` },
      body: JSON.stringify({ data: { type: 'event', attributes: { metric: 'Visited', profile: email } } }),
    });
  }
}

export function isGenuine(headers: Record<string, string | undefined>, body: string): boolean {
  const timestamp = headers['klaviyo-timestamp'] ?? '';
  const signature = headers['x-klaviyo-signature'];
  const expected = createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET ?? '').update(body + timestamp).digest('hex');
  return Date.now() - Date.parse(timestamp) < 60_000 && expected === signature;
}
`;

type Suggestion = NonNullable<Linter.LintMessage['suggestions']>[number];

function lint(code: string): Linter.LintMessage[] {
  const configuration = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { klaviyo: { rules } as unknown as ESLint.Plugin },
    settings: { klaviyo: { asOf: '2026-11-20' } },
    rules: Object.fromEntries(Object.keys(rules).map(id => [`klaviyo/${id}`, 'error'])),
  } satisfies Linter.Config;
  return new Linter().verify(code, [configuration], 'service.ts');
}

function apply({ fix: { range, text } }: Pick<Suggestion, 'fix'>): string {
  return SERVICE.slice(0, range[0]) + text + SERVICE.slice(range[1]);
}

/** What else is settled by a call of the SDK in place of a raw one. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'klaviyo/no-raw-http': ['klaviyo/prefer-profile-upsert'],
  'klaviyo/prefer-profile-upsert': ['klaviyo/no-raw-http'],
};

function settledBy({ ruleId, title }: { ruleId: string | null; title: string }): (string | null)[] {
  return [ruleId, ...(title.includes("'ProfilesApi.createOrUpdateProfile'") ? (ALSO[ruleId ?? ''] ?? []) : [])];
}

/** Which rules report something, as often as they do. */
function reported(code: string): (string | null)[] {
  return lint(code)
    .map(({ ruleId }) => ruleId)
    .sort();
}

const offers = lint(SERVICE).flatMap(({ ruleId, line, suggestions = [] }) =>
  suggestions.map(suggestion => ({ ruleId, title: `${ruleId} in line ${line}: ${suggestion.desc}`, suggestion })),
);

describe('each suggestion', () => {
  test.each(offers)('fixes what it is offered for, and nothing else: $title', offer => {
    const before = reported(SERVICE);
    for (const ruleId of settledBy(offer)) before.splice(before.indexOf(ruleId), 1);
    expect(reported(apply(offer.suggestion))).toEqual(before);
  });

  test('leaves code that compiles against the SDK', { timeout: 60_000 }, () => {
    const mended = Object.fromEntries(
      offers.map(({ suggestion }, index) => [`suggestion-${index}.ts`, apply(suggestion)]),
    );
    const wrong =
      "import { ProfilesApi } from 'klaviyo-api';\nexport const add = (profiles: ProfilesApi): unknown => profiles.createOrUpdateProfile(1);\n";
    expect(typeErrors({ 'service.ts': SERVICE, ...mended, 'wrong.ts': wrong })).toEqual([
      expect.stringMatching(/^wrong\.ts: .*ProfileUpsertQuery/),
    ]);
  });
});

const fixed = lint(SERVICE).flatMap(({ ruleId, line, fix }) =>
  fix ? [{ ruleId, title: `${ruleId} in line ${line}`, fix }] : [],
);

describe('each automatic fix', () => {
  test('is made where nothing can break by it', () => {
    expect(fixed.map(({ ruleId }) => ruleId)).toEqual(['klaviyo/no-snake-case-attribute']);
  });

  test.each(fixed)('fixes what it is made for, and nothing else: $title', ({ ruleId, fix }) => {
    const before = reported(SERVICE);
    before.splice(before.indexOf(ruleId), 1);
    expect(reported(apply({ fix }))).toEqual(before);
  });

  test('leaves code that compiles against the SDK', { timeout: 60_000 }, () => {
    expect(typeErrors(Object.fromEntries(fixed.map(({ fix }, index) => [`fix-${index}.ts`, apply({ fix })])))).toEqual(
      [],
    );
  });
});

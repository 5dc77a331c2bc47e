import { describe, expect, test } from 'vitest';
import { typeErrors } from '../../../type-check.ts';
import { addedLines, lintRaw } from './lint-raw.ts';
import { NEAR_MISSES } from './near-misses.ts';
import { HEADERS, ONLY_CHECKED, TRANSLATED, WRAPPED } from './raw-calls.ts';
import { runModule } from './run-module.ts';

/** What is no dependency of these tests. */
const AMBIENT = `
declare module 'got' {
  const got: any;
  export default got;
}
declare module 'ky' {
  const ky: any;
  export default ky;
}
declare module 'https://deno.land/std/http/server.ts' {
  export function serve(handler: () => Promise<Response>): void;
}
declare module 'npm:klaviyo-api' {
  export * from 'klaviyo-api';
}
declare const Deno: { env: { get(name: string): string | undefined } };
`;

const DIRECT = [...TRANSLATED, ...ONLY_CHECKED];
const ALL = [...DIRECT, ...WRAPPED];

/** The lines that are in the one text only; those without anything in them do not count. */
function written(before: string, after: string): string[] {
  return addedLines(before, after).filter(line => line !== '');
}

test.each(ALL)('$title becomes a call of the SDK', ({ fileName, code, added }) => {
  const [suggested] = lintRaw({ fileName, code });
  expect(written(code, suggested?.code ?? '')).toEqual(added);
});

test.each(DIRECT)('$title is not raw any more', ({ fileName, code }) => {
  const [suggested] = lintRaw({ fileName, code });
  expect(() => lintRaw({ fileName, code: suggested?.code ?? code })).toThrow('Nothing is reported.');
});

test('every translated module compiles, as it did before', { timeout: 120_000 }, () => {
  const typed = ALL.filter(({ fileName }) => fileName.endsWith('.ts'));
  const modules = typed.flatMap(({ fileName, code }, index): [string, string][] => [
    [`raw-${index}.ts`, code],
    ...lintRaw({ fileName, code }).map(({ code: after }, choice): [string, string] => [
      `sdk-${index}-${choice}.ts`,
      after,
    ]),
  ]);
  expect(typeErrors({ ...Object.fromEntries(modules), 'ambient.d.ts': AMBIENT })).toEqual([]);
});

describe('against the simulator', () => {
  test.each([...TRANSLATED, ...WRAPPED])('$title sends and gives the same', async ({ fileName, code }) => {
    const [suggested] = lintRaw({ fileName, code });
    const before = await runModule(code);
    expect(before.requests).toHaveLength(1);
    expect(await runModule(suggested?.code ?? '')).toEqual(before);
  });
});

test.each(NEAR_MISSES)('$title is left as it is', ({ fileName = 'raw.ts', code }) => {
  expect(lintRaw({ fileName, code })).toEqual([]);
});

describe('a profile that is created', () => {
  const code = `
export async function run(email: string): Promise<void> {
  await fetch('https://a.klaviyo.com/api/profiles/', {
    method: 'POST',
    headers: ${HEADERS},
    body: JSON.stringify({ data: { type: 'profile', attributes: { email } } }),
  });
}
`;

  test('can become one that is updated where it exists, or stay one that is created', () => {
    expect(lintRaw({ fileName: 'raw.ts', code }).map(({ title }) => title)).toEqual([
      "Call 'ProfilesApi.createOrUpdateProfile' of 'klaviyo-api'.",
      "Call 'ProfilesApi.createProfile' of 'klaviyo-api'.",
    ]);
  });

  test('can become that call of the SDK, or go to the other path', () => {
    const suggested = lintRaw({ fileName: 'raw.ts', code }, { rule: 'prefer-profile-upsert' });
    expect(suggested.map(({ title }) => title)).toEqual([
      "Call 'ProfilesApi.createOrUpdateProfile' of 'klaviyo-api', which updates a profile that exists.",
      "Send it to 'profile-import', which updates a profile that exists.",
    ]);
    expect(suggested[0]?.code).toBe(lintRaw({ fileName: 'raw.ts', code })[0]?.code);
    expect(addedLines(code, suggested[1]?.code ?? '')).toEqual([
      "await fetch('https://a.klaviyo.com/api/profile-import/', {",
    ]);
  });
});

describe('the installed SDK', () => {
  const code = `
export async function run(id: string): Promise<void> {
  await fetch(\`https://a.klaviyo.com/api/lists/\${id}/profiles\`, { headers: ${HEADERS} });
}
`;

  test.each([
    ['the newest', undefined, 'ListsApi.getProfilesForList'],
    ['23', '23.0.0', 'ListsApi.getProfilesForList'],
    ['14, which has another name', '14.0.0', 'ListsApi.getListProfiles'],
  ])('%s', (_, sdkVersion, method) => {
    const [suggested] = lintRaw({ fileName: 'raw.ts', code }, { settings: { sdkVersion } });
    expect(suggested?.title).toBe(`Call '${method}' of 'klaviyo-api'.`);
  });

  test('one whose types take no text gets none', () => {
    expect(lintRaw({ fileName: 'raw.ts', code }, { settings: { sdkVersion: '12.0.1' } })).toEqual([]);
  });
});

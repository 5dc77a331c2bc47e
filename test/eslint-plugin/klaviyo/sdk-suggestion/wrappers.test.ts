import { describe, expect, test } from 'vitest';
import { typeErrors } from '../../../type-check.ts';
import { addedLines, lintRaw } from './lint-raw.ts';
import { runModule } from './run-module.ts';
import { INDISPENSABLE, WRAPPERS } from './wrappers.ts';

const CALL =
  "new ProfilesApi(klaviyoSession).createOrUpdateProfile({ data: { type: 'profile', attributes: { email: 'ada@example.com', firstName: 'Ada' } } })";
const REQUEST =
  "await klaviyo('/profile-import', { method: 'POST', body: JSON.stringify({ data: { type: 'profile', attributes: { email: 'ada@example.com', first_name: 'Ada' } } }) })";

/** A module with a wrapper of these statements, and one that calls it. */
function moduleOf(body: string, run: string): string {
  const send = (more = ''): string => `await fetch(BASE + path, {
    ...init,${more}
    headers: { Authorization: \`Klaviyo-API-Key \${KEY}\`, revision: '2026-07-15', 'content-type': 'application/json' },
  })`;
  return `
const BASE = 'https://a.klaviyo.com/api';
const KEY = process.env.KLAVIYO_PRIVATE_KEY ?? '';
const cache = new Map<string, any>();
const counted = { calls: 0 };
const report = (status: number): void => void (counted.calls = status);
export class KlaviyoError extends Error {}

async function klaviyo(path: string, init: RequestInit = {}): Promise<any> {
  ${body.replace('SEND_WITH_SIGNAL', send('\n    signal: controller.signal,')).replace('SEND', send())}
}

export async function run(): Promise<any> {
  ${run}
}

export const used = [cache, counted, report];
`;
}

const USED = `const { data } = ${REQUEST};\n  return data.type;`;

function lint(code: string): ReturnType<typeof lintRaw> {
  return lintRaw({ fileName: 'wrapper.ts', code });
}

describe.each(WRAPPERS)('a wrapper: $title', ({ body, difference, read = '(await CALL).response.data' }) => {
  const code = moduleOf(body, USED);

  test('its caller becomes a call of the SDK, and the title says what is different', () => {
    const [suggested] = lint(code);
    expect(suggested?.title).toMatch(/^Call 'ProfilesApi.createOrUpdateProfile' of 'klaviyo-api' in line \d+/);
    expect(suggested?.title.replace(/^.* in line \d+|\.$/g, '')).toBe(difference);
    expect(addedLines(code, suggested?.code ?? '').filter(line => line.includes('data'))).toEqual([
      `const { data } = ${read.replace('CALL', () => CALL)};`,
    ]);
  });

  test('the caller sends and gives the same', async () => {
    const before = await runModule(code);
    expect(before.requests).toHaveLength(1);
    expect(await runModule(lint(code)[0]?.code ?? '')).toEqual(before);
  });
});

test('every caller compiles, as it did before', { timeout: 120_000 }, () => {
  const modules = WRAPPERS.flatMap(({ body }, index): [string, string][] => {
    const code = moduleOf(body, USED);
    return [
      [`raw-${index}.ts`, code],
      ...lint(code).map(({ code: after }, choice): [string, string] => [`sdk-${index}-${choice}.ts`, after]),
    ];
  });
  expect(modules.length).toBeGreaterThan(WRAPPERS.length);
  expect(typeErrors(Object.fromEntries(modules))).toEqual([]);
});

test.each(INDISPENSABLE)('a wrapper that $title is left as it is', ({ body }) => {
  expect(lint(moduleOf(body, USED))).toEqual([]);
});

describe('a caller that catches the error', () => {
  const body = WRAPPERS[0]?.body ?? '';
  const caught = (statements: string, parameter = '(error: any)'): string =>
    moduleOf(
      body,
      `try {\n    await ${REQUEST.slice('await '.length)};\n  } catch ${parameter} {\n    ${statements}\n  }`,
    );

  test.each([
    ['does not look at it', 'return null;', ''],
    ['logs it', "console.error('failed', error);", undefined],
    ['shows its text', "return error instanceof Error ? error.message : 'unknown';", undefined],
    ['throws it again', 'throw error;', undefined],
    ['wraps it', "throw new Error('failed', { cause: error });", undefined],
  ])('and %s can call the SDK', (_, statements, parameter) => {
    expect(lint(caught(statements, parameter))).toHaveLength(1);
  });

  test.each([
    ['asks for its class', 'if (error instanceof KlaviyoError) return null;'],
    ['asks for its status', 'return error.status;'],
    ['asks for its text', "if (error.message.includes('404')) return null;"],
    ['asks for a text in a constant', "const text = error.message;\n    if (text === 'x') return null;"],
    ['hands it on', 'return report(error);'],
  ])('and %s is left as it is', (_, statements) => {
    expect(lint(caught(statements))).toEqual([]);
  });
});

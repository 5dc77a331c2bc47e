import * as parser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../eslint-plugin/rules/index.ts';
import { SDK_OPERATIONS } from '../../src/vendors/klaviyo/generated/operations.ts';
import { typeErrors } from '../type-check.ts';

interface Alias {
  apiClass: string;
  name: string;
  successor: string;
}

const ALIASES: Alias[] = Object.entries(SDK_OPERATIONS).flatMap(([apiClass, rows]) =>
  rows.flatMap(([successor, , , , ...aliases]) => aliases.map(name => ({ apiClass, name, successor }))),
);

/** Every way to name a method: called with the right arguments, on both kinds of object, bound, destructured, in brackets, in a type. */
function uses({ apiClass, name }: Alias): string {
  const ready = apiClass.replace(/Api$/, '');
  return `
    call(api: sdk.${apiClass}, ...args: Parameters<sdk.${apiClass}['${name}']>) {
      const { ${name} } = api;
      const { ${name}: other } = sdk.${ready};
      const bound: typeof sdk.${ready}.${name} = api.${name}.bind(api);
      return [${name}, other, bound, api.${name}(...args), sdk.${ready}['${name}'](...args), api?.${name}(...args)];
    },`;
}

const FILE = `import * as sdk from 'klaviyo-api';\n\nexport const uses = [${ALIASES.map(alias => `\n  {${uses(alias)}\n  },`).join('')}\n];\n`;

const CONFIGURATION = {
  files: ['**/*.ts'],
  languageOptions: { parser },
  plugins: { klaviyo: { rules } as unknown as ESLint.Plugin },
  settings: { klaviyo: { asOf: '2026-11-20', sdkVersion: '23.0.0' } },
  rules: Object.fromEntries(Object.keys(rules).map(id => [`klaviyo/${id}`, 'error'])),
} satisfies Linter.Config;

describe('a file that names all aliases of the SDK in every way', { timeout: 120_000 }, () => {
  const { output, messages } = new Linter().verifyAndFix(FILE, [CONFIGURATION], { filename: 'uses.ts' });

  test('there are as many as the newest release has', () => {
    expect(ALIASES).toHaveLength(297);
  });

  test('each is reported where it is named', () => {
    const reported = new Linter()
      .verify(FILE, [CONFIGURATION], 'uses.ts')
      .filter(({ ruleId, fix }) => ruleId === 'klaviyo/no-deprecated-method' && fix);
    expect(reported).toHaveLength(ALIASES.length * 8);
  });

  test('all are fixed, and only in their names', () => {
    expect(messages.filter(({ ruleId }) => ruleId === 'klaviyo/no-deprecated-method')).toEqual([]);
    const expected = ALIASES.reduce(
      (text, { apiClass, name, successor }) =>
        text.replace(uses({ apiClass, name, successor }), renamed({ apiClass, name, successor })),
      FILE,
    );
    expect(output).toBe(expected);
  });

  test('compiles against the SDK before and after', () => {
    expect(output).not.toBe(FILE);
    expect(typeErrors({ 'before.ts': FILE, 'after.ts': output })).toEqual([]);
  });
});

/** The same by hand: a destructured name stays, so that what uses it goes on. */
function renamed({ apiClass, name, successor }: Alias): string {
  return uses({ apiClass, name: successor, successor })
    .replace(`const { ${successor} } = api`, `const { ${successor}: ${name} } = api`)
    .replace(`return [${successor},`, `return [${name},`);
}

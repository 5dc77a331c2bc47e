import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../../eslint-plugin/index.ts';

type Preset = keyof typeof plugin.configs;

function shown(preset: Preset): unknown {
  const { name, plugins = {}, settings, rules } = { settings: undefined, ...plugin.configs[preset] };
  return { name, plugins: Object.keys(plugins), ...(settings && { settings }), rules };
}

describe('what a preset holds', () => {
  test('recommended', () => {
    expect(shown('recommended')).toMatchInlineSnapshot(`
      {
        "name": "klaviyo/recommended",
        "plugins": [
          "klaviyo",
        ],
        "rules": {
          "klaviyo/no-deprecated-method": "error",
          "klaviyo/no-disabled-retry": "error",
          "klaviyo/no-hardcoded-key": "error",
          "klaviyo/no-legacy-api": "error",
          "klaviyo/no-outdated-revision": "error",
          "klaviyo/no-private-key-in-browser": "error",
          "klaviyo/no-raw-http": "error",
          "klaviyo/no-snake-case-attribute": "error",
          "klaviyo/prefer-profile-upsert": "error",
          "klaviyo/require-revision": "error",
          "klaviyo/require-unique-id": "error",
        },
      }
    `);
  });

  test('recommended-type-checked', () => {
    expect(shown('recommended-type-checked')).toMatchInlineSnapshot(`
      {
        "name": "klaviyo/recommended-type-checked",
        "plugins": [
          "klaviyo",
        ],
        "rules": {
          "klaviyo/no-deprecated-method": "error",
          "klaviyo/no-disabled-retry": "error",
          "klaviyo/no-hardcoded-key": "error",
          "klaviyo/no-legacy-api": "error",
          "klaviyo/no-outdated-revision": "error",
          "klaviyo/no-private-key-in-browser": "error",
          "klaviyo/no-raw-http": "error",
          "klaviyo/no-snake-case-attribute": "error",
          "klaviyo/prefer-profile-upsert": "error",
          "klaviyo/require-revision": "error",
          "klaviyo/require-unique-id": "error",
        },
        "settings": {
          "klaviyo": {
            "typeChecked": true,
          },
        },
      }
    `);
  });

  test('strict', () => {
    expect(shown('strict')).toMatchInlineSnapshot(`
      {
        "name": "klaviyo/strict",
        "plugins": [
          "klaviyo",
        ],
        "rules": {
          "klaviyo/no-deprecated-method": "error",
          "klaviyo/no-disabled-retry": "error",
          "klaviyo/no-hardcoded-key": "error",
          "klaviyo/no-legacy-api": "error",
          "klaviyo/no-outdated-revision": "error",
          "klaviyo/no-private-key-in-browser": "error",
          "klaviyo/no-raw-http": "error",
          "klaviyo/no-snake-case-attribute": "error",
          "klaviyo/no-swallowed-error": "warn",
          "klaviyo/no-unescaped-filter": "warn",
          "klaviyo/no-unthrottled-burst": "warn",
          "klaviyo/prefer-profile-upsert": "error",
          "klaviyo/prefer-shared-session": "warn",
          "klaviyo/require-revision": "error",
          "klaviyo/require-unique-id": "error",
          "klaviyo/require-webhook-verification": "warn",
          "klaviyo/sdk-layering": "warn",
          "klaviyo/valid-phone-number": "warn",
        },
      }
    `);
  });

  test('the plugin itself, under the name that its rules have', () => {
    for (const { plugins } of Object.values(plugin.configs)) expect(plugins).toEqual({ klaviyo: plugin });
  });
});

const CALL = "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } }).then(check);";

const MISSING_TYPES =
  "1:1 The preset 'recommended-type-checked' needs type information, and this file has none. Add a 'tsconfig.json' that includes it and set 'languageOptions.parserOptions.projectService' to true, or use the preset 'recommended'.";

function messages(preset: Preset, filename: string, more: Linter.Config = {}): Linter.LintMessage[] {
  const configuration = [
    { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], languageOptions: { parser } },
    plugin.configs[preset],
    more,
  ] as Linter.Config[];
  return new Linter().verify(CALL, configuration, filename);
}

/** What ESLint says of a file that no program holds. */
function lint(preset: Preset, filename: string): string[] {
  return messages(preset, filename).map(({ ruleId, message }) => ruleId ?? message);
}

/** The same with its place; of what our rules find only the rule. */
function said(preset: Preset, filename: string, more?: Linter.Config): string[] {
  return messages(preset, filename, more).map(
    ({ ruleId, messageId, message, line, column }) => `${line}:${column} ${messageId === undefined ? message : ruleId}`,
  );
}

describe('without type information', () => {
  test.each(['a.ts', 'a.tsx', 'a.mts', 'a.cts'])(
    'recommended-type-checked says in %s how to switch it on',
    filename => {
      expect(said('recommended-type-checked', filename)).toEqual([MISSING_TYPES, '1:1 klaviyo/no-raw-http']);
    },
  );

  test('settings of a team do not hide that', () => {
    expect(said('recommended-type-checked', 'a.ts', { settings: { klaviyo: { asOf: '2026-11-20' } } })).toContain(
      MISSING_TYPES,
    );
  });

  test.each(['a.js', 'a.jsx', 'a.mjs', 'a.cjs'])('recommended-type-checked reads %s as it is', filename => {
    expect(lint('recommended-type-checked', filename)).toEqual(['klaviyo/no-raw-http']);
  });

  test.each(['recommended', 'strict'] as const)('%s reads TypeScript as it is', preset => {
    expect(lint(preset, 'a.ts')).toEqual(['klaviyo/no-raw-http']);
  });
});

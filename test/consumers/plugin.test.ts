import { beforeAll, describe, expect, it } from 'vitest';
import { type Consumer, installConsumer, installedBeside, lint, loaded, typecheck } from './consumer.ts';
import { filesIn, pack, PLUGIN_FILES } from './packed.ts';

/** The oldest that the plugin promises, and the newest of both majors; `defineConfig` came with 9.22. */
const ESLINTS: [eslint: string, major: RegExp, configs: string[]][] = [
  ['9.15.0', /^9\.15\.0$/, ['eslint.config.ts']],
  ['9', /^9\.\d{2,}/, ['eslint.config.ts', 'define-config.ts']],
  ['10', /^10\./, ['eslint.config.ts', 'define-config.ts']],
];

const SOURCE = `export async function loadProfiles() {
  const response = await fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-10-15' } });
  return response.json();
}

export async function loadOrders() {
  return fetch('https://shop.example/api/orders');
}
`;

let tarball: string;
let core: string;

beforeAll(() => {
  tarball = pack('eslint-plugin-klaviyo');
  core = pack('klaviyo-lint-core');
});

describe('the packed plugin', () => {
  it('holds its module, its types and its documents, and nothing else', () => {
    expect(filesIn(tarball)).toEqual(PLUGIN_FILES);
  });

  describe.each(ESLINTS)('in a project with ESLint %s', (eslint, version, configs) => {
    let consumer: Consumer;

    beforeAll(() => {
      consumer = installConsumer([core, tarball], eslint);
    });

    it('meets the ESLint that was asked for', () => {
      expect(consumer.eslintVersion).toMatch(version);
    });

    it('reports what is wrong and nothing else', () => {
      expect(lint(consumer, 'profiles.js', SOURCE)).toEqual([
        { file: 'profiles.js', ruleId: 'klaviyo/no-raw-http', line: 2, column: 26, severity: 2 },
      ]);
    });

    it('is the same for `import` and for `require`, which gives what a configuration expects', () => {
      expect(loaded(consumer)).toEqual({
        isSame: true,
        presets: ['recommended', 'recommended-type-checked', 'strict'],
        named: true,
      });
    });

    it('brings its core, no second TypeScript, and nothing else', () => {
      expect(installedBeside(consumer, 'eslint-plugin-klaviyo')).toEqual(['klaviyo-lint-core']);
      expect(installedBeside(consumer, 'klaviyo-lint-core')).toEqual([]);
    });

    it('has types that fit a configuration', () => {
      expect(typecheck(consumer, configs)).toBe('');
    });
  });
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Consumer, installConsumer, installedBeside, lint, loaded } from './consumer.ts';
import { filesIn, pack, PLUGIN_FILES } from './packed.ts';

const SOURCE = `import { TrackClient } from 'customerio-node';

export const sendRaw = body => fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', body });
export const loadProfiles = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-10-15' } });
export const loadOrders = () => fetch('https://shop.example/api/orders');

const cio = new TrackClient(process.env.CIO_SITE_ID, process.env.CIO_TRACK_KEY, { region: process.env.CIO_REGION });

export async function identify(person) {
  try {
    await cio.identify(person.id, person);
  } catch {}
}
`;

const CUSTOMERIO_RAW = { ruleId: 'customerio/no-raw-http', line: 3, column: 32, severity: 2 };
const KLAVIYO_RAW = { ruleId: 'klaviyo/no-raw-http', line: 4, column: 35, severity: 2 };
const CUSTOMERIO_SWALLOWED = { ruleId: 'customerio/no-swallowed-error', line: 12, column: 5, severity: 1 };

const PRESETS = [
  ['recommended', [CUSTOMERIO_RAW]],
  ['recommended-type-checked', [CUSTOMERIO_RAW]],
  ['strict', [CUSTOMERIO_RAW, CUSTOMERIO_SWALLOWED]],
] as const;

/** How a configuration of each kind of module loads plugins and gives what it is. */
const KINDS = {
  'ES modules': {
    file: 'eslint.config.mjs',
    load: (vendor: string) => `import ${vendor} from 'eslint-plugin-${vendor}';`,
    give: 'export default',
  },
  CommonJS: {
    file: 'eslint.config.cjs',
    load: (vendor: string) => `const ${vendor} = require('eslint-plugin-${vendor}');`,
    give: 'module.exports =',
  },
};
type Kind = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** What ESLint reports with the same preset of each of some plugins. */
function reported(consumer: Consumer, kind: Kind, vendors: readonly string[], preset: string): unknown[] {
  const { file, load, give } = KINDS[kind];
  const configs = vendors.map(vendor => `${vendor}.configs['${preset}']`);
  const text = `${vendors.map(load).join('\n')}\n\n${give} [${configs.join(', ')}];\n`;
  writeFileSync(path.join(consumer.folder, file), text);
  return lint(consumer, 'vendors.js', SOURCE, file).map(({ ruleId, line, column, severity }) => ({
    ruleId,
    line,
    column,
    severity,
  }));
}

let core: string;
let customerio: string;

beforeAll(() => {
  core = pack('klaviyo-lint-core');
  customerio = pack('eslint-plugin-customerio');
});

describe('the packed plugin for Customer.io, alone beside the core', () => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = installConsumer([core, customerio], '10');
  });

  test('holds its module, its types and its documents, and nothing else', () => {
    expect(filesIn(customerio)).toEqual(PLUGIN_FILES);
  });

  test('brings its core and nothing else', () => {
    expect(installedBeside(consumer, 'eslint-plugin-customerio')).toEqual(['klaviyo-lint-core']);
  });

  test('is the same for `import` and for `require`', () => {
    expect(loaded(consumer, 'eslint-plugin-customerio')).toEqual({
      isSame: true,
      presets: PRESETS.map(([name]) => name),
      named: true,
    });
  });

  describe.each(KIND_NAMES)('in a configuration of %s', kind => {
    test.each(PRESETS)('reports with the preset %s', (preset, expected) => {
      expect(reported(consumer, kind, ['customerio'], preset)).toEqual(expected);
    });
  });
});

describe('both packed plugins in one project', () => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = installConsumer([core, customerio, pack('eslint-plugin-klaviyo')], '10');
  });

  describe.each(KIND_NAMES)('in a configuration of %s', kind => {
    test.each(PRESETS)('report their own with the preset %s', (preset, [first, ...rest]) => {
      expect(reported(consumer, kind, ['klaviyo', 'customerio'], preset)).toEqual([first, KLAVIYO_RAW, ...rest]);
    });
  });
});

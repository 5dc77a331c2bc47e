import { expect, test } from 'vitest';
import { everywhere, withPreset } from '../../../src/project/discovery/rule-settings.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

async function upwardsIn(files: VirtualFiles, preset: 'strict' | 'recommended' = 'strict'): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-22',
    settings: everywhere(withPreset(preset, {})),
  });
  expect(skipped).toEqual([]);
  return findings.filter(({ ruleId }) => ruleId === 'klaviyo/sdk-layering').map(({ path, line }) => `${path}:${line}`);
}

const LAYERS = {
  'src/klaviyo/client.ts':
    "import { SegmentsApi } from 'klaviyo-api';\nexport const segmentsApi = new SegmentsApi(session);\n",
  'src/services/segments.ts':
    "import { segmentsApi } from '../klaviyo/client';\nexport const segment = id => segmentsApi.getSegment(id);\n",
  'src/routes/segments.ts':
    "import { segment } from '../services/segments';\nexport const toDto = found => found.id;\nexport const show = async id => toDto(await segment(id));\n",
};

test.each<[name: string, files: VirtualFiles, found: string[]]>([
  [
    'of the services that exports out of the routes',
    { 'src/services/index.ts': "export * from './segments';\nexport { toDto } from '../routes/segments';\n" },
    ['src/services/index.ts:2'],
  ],
  [
    'of the SDK layer that exports out of the services',
    { 'src/klaviyo/index.ts': "export * from './client';\nexport { segment } from '../services/segments';\n" },
    ['src/klaviyo/index.ts:2'],
  ],
  [
    'of a barrel',
    {
      'src/services/index.ts': "export * from './all';\n",
      'src/services/all.ts': "export * from './segments';\nexport * from '../routes/segments';\n",
    },
    ['src/services/all.ts:2'],
  ],
])('a barrel %s is reported, whatever its text says', async (_, files, found) => {
  expect(await upwardsIn({ ...LAYERS, ...files })).toEqual(found);
  expect(await upwardsIn({ ...LAYERS, ...files }, 'recommended')).toEqual([]);
});

test.each<[name: string, files: VirtualFiles]>([
  ['of its own layer', { 'src/services/index.ts': "export * from './segments';\n" }],
  [
    'that exports a type out of the routes',
    { 'src/services/index.ts': "export * from './segments';\nexport type { Dto } from '../routes/segments';\n" },
  ],
  [
    'of services that have nothing to do with Klaviyo',
    {
      'src/services/orders/index.ts': "export * from './order';\nexport { toOrder } from '../../routes/orders';\n",
      'src/services/orders/order.ts': 'export const order = 1;\n',
      'src/routes/orders.ts': 'export const toOrder = 1;\n',
    },
  ],
])('a barrel %s is not', async (_, files) => {
  expect(await upwardsIn({ ...LAYERS, ...files })).toEqual([]);
});

const STOREFRONT = {
  'src/Resources/storefront/src/klaviyo/plugins/restock.js':
    "import HttpClient from 'src/service/http-client.service';\nexport const watch = () => new HttpClient().get('/klaviyo/restock');\n",
};

test('what a bundler finds elsewhere is of no layer, and a file of the project is', async () => {
  expect(await upwardsIn({ ...LAYERS, ...STOREFRONT })).toEqual([]);
  const here = { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "allowJs": true } }' };
  const service = { 'src/service/http-client.service.js': 'export default class { get(path) { return path; } }\n' };
  expect(await upwardsIn({ ...LAYERS, ...STOREFRONT, ...here, ...service })).toEqual([
    'src/Resources/storefront/src/klaviyo/plugins/restock.js:1',
  ]);
});

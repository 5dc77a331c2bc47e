import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { expect, test } from 'vitest';
import { klaviyo } from '../../../src/vendors/klaviyo/index.ts';
import plugin from '../../../eslint-plugin/index.ts';
import { mayConcernVendor } from '../../../eslint-plugin/program/relevance.ts';
import { temporaryFolder, type Files } from '../../project/temporary-folder.ts';

/** Which files of a project the rules look at. @param isTyped whether the parser gives type information */
async function relevantFiles(files: Files, isTyped: boolean): Promise<string[]> {
  const folder = temporaryFolder({
    'tsconfig.json':
      '{ "compilerOptions": { "types": [], "allowJs": true, "module": "esnext", "moduleResolution": "bundler" } }',
    ...files,
  });
  parser.clearCaches();
  const found: string[] = [];
  const rule = {
    create(context: Parameters<typeof mayConcernVendor>[0]) {
      if (mayConcernVendor(context, klaviyo)) found.push(path.relative(folder, context.filename));
      return {};
    },
  };
  const configuration = [
    {
      files: ['**/*.{ts,js}'],
      languageOptions: { parser, parserOptions: isTyped ? { projectService: true, tsconfigRootDir: folder } : {} },
    },
    { plugins: { test: { rules: { rule } } }, rules: { 'test/rule': 'error' } },
  ] as unknown as Linter.Config[];
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: configuration });
  await eslint.lintFiles(['.']);
  return found.sort();
}

const PROJECT: Files = {
  'src/client.ts':
    "import { BASE } from './base';\nexport const send = (path: string) => fetch(BASE + path, { headers: { authorization: 'Klaviyo-API-Key x' } });\n",
  'src/base.ts': "export const BASE = 'https://api.example';\n",
  'src/service.ts': "import { send } from './client';\nexport const all = () => send('/lists');\n",
  'src/page.ts': "import { all } from './service';\nall();\n",
  'src/lazy.ts': "export const load = () => import('./service');\n",
  'src/old.js': "const { all } = require('./service');\nall();\n",
  'src/elsewhere.ts': "import { other } from './other';\nother();\n",
  'src/other.ts': "export const other = () => fetch('https://shop.example');\n",
};

test('with type information: what says something of Klaviyo, what leads there, and what it uses', async () => {
  expect(await relevantFiles(PROJECT, true)).toEqual([
    'src/base.ts',
    'src/client.ts',
    'src/lazy.ts',
    'src/old.js',
    'src/page.ts',
    'src/service.ts',
  ]);
});

test('without: what says something of Klaviyo by itself', async () => {
  expect(await relevantFiles(PROJECT, false)).toEqual(['src/client.ts']);
});

test('a project without any sign has no such file', async () => {
  expect(
    await relevantFiles({ 'src/a.ts': "export * from './b';\n", 'src/b.ts': 'export const b = 1;\n' }, true),
  ).toEqual([]);
});

test('a folder called `test` above the project makes no file a test', async () => {
  const folder = path.join(
    temporaryFolder({
      'test/shop/a.js': "const send = path => fetch('https://a.klaviyo.com/api' + path);\nsend('/lists');\n",
    }),
    'test',
    'shop',
  );
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: plugin.configs.recommended as Linter.Config,
  });
  const [result] = await eslint.lintFiles(['.']);
  expect(result?.messages.map(({ ruleId, line }) => `${line} ${ruleId}`)).toEqual([
    '1 klaviyo/no-raw-http',
    '1 klaviyo/require-revision',
  ]);
});

import { describe, expect, test } from 'vitest';
import { findClosure } from '../../../src/project/modules/closure.ts';
import { CUSTOMERIO, KLAVIYO, type LintVendor } from '../../../src/project/lint/lint-vendor.ts';
import { readSource } from '../../../src/project/lint/prefilter.ts';
import { virtualReader, virtualResolver, type VirtualFiles } from '../virtual-files.ts';

const API = "export const send = url => fetch('https://a.klaviyo.com' + url);";
const USE = "import { send } from './http'; send('/api/profiles');";

interface Seen {
  linted: string[];
  support: string[];
  calling: string[];
  isLinked: boolean;
}

function closureOf(files: VirtualFiles, vendor: LintVendor = KLAVIYO): Seen {
  const read = virtualReader(files);
  const signed = Object.keys(files).flatMap(path => {
    const source = readSource(read, path, vendor.isSigned);
    return source && !('reason' in source) ? [source] : [];
  });
  const { linted, support, calling, isLinked } = findClosure(signed, {
    files: Object.keys(files),
    read,
    resolve: virtualResolver(files),
    vendor,
  });
  const names = (sources: typeof linted): string[] => sources.map(({ path }) => path).sort();
  return { linted: names(linted), support: names(support), calling: [...calling].sort(), isLinked };
}

describe('a file without a sign is linted', () => {
  test.each<[name: string, files: VirtualFiles, importer: string]>([
    ['that imports from one that reaches the API', { 'http.ts': API, 'use.ts': USE }, 'use.ts'],
    [
      'that requires one',
      {
        'http.js': API.replace('export const send', 'exports.send'),
        'use.js': "const { send } = require('./http'); send('/api/profiles');",
      },
      'use.js',
    ],
    [
      'that imports one when it is needed',
      { 'http.ts': API, 'use.ts': "const { send } = await import('./http.js'); send('/api/profiles');" },
      'use.ts',
    ],
    ['that imports its folder', { 'http/index.ts': API, 'use.ts': USE }, 'use.ts'],
    [
      'that imports it through an alias',
      {
        'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
        'src/http.ts': API,
        'src/use.ts': "import { send } from '@/http'; send('/api/profiles');",
      },
      'src/use.ts',
    ],
    [
      'that imports it from another package of the workspace',
      {
        'packages/http/package.json': { name: '@shop/http', main: './index.ts' },
        'packages/http/index.ts': API,
        'app/use.ts': "import { send } from '@shop/http'; send('/api/profiles');",
      },
      'app/use.ts',
    ],
    [
      'that imports it through a barrel',
      {
        'http.ts': API,
        'index.ts': "export * from './http';",
        'app/use.ts': "import { send } from '..'; send('/api/profiles');",
      },
      'app/use.ts',
    ],
    [
      'that imports the barrel beside it',
      {
        'http.ts': API,
        'index.ts': "export * from './http';",
        'use.ts': "import { send } from './'; send('/api/profiles');",
      },
      'use.ts',
    ],
    [
      'that imports a package whose source lies in a folder',
      {
        'packages/http/package.json': { name: '@shop/http', main: './dist/index.js' },
        'packages/http/src/index.ts': API,
        'app/use.ts': "import { send } from '@shop/http'; send('/api/profiles');",
      },
      'app/use.ts',
    ],
    [
      'that imports it through two barrels',
      {
        'lib/http.ts': API,
        'lib/index.ts': "export * from './http';",
        'all.ts': "export { send } from './lib';",
        'use.ts': "import { send } from './all'; send('/api/profiles');",
      },
      'use.ts',
    ],
    [
      'that imports a wrapper of a wrapper',
      {
        'http.ts': API,
        'post.ts': "import { send } from './http'; export const profile = () => send('/api/profiles');",
        'use.ts': "import { profile } from './post'; profile();",
      },
      'use.ts',
    ],
  ])('%s', (_, files, importer) => {
    const { linted, isLinked } = closureOf(files);
    expect(linted).toContain(importer);
    expect(isLinked).toBe(true);
  });
});

describe('a file without a sign is not linted', () => {
  test.each<[name: string, files: VirtualFiles]>([
    [
      'that imports nothing of it',
      {
        'http.ts': API,
        'use.ts': "import { send } from './other'; send('/api/profiles');",
        'other.ts': 'export const send = 1;',
      },
    ],
    [
      'that imports a file of the same name',
      { 'http.ts': API, 'app/http.ts': 'export const send = 1;', 'app/use.ts': USE },
    ],
    [
      'that imports what only mentions the vendor',
      { 'labels.ts': "export const name = 'Klaviyo';", 'use.ts': "import { name } from './labels'; profile(name);" },
    ],
    [
      'that can have nothing to do with a rule',
      { 'http.ts': API, 'use.ts': "import { send } from './http'; send('/x');" },
    ],
    [
      'that imports what exports nothing',
      { 'http.ts': "fetch('https://a.klaviyo.com/api');", 'use.ts': "import './http'; profile();" },
    ],
    ['that only names it in a text', { 'http.ts': API, 'use.ts': "profile('./http');" }],
    ['that is no source', { 'http.ts': API, 'use.md': USE }],
  ])('%s', (_, files) => {
    const importers = Object.keys(files).filter(path => path.endsWith('use.ts') || path.endsWith('use.md'));
    const { linted } = closureOf(files);
    expect(linted.filter(path => importers.includes(path))).toEqual([]);
  });
});

describe('for its values, what a linted file imports is read', () => {
  test.each<[name: string, files: VirtualFiles, support: string[]]>([
    [
      'a constant',
      {
        'klaviyo.ts': "import { HOST } from './config'; fetch(`https://a.klaviyo.com${HOST}`);",
        'config.ts': "export const HOST = '/x';",
      },
      ['config.ts'],
    ],
    [
      'through a barrel',
      {
        'klaviyo.ts': "import { HOST } from './config'; fetch('https://a.klaviyo.com' + HOST);",
        'config/index.ts': "export * from './host';",
        'config/host.ts': "export const HOST = '/x';",
      },
      ['config/host.ts', 'config/index.ts'],
    ],
    [
      'with what that imports in turn',
      {
        'klaviyo.ts': "import { get } from './get'; get('https://a.klaviyo.com');",
        'get.ts': "import { send } from './send'; export const get = url => send(url);",
        'send.ts': 'export const send = url => fetch(url);',
      },
      ['get.ts', 'send.ts'],
    ],
    ['but no package', { 'klaviyo.ts': "import axios from 'axios'; axios.get('https://a.klaviyo.com');" }, []],
    ['but no style sheet', { 'klaviyo.ts': "import './a.css'; fetch('https://a.klaviyo.com');", 'a.css': '' }, []],
    ['but no binary', { 'klaviyo.ts': "import './a'; fetch('https://a.klaviyo.com');", 'a.ts': '\0\u0001a\0' }, []],
    [
      'but not one that is linted itself',
      {
        'klaviyo.ts': "import { HOST } from './host'; fetch(HOST);",
        'host.ts': "export const HOST = 'https://a.klaviyo.com';",
      },
      [],
    ],
  ])('%s', (_, files, support) => {
    expect(closureOf(files).support).toEqual(support);
  });
});

describe('files stand alone', () => {
  test('where nothing reaches the API', () => {
    expect(closureOf({ 'a.ts': "import { b } from './b'; // Klaviyo", 'b.ts': 'export const b = 1;' })).toMatchObject({
      linted: ['a.ts'],
      support: [],
      isLinked: false,
    });
  });

  test('where none imports another', () => {
    expect(closureOf({ 'a.ts': "fetch('https://a.klaviyo.com');", 'b.ts': 'export const b = 1;' })).toMatchObject({
      linted: ['a.ts'],
      support: [],
      isLinked: false,
    });
  });

  test('where one imports only itself', () => {
    expect(closureOf({ 'a.ts': "import './a'; fetch('https://a.klaviyo.com');" })).toMatchObject({
      linted: ['a.ts'],
      support: [],
      isLinked: false,
    });
  });
});

describe('nothing is left out', () => {
  test('of many files for values', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `value${index}`);
    const files = {
      'klaviyo.ts': `fetch('https://a.klaviyo.com');\n${names.map(name => `import { ${name} } from './${name}';`).join('\n')}`,
      ...Object.fromEntries(names.map(name => [`${name}.ts`, 'export const a = 1;'])),
    };
    expect(closureOf(files).support).toHaveLength(1000);
  });

  test('of a long line of files for values', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `send${index}.ts`,
        `import { send } from './send${index + 1}'; export const get = url => send(url);`,
      ]),
    );
    const use = "import { get } from './send0'; get('https://a.klaviyo.com');";
    expect(closureOf({ 'klaviyo.ts': use, ...chain }).support).toHaveLength(1000);
  });

  test('of a long line of wrappers', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `post${index + 1}.ts`,
        `import { send } from './post${index}'; export const profile = () => send();`,
      ]),
    );
    expect(closureOf({ 'post0.ts': API, ...chain }).linted).toHaveLength(1001);
  });

  test('behind wrappers that say nothing of what a rule is about', () => {
    const files = {
      'http.ts': API,
      'a.ts': "import { send } from './http'; export const a = body => send('/x', body);",
      'b.ts': "import { a } from './a'; export const b = body => a(body);",
      'use.ts': "import { b } from './b'; b({ data: { type: 'profile' } });",
    };
    expect(closureOf(files)).toMatchObject({ linted: ['http.ts', 'use.ts'], support: ['a.ts', 'b.ts'] });
  });
});

describe('a file gives its values', () => {
  const CALL = "fetch('https://a.klaviyo.com');";

  test.each<[name: string, files: VirtualFiles, support: string[]]>([
    ['to one that requires it', { 'a.js': `${CALL} const b = require('./b');`, 'b.js': '' }, ['b.js']],
    [
      'through one that exports it again',
      {
        'a.ts': `${CALL} import { c } from './b';`,
        'b.ts': "export { c } from './c'; import { d } from './d';",
        'c.ts': '',
        'd.ts': '',
      },
      ['b.ts', 'c.ts', 'd.ts'],
    ],
    [
      'through a linted one that exports it again',
      { 'a.ts': `${CALL} import { c } from './b';`, 'b.ts': "export { c } from './c'; // Klaviyo", 'c.ts': '' },
      ['c.ts'],
    ],
    ['to nobody where it is only loaded', { 'a.ts': `${CALL} import './b';`, 'b.ts': '' }, []],
    ['to nobody where it is only exported again', { 'a.ts': `${CALL} export * from './b';`, 'b.ts': '' }, []],
  ])('%s', (_, files, support) => {
    expect(closureOf(files).support).toEqual(support);
  });
});

test.each<[name: string, files: VirtualFiles, calling: string[]]>([
  [
    'that imports from one that reaches the API',
    {
      'http.ts': `${API} import { b } from './b';`,
      'b.ts': "import { c } from './c';",
      'c.ts': "import { send } from './http';",
      'd.ts': '',
    },
    ['b.ts', 'c.ts'],
  ],
  [
    'unless a file with a sign lies between',
    {
      'http.ts': `${API} import { b } from './b';`,
      'b.ts': "import { c } from './c';",
      'c.ts': "import { send } from './http'; // Klaviyo",
    },
    [],
  ],
])('a file may call the API without being linted %s', (_, files, calling) => {
  expect(closureOf(files).calling).toEqual(calling);
});

test.each([
  [CUSTOMERIO, ['http.ts', 'latest.ts', 'use.ts']],
  [KLAVIYO, ['__tests__/use.ts', 'http.ts', 'latest.ts', 'use.test.ts', 'use.ts']],
])('a test without a sign is linted or not, as the vendor says: $id', (vendor, linted) => {
  const host = vendor === KLAVIYO ? 'https://a.klaviyo.com' : 'https://track.customer.io';
  const use = "import { send } from './http'; send('/events');";
  const files = {
    'http.ts': `export const send = url => fetch('${host}' + url);`,
    'use.ts': use,
    'latest.ts': use,
    'use.test.ts': use,
    '__tests__/use.ts': use.replace('./http', '../http'),
  };
  expect(closureOf(files, vendor).linted).toEqual(linted);
});

test('a test with a sign is linted for every vendor', () => {
  const files = { 'cio.test.ts': "export const send = url => fetch('https://track.customer.io' + url);" };
  expect(closureOf(files, CUSTOMERIO).linted).toEqual(['cio.test.ts']);
});

describe('it ends', () => {
  test('for files that import each other', () => {
    const files = {
      'a.ts': `${API}\nexport * from './b';`,
      'b.ts': "export * from './c'; export const profile = 1;",
      'c.ts': "export * from './a';",
    };
    expect(closureOf(files)).toMatchObject({ linted: ['a.ts', 'b.ts', 'c.ts'], support: [], isLinked: true });
  });

  test('in time for a file that begins to export without end', () => {
    expect(
      closureOf({ 'klaviyo.ts': `${API}\nimport * as long from './long';`, 'long.ts': 'export '.repeat(500_000) })
        .support,
    ).toEqual(['long.ts']);
  });

  test('for a name with signs of a pattern', () => {
    const name = `a${'+'.repeat(50)}(b|c)*`;
    expect(
      closureOf({ [`${name}.ts`]: API, 'use.ts': `import { send } from './${name}'; send('/api/profiles');` }).linted,
    ).toHaveLength(2);
  });
});

import fc from 'fast-check';
import { format, hostileText } from './arbitraries.ts';
import { fuzz } from './fuzz.ts';
import { brokenByTree } from './hostile-tree.ts';

const RAW_CALL = "export const all = await fetch('https://a.klaviyo.com/api/profiles');\n";
const CONTENTS: [ending: string, content: string][] = [
  ['.ts', RAW_CALL],
  ['.js', RAW_CALL],
  ['.vue', `<script setup>\n${RAW_CALL}</script>\n`],
  ['.sh', 'curl https://a.klaviyo.com/api/profiles\n'],
  ['.ts', 'const klaviyo = (;\n'],
  ['.min.js', RAW_CALL],
  ['.txt', 'klaviyo\n'],
  ['', '#!/bin/sh\ncurl https://a.klaviyo.com/api/lists\n'],
  ['package.json', '{ "dependencies": { "klaviyo-api": "^23.0.0" } }\n'],
  ['package.json', '{ "dependencies": '],
  ['.yml', 'on: push\n'],
];

const LINKS = [
  '../outside',
  '../outside/secret.ts',
  '../secret.ts',
  '..',
  '/',
  '.',
  '/proc/self/environ',
  '/dev/zero',
  'nowhere',
  '/etc/passwd',
];

const segment = fc
  .oneof(
    { weight: 4, arbitrary: hostileText },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'src',
        '.github',
        'workflows',
        'node_modules',
        'dist',
        '.git',
        '__proto__',
        'constructor',
        'a',
        '-rf',
        '--output',
        '~',
        'C:',
        'CON',
        '*',
        '!a',
        'klaviyo-api',
      ),
    },
  )
  .map(text => text.replaceAll(/[/\0]/g, '').slice(0, 60));

const file = fc
  .record({
    folders: fc.array(segment, { maxLength: 3 }),
    name: segment,
    content: fc.constantFrom(...CONTENTS),
    link: fc.option(fc.constantFrom(...LINKS), { nil: undefined, freq: 6 }),
  })
  .map(({ folders, name, content: [ending, text], link }) => ({
    path: [...folders, ending.startsWith('.') || ending === '' ? name + ending : ending]
      .filter(part => part !== '')
      .join('/'),
    content: text,
    link,
  }));

fuzz('whatever files are called, and wherever links lead', {
  cases: fc.record({
    files: fc.array(file, { minLength: 1, maxLength: 8 }),
    format,
    isRepository: fc.nat(5).map(number => number === 0),
  }),
  runs: 150,
  broken: brokenByTree,
});

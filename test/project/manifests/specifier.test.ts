import { expect, test } from 'vitest';
import { readSpecifier } from '../../../src/project/manifests/specifier.ts';

const KINDS = {
  exact: [
    '23.0.0',
    '=23.0.0',
    'v23.0.0',
    ' 23.0.0 ',
    '= 23.0.0',
    '23.0.0-beta.1',
    '23.0.0+build',
    'npm:klaviyo-api@23.0.0',
    'npm:23.0.0',
    'patch:klaviyo-api@npm%3A23.0.0#~/.yarn/patches/x.patch',
    'patch:klaviyo-api@23.0.0#./x.patch',
  ],
  range: [
    '^23.0.0',
    '~23.0',
    '23',
    '23.x',
    '*',
    '',
    'x',
    '>=22',
    '>=22 <24',
    '22.0.0 - 23.0.0',
    '22.0.0 || 23.0.0',
    'npm:klaviyo-api@^23',
    'npm:klaviyo-api',
    'npm:^23.0.0',
    'patch:klaviyo-api@npm%3A%5E23.0.0#x',
  ],
  tag: ['latest', 'next', 'beta', 'npm:klaviyo-api@latest'],
  git: [
    'klaviyo/klaviyo-api-node',
    'klaviyo/klaviyo-api-node#semver:^23',
    'github:klaviyo/klaviyo-api-node#v23',
    'git+ssh://git@github.com/klaviyo/klaviyo-api-node.git',
    'git@github.com:klaviyo/klaviyo-api-node.git',
    'https://github.com/klaviyo/klaviyo-api-node.git',
    'gitlab:a/b',
  ],
  url: ['https://example.com/klaviyo-api.tgz', 'http://example.com/x'],
  file: ['file:../sdk', './sdk', '../sdk.tgz', '~/sdk', '/opt/sdk', 'link:../sdk', 'portal:../sdk'],
  workspace: ['workspace:*', 'workspace:^23.0.0'],
  catalog: ['catalog:', 'catalog:default'],
  unknown: ['^^23', 'not a version', '%', 'jsr:@a/b@1', `>=1${' '.repeat(1000)}`],
};

test.each(Object.entries(KINDS).flatMap(([kind, texts]) => texts.map(text => [text, kind])))(
  "'%s' is of the kind %s",
  (text, kind) => {
    expect(readSpecifier('klaviyo-api', text).kind).toBe(kind);
  },
);

test.each([
  ['klaviyo', 'npm:klaviyo-api@23.0.0', 'klaviyo-api'],
  ['klaviyo-api', 'npm:@fork/klaviyo@1.0.0', '@fork/klaviyo'],
  ['klaviyo-api', '^23.0.0', 'klaviyo-api'],
  ['klaviyo-api', 'npm:^23.0.0', 'klaviyo-api'],
])("'%s' as '%s' installs '%s'", (name, text, packageName) => {
  expect(readSpecifier(name, text).packageName).toBe(packageName);
});

import { expect, test } from 'vitest';
import type { ProjectFiles } from '../../../eslint-plugin/program/project-files.ts';
import { someVisibleText } from '../../../eslint-plugin/program/visible-texts.ts';

const SDK = "import { EventsApi } from 'klaviyo-api';\n";

/** A project in which each specifier is the name of a file. */
function project(texts: Record<string, string>): ProjectFiles {
  return {
    names: () => Object.keys(texts),
    text: name => texts[name],
    specifiers: name => [...(texts[name] ?? '').matchAll(/from '([^']+)'/g)].map(([, specifier = '']) => specifier),
    resolve: (_, specifier) => (specifier in texts ? specifier : undefined),
  };
}

const holdsWanted = (text: string): boolean => text.includes('wanted');

test.each([
  ['the file itself', { 'a.ts': `${SDK}// wanted` }],
  ['what it imports', { 'a.ts': `${SDK}import { x } from 'b.ts';`, 'b.ts': "export const x = 'wanted';" }],
  ['what imports it', { 'a.ts': `${SDK}export const f = x => x;`, 'b.ts': "import { f } from 'a.ts';\nf('wanted');" }],
  [
    'what imports the same',
    { 'a.ts': `${SDK}import { x } from 'b.ts';`, 'b.ts': '', 'c.ts': "import { x } from 'b.ts';\nx.y = 'wanted';" },
  ],
  ['what is required', { 'a.ts': `${SDK}const { x } = require('b.ts');`, 'b.ts': "exports.x = 'wanted';" }],
  ['another file that speaks of a vendor', { 'a.ts': SDK, 'b.ts': `${SDK}// wanted` }],
  [
    'what is linked with such a file',
    { 'a.ts': SDK, 'b.ts': `${SDK}import { x } from 'c.ts';`, 'c.ts': 'export const x = "wanted";' },
  ],
  ['a class that implements an interface', { 'a.ts': SDK, 'b.ts': 'class B implements Sender { name = "wanted"; }' }],
  ['any file, where what is imported is computed', { 'a.ts': `${SDK}require(name);`, 'b.ts': '// wanted' }],
])('a value may come from %s', (_, texts: Record<string, string>) => {
  expect(someVisibleText('a.ts', project(texts), holdsWanted)).toBe(true);
});

test('no value comes from a file that is linked with nothing and speaks of no vendor', () => {
  const files = project({ 'a.ts': SDK, 'b.ts': "export const x = 'wanted';" });
  expect(someVisibleText('a.ts', files, holdsWanted)).toBe(false);
  expect(someVisibleText('b.ts', files, holdsWanted), 'of such a file nothing is known').toBe(true);
});

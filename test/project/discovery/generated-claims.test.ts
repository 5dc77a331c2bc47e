import { describe, expect, test } from 'vitest';
import { judgeClaims } from '../../../src/project/discovery/generated-claims.ts';
import type { Change } from '../../../src/project/git/change.ts';
import { virtualReader } from '../virtual-files.ts';

const CLAIM = '// Generated from src/a.ts\nklaviyo();\n';
const FILES = { 'dist/a.js': CLAIM, 'src/a.ts': '', 'src/b.ts': '' };

/** @param before the files of the base; those that differ are changed */
function changeOf(before: Record<string, string>, after: Record<string, string>): Change {
  const has = (path: string): boolean => before[path] !== after[path];
  return {
    base: '0'.repeat(40),
    comparedWith: '0'.repeat(40),
    files: 1,
    has,
    touches: has,
    isNew: path => !(path in before) && path in after,
    readBefore: async path => before[path],
  };
}

async function judge(after: Record<string, string>, before?: Record<string, string>): Promise<unknown> {
  const { generated, handwritten, leftOut, notices } = await judgeClaims(['dist/a.js'], {
    checked: Object.keys(after).filter(path => path.startsWith('src/')),
    read: virtualReader(after),
    change: before && changeOf(before, after),
  });
  return [...generated].length > 0
    ? `generated${notices.length > 0 ? ', for review' : ''}`
    : [...handwritten.map(() => 'analyzed'), ...leftOut.map(({ cause }) => cause)].join();
}

test('without a change a claim is believed', async () => {
  expect(await judge(FILES)).toBe('generated');
});

describe('a change is believed', () => {
  test('where it touches neither the file nor adds its source', async () => {
    expect(await judge({ ...FILES, 'src/b.ts': 'changed' }, FILES)).toBe('generated');
  });

  test('where the base claimed it, and a source changes with it, for review', async () => {
    const after = { ...FILES, 'dist/a.js': `${CLAIM}more();\n`, 'src/b.ts': 'changed' };
    expect(await judge(after, FILES)).toBe('generated, for review');
  });
});

describe('a change is not believed', () => {
  test.each([
    ['where it adds the file', FILES, { 'src/a.ts': '', 'src/b.ts': 'old' }],
    ['where it adds the claim', { ...FILES, 'src/b.ts': 'changed' }, { ...FILES, 'dist/a.js': 'klaviyo();\n' }],
    ['where it adds the source', FILES, { 'dist/a.js': CLAIM, 'src/b.ts': 'old' }],
    ['where nothing else changes', { ...FILES, 'dist/a.js': `${CLAIM}more();\n` }, FILES],
  ])('%s', async (_, after, before) => {
    expect(await judge(after, before)).toBe('unproven');
  });

  test('where it adds the source map', async () => {
    const code = 'klaviyo();\n//# sourceMappingURL=a.js.map\n';
    const before = { 'dist/a.js': code, 'src/a.ts': '', 'src/b.ts': '' };
    const after = { ...before, 'dist/a.js.map': '{ "sources": ["../src/a.ts"] }', 'src/b.ts': 'changed' };
    expect(await judge(after, before)).toBe('unproven');
  });
});

test('what names nobody is analyzed rather than left out', async () => {
  const after = { ...FILES, 'dist/a.js': '// Generated from src/a.ts\nf();\n' };
  expect(await judge(after, { 'src/a.ts': '', 'src/b.ts': '' })).toBe('analyzed');
});

describe('what names another vendor only', () => {
  const bundle = CLAIM.replace('klaviyo()', "load('https://track.customer.io')");
  const after = { ...FILES, 'dist/a.js': `${bundle}more();\n` };

  test('is not believed where the sources use that vendor', async () => {
    const used = { 'src/b.ts': "import { TrackClient } from 'customerio-node';" };
    expect(await judge({ ...after, ...used }, { ...FILES, ...used })).toBe('unproven');
  });

  test('is analyzed where they do not', async () => {
    expect(await judge(after, FILES)).toBe('analyzed');
  });
});

import { describe, expect, test } from 'vitest';
import { MAX_SOURCE_BYTES, readSource } from '../../../src/project/lint/prefilter.ts';
import { fakeKey } from '../../fake-keys.ts';

const readAs = (path: string, content: string | Uint8Array): ReturnType<typeof readSource> =>
  readSource(() => Buffer.from(content), path);

describe('a file is a source', () => {
  test.each([
    ['names the host', "fetch('https://a.klaviyo.com/api/profiles')"],
    ['names the package', "import { ProfilesApi } from 'klaviyo-api'"],
    ['names it in capitals', 'process.env.KLAVIYO_API_KEY'],
    ['names it in any case', 'KlaViyo'],
    ['holds a key and no name', `const key = '${fakeKey()}'`],
  ])('that %s', (_, text) => {
    expect(readAs('src/a.ts', text)).toEqual({
      path: 'src/a.ts',
      language: 'typescript',
      text,
      hasByteOrderMark: false,
    });
  });

  test.each(['a.js', 'a.jsx', 'a.mjs', 'a.cjs', 'A.JS'])('of JavaScript: %s', path => {
    expect(readAs(path, 'klaviyo')).toMatchObject({ language: 'javascript' });
  });

  test.each(['a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.d.ts'])('of TypeScript: %s', path => {
    expect(readAs(path, 'klaviyo')).toMatchObject({ language: 'typescript' });
  });

  test('whose line ends are those of Windows', () => {
    expect(readAs('a.ts', 'a\r\nklaviyo\r\n')).toMatchObject({ text: 'a\r\nklaviyo\r\n' });
  });

  test.each([
    "const key = 'p' + 'k_' + '0123456789';",
    "const key = ['pk', '0123456789'].join('_');",
    String.raw`const key = '\x70k' + '0123456789';`,
  ])('that may put a key together: %s', text => {
    expect(readAs('a.ts', text)).toMatchObject({ text });
  });

  test('without its byte order mark', () => {
    expect(readAs('a.ts', '\uFEFFklaviyo')).toMatchObject({ text: 'klaviyo', hasByteOrderMark: true });
  });

  test('with a replacement character for each byte that is not UTF-8', () => {
    const latin1 = Buffer.from("/* déjà */ 'klaviyo'", 'latin1');
    expect(readAs('a.ts', latin1)).toMatchObject({ text: "/* d\uFFFDj\uFFFD */ 'klaviyo'" });
  });
});

describe('nothing is made of', () => {
  test('a source that says nothing of the vendor', () => {
    expect(readAs('a.ts', "fetch('https://example.com')")).toBeUndefined();
  });

  test.each([
    "const fields = ['p']; const id = '0123456789';",
    "const type = 'pk'; const id = '0123456789';",
    "const keys = ['P', 'K']; const id = '0123456789';",
  ])('digits beside letters that no key begins with: %s', text => {
    expect(readAs('a.ts', text)).toBeUndefined();
  });

  test('an empty source', () => {
    expect(readAs('a.ts', '')).toBeUndefined();
  });

  test.each(['README.md', 'a.json', 'ts', 'Makefile', 'a.constructor', 'a.ts.txt', 'js/x'])(
    'another file: %s',
    path => {
      expect(readAs(path, 'klaviyo')).toBeUndefined();
    },
  );

  test('a source that is gone', () => {
    expect(readSource(() => undefined, 'a.ts')).toBeUndefined();
  });

  test('a binary file that only ends like a source', () => {
    expect(readAs('video.ts', new Uint8Array([0x47, 0, 0, 0x10]))).toBeUndefined();
  });
});

describe('a source is skipped', () => {
  test('if it cannot be read', () => {
    expect(readSource(() => ({ reason: 'it cannot be read (EACCES)' }), 'a.ts')).toEqual({
      id: 'file',
      path: 'a.ts',
      reason: 'it cannot be read (EACCES)',
    });
  });

  test('if it is binary and says something of the vendor', () => {
    expect(readAs('a.ts', 'klaviyo\0')).toEqual({ id: 'file', path: 'a.ts', reason: 'it is binary' });
  });

  test('if it says something of the vendor and nobody can have written it by hand', () => {
    const text = (bytes: number): string => 'klaviyo'.padEnd(bytes, ';');
    expect(readAs('a.ts', text(MAX_SOURCE_BYTES))).toMatchObject({ language: 'typescript' });
    expect(readAs('a.ts', text(MAX_SOURCE_BYTES + 1))).toEqual({
      id: 'file',
      path: 'a.ts',
      reason: 'it is larger than 1 MB',
    });
    expect(readAs('a.ts', ';'.repeat(MAX_SOURCE_BYTES + 1))).toBeUndefined();
  });
});

test.each([
  ['little', Buffer.from('\uFEFFklaviyo', 'utf16le')],
  ['big', Buffer.from('\uFEFFklaviyo', 'utf16le').swap16()],
])('UTF-16 with the %s end first is decoded', (_, bytes) => {
  expect(readAs('a.ts', bytes)).toMatchObject({ text: 'klaviyo', hasByteOrderMark: true });
});

test('a text with a zero in it is a text', () => {
  expect(readAs('a.ts', '// a zero: \0, and then klaviyo')).toMatchObject({ text: '// a zero: \0, and then klaviyo' });
});

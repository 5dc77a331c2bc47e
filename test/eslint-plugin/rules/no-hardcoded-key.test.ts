import rule from '../../../eslint-plugin/rules/no-hardcoded-key.ts';
import { keyFingerprint } from '../../../src/vendors/key-fingerprint.ts';
import { fakeKey, fakeNewKey } from '../../fake-keys.ts';
import { testRule, type InvalidCase as Invalid, type ValidCase as Valid, withoutSuggestions } from '../rule-tester.ts';

type Options = [{ allow?: { fingerprint: string; reason: string }[] }];
type InvalidCase = Invalid<'writtenKey' | 'encodedKey', Options>;
type ValidCase = Valid<Options>;

const KEY = fakeKey();
const OTHER_KEY = fakeKey(2);
const START = KEY.slice(0, 20);
const REST = KEY.slice(20);

const dataOf = (key: string): { masked: string; fingerprint: string } => ({
  masked: `pk_…${key.slice(-2)}`,
  fingerprint: keyFingerprint(key),
});
const written = (at: string, key = KEY): InvalidCase['errors'][number] => ({
  messageId: 'writtenKey',
  data: dataOf(key),
  at,
});
const encoded = (at: string, key = KEY): InvalidCase['errors'][number] => ({
  messageId: 'encodedKey',
  data: dataOf(key),
  at,
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const FILE_NAMES = [
  'config.js',
  'config.mjs',
  'config.cjs',
  'config.jsx',
  'config.ts',
  'config.mts',
  'config.cts',
  'config.tsx',
];

const LITERALS = {
  'a single-quoted string': `'${KEY}'`,
  'a double-quoted string': `"${KEY}"`,
  'a key of the newer shape': `'${fakeNewKey()}'`,
};

const ASSEMBLED = {
  'two strings with a plus': `'${START}' + '${REST}'`,
  'the prefix with a plus': `'pk_' + '${KEY.slice(3)}'`,
  'three strings with a plus': `'pk' + '_' + '${KEY.slice(3)}'`,
  'two strings with concat': `'${START}'.concat('${REST}')`,
  'a list with join': `['pk', '${KEY.slice(3)}'].join('_')`,
  'strings in a template': `\`\${'${START}'}\${'${REST}'}\``,
  'a template with a placeholder that is replaced': `'pk_{digits}'.replace('{digits}', '${KEY.slice(3)}')`,
  'a list that is reversed': `['${KEY.slice(3)}', '_', 'pk'].reverse().join('')`,
  'a list that is mapped': `['pk', '${KEY.slice(3)}'].map(piece => piece === 'pk' ? 'pk_' : piece).join('')`,
  'a list with reduce': `['pk_', '${KEY.slice(3, 9)}', '${KEY.slice(9)}'].reduce((all, piece) => all + piece, '')`,
};

/** In a file that names Klaviyo, because nothing else in it looks like a key. */
const DISGUISED = {
  'the codes of letters': `String.fromCharCode(112, 107, 95) + '${KEY.slice(3)}'`,
  'a list of codes of letters': `[112, 107, 95].map(code => String.fromCharCode(code)).join('') + '${KEY.slice(3)}'`,
  'another sign that a pattern replaces': String.raw`'pk.${KEY.slice(3)}'.replace(/\./, '_')`,
  'another letter': `'qk_${KEY.slice(3)}'.replace(/^q/, 'p')`,
};

const ENCODED = {
  'a key alone': base64(KEY),
  'a key with the colon of basic authentication behind it': base64(`${KEY}:`),
  'a key behind one character': base64(`:${KEY}`),
  'a key behind two characters': base64(`a=${KEY}`),
  'a key in a larger text': base64(`{"apiKey":"${fakeNewKey()}","region":"us"}`),
};

const AROUND = {
  'an encoded equals sign': `%3D${KEY}%26`,
  'the escape of a line feed': `\\n${KEY}\\n`,
  'the parameter of a legacy URL': `https://a.klaviyo.com/api/v2/lists?api_key=${KEY}&a=1`,
};

const GLUED = {
  'the name of the vendor': `klaviyo_${KEY}`,
  'the name of a variable': `KEY_${KEY}`,
  'a letter': `x${KEY}`,
  'what it is': `${KEY}_old`,
};

const OTHER_VENDORS = {
  Stripe: `pk_live_${'51H8qzL2eZvKYlo2C'.repeat(3)}`,
  Clerk: `pk_test_${Buffer.from('clerk.example.com$').toString('base64')}`,
  'IEX Cloud': `pk_${KEY.slice(3, 35)}`,
  ClickUp: `pk_1234567_${'A1B2'.repeat(8)}`,
};

const PLACEHOLDERS = {
  'repeated letters': `pk_${'x'.repeat(34)}`,
  zeros: `pk_${'0'.repeat(34)}`,
  'digits counted up': `pk_${'0123456789abcdef'.repeat(3).slice(0, 34)}`,
  'letters and digits in turn': `pk_${'a1b2c3d4e5f6'.repeat(3).slice(0, 34)}`,
  'words that can be digits': `pk_${'deadbeefcafebabe'.repeat(3).slice(0, 34)}`,
  words: 'pk_your_private_key_here',
};

/** The start of a key that may be empty, or the environment's: the code, and where the key stands put together. */
const FALLBACKS: Record<string, [code: string, at: string]> = {
  'a table': [
    `const keys = { prod: process.env.KEY || '', dev: 'p' };\nuse((keys[stage] || '') + 'k_${KEY.slice(3)}');`,
    `(keys[stage] || '') + 'k_${KEY.slice(3)}'`,
  ],
  'a table, with a method of texts': [
    `const keys = { prod: process.env.KEY || '', dev: 'p' };\nuse((keys[stage] || '').concat('k_', '${KEY.slice(3)}'));`,
    `(keys[stage] || '').concat('k_', '${KEY.slice(3)}')`,
  ],
  'a table of what follows': [
    `const keys = { prod: process.env.KEY || '', dev: '${KEY.slice(3)}' };\nuse('p' + 'k_' + (keys[stage] || ''));`,
    "'p' + 'k_' + (keys[stage] || '')",
  ],
  'what is not known': [`use('p' + 'k_' + (other || '${KEY.slice(3)}'));`, `'p' + 'k_' + (other || '${KEY.slice(3)}')`],
  'what is not known, around it': [
    `use((other || '') + 'p' + 'k_' + '${KEY.slice(3)}');`,
    `(other || '') + 'p' + 'k_' + '${KEY.slice(3)}'`,
  ],
};

testRule(withoutSuggestions(rule), {
  valid: [
    {
      name: 'nothing but fallbacks',
      code: "const keys = { prod: process.env.KEY || '', dev: 'p' };\nuse((keys[stage] || '') + 'k_' + (other || ''));",
    },
    { name: 'read from the environment', code: 'const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);' },
    { name: 'a public site id', code: "const companyId = 'AbC123';" },
    { name: 'one digit short', code: `const key = '${KEY.slice(0, -1)}';` },
    { name: 'part of a longer token', code: `const token = '${KEY}abcdef';` },
    { name: 'capital digits', code: `const key = 'pk_${KEY.slice(3).toUpperCase()}';` },
    { name: 'assembled with something unknown', code: `const key = '${START}' + rest;` },
    {
      name: 'allowed by its fingerprint',
      code: `connect('${KEY}');`,
      options: [{ allow: [{ fingerprint: keyFingerprint(KEY), reason: 'revoked in 2024, kept as a sample' }] }],
    },
    {
      name: 'allowed, and put together',
      code: `connect('${START}' + '${REST}');`,
      options: [{ allow: [{ fingerprint: keyFingerprint(KEY), reason: 'revoked' }] }],
    },
    { name: 'base64 of a longer token', code: `const token = '${base64(`${KEY}0`)}';` },
    { name: 'base64 of something else', code: `const token = '${base64(`pk_live_${KEY.slice(3)}`)}';` },
    { name: 'a prefix that is compared', code: "if (!key.startsWith('pk_')) throw new Error('not a private key');" },
    ...Object.entries({
      'a list of which a piece is not known': `const key = ['${KEY.slice(9)}', rest, '_', 'pk'].reverse().join('');`,
      'the codes of other letters': `// Klaviyo\nconst key = String.fromCharCode(112, 113, 95) + '${KEY.slice(3)}';`,
      'another sign that stays': `// Klaviyo\nconst key = 'pk.${KEY.slice(3)}'.replace(/,/, '_');`,
    }).map(([name, code]): ValidCase => ({ name, code })),
    { name: 'pieces on both sides of another operator', code: `const length = '${START}' - '${REST}';` },
    ...Object.entries(OTHER_VENDORS).map(([vendor, key]): ValidCase => ({
      name: `a key of ${vendor}`,
      code: `const key = '${key}';`,
    })),
    ...Object.entries(PLACEHOLDERS).map(([kind, key]): ValidCase => ({
      name: `a placeholder of ${kind}`,
      code: `const key = '${key}';`,
    })),
  ],
  invalid: [
    {
      name: 'in a table of fallbacks',
      code: `const keys = { prod: process.env.KEY || '', dev: '${KEY}' };\nuse(keys[stage] || '');`,
      errors: [written(`'${KEY}'`)],
    },
    ...Object.entries(FALLBACKS).map(([name, [code, at]]): InvalidCase => ({
      name: `a fallback in ${name}`,
      code,
      errors: [written(at)],
    })),
    ...Object.entries(LITERALS).map(([name, literal]): InvalidCase => ({
      name,
      code: `const key = ${literal};`,
      errors: [written(literal, literal.slice(1, -1))],
    })),
    ...Object.entries(ASSEMBLED).map(([name, expression]): InvalidCase => ({
      name: `assembled from ${name}`,
      code: `const key = ${expression};`,
      errors: [written(expression)],
    })),
    ...Object.entries(DISGUISED).map(([name, expression]): InvalidCase => ({
      name: `disguised as ${name}`,
      code: `// Klaviyo\nconst key = ${expression};`,
      errors: [written(expression)],
    })),
    ...FILE_NAMES.map((filename): InvalidCase => ({
      name: `in ${filename}`,
      filename,
      code: `connect('${KEY}');`,
      errors: [written(`'${KEY}'`)],
    })),
    ...Object.entries(ENCODED).map(([name, text]): InvalidCase => ({
      name: `in base64, ${name}`,
      code: `const token = '${text}';`,
      errors: [encoded(`'${text}'`, name.includes('larger') ? fakeNewKey() : KEY)],
    })),
    ...Object.entries(AROUND).map(([name, text]): InvalidCase => ({
      name: `behind ${name}`,
      code: `load('${text}');`,
      errors: [written(`'${text}'`)],
    })),
    {
      name: 'in base64 that is put together',
      code: `const token = '${base64(KEY).slice(0, 9)}' + '${base64(KEY).slice(9)}';`,
      errors: [encoded(`'${base64(KEY).slice(0, 9)}' + '${base64(KEY).slice(9)}'`)],
    },
    {
      name: 'appended',
      code: `let key = 'pk_';\nkey += '${KEY.slice(3)}';`,
      errors: [written(`key += '${KEY.slice(3)}'`)],
    },
    {
      name: 'with an escape in it',
      code: `const key = '\\x70k_${KEY.slice(3)}';`,
      errors: [written(`'\\x70k_${KEY.slice(3)}'`)],
    },
    {
      name: 'with an escape that means nothing',
      code: `const key = '\\pk_${KEY.slice(3)}';`,
      errors: [written(`'\\pk_${KEY.slice(3)}'`)],
    },
    {
      name: 'with all of it escaped',
      code: `const key = '${Array.from(KEY, letter => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')}';`,
      errors: [written(`'${Array.from(KEY, letter => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')}'`)],
    },
    {
      name: 'as the codes of its letters',
      code: `const key = String.fromCharCode(${Array.from(KEY, letter => letter.charCodeAt(0)).join(', ')});`,
      errors: [written(Array.from(KEY, letter => letter.charCodeAt(0)).join(', '))],
    },
    {
      name: 'backwards',
      code: `const key = [...'${Array.from(KEY).reverse().join('')}'].reverse().join('');`,
      errors: [written(`'${Array.from(KEY).reverse().join('')}'`)],
    },
    {
      name: 'in pieces that only stand in one file',
      code: `const start = 'pk_';\nfunction use() { return load(start, '${KEY.slice(3)}'); }`,
      errors: [written(`'${KEY.slice(3)}'`)],
    },
    ...Object.entries(GLUED).map(([name, text]): InvalidCase => ({
      name: `glued to ${name}`,
      code: `const key = '${text}';`,
      errors: [written(`'${text}'`)],
    })),
    {
      name: 'another key than the one that is allowed',
      code: `connect('${KEY}');`,
      options: [{ allow: [{ fingerprint: keyFingerprint(OTHER_KEY), reason: 'revoked' }] }],
      errors: [written(`'${KEY}'`)],
    },
    {
      name: 'the fallback of a variable',
      code: `const key = process.env.KEY ?? '${KEY}';`,
      errors: [written(`'${KEY}'`)],
    },
    {
      name: 'inside a longer string, as the whole literal',
      code: `const header = 'Klaviyo-API-Key ${KEY}';`,
      errors: [written(`'Klaviyo-API-Key ${KEY}'`)],
    },
    {
      name: 'in a template, as the key alone',
      code: `const header = \`Klaviyo-API-Key ${KEY}\`;`,
      errors: [written(KEY)],
    },
    {
      name: 'in a template that also has a value',
      code: `const header = \`\${scheme} ${KEY}\`;`,
      errors: [written(KEY)],
    },
    { name: 'in a line comment', code: `// the old key was ${KEY}\nconnect();`, errors: [written(KEY)] },
    { name: 'in a block comment', code: `/**\n * @example connect("${KEY}")\n */\nconnect();`, errors: [written(KEY)] },
    { name: 'in a regular expression', code: `const pattern = /${KEY}/;`, errors: [written(`/${KEY}/`)] },
    { name: 'in JSX text', filename: 'page.jsx', code: `const page = <p>${KEY}</p>;`, errors: [written(KEY)] },
    {
      name: 'in a JSX attribute',
      filename: 'page.tsx',
      code: `const page = <Klaviyo apiKey="${KEY}" />;`,
      errors: [written(`"${KEY}"`)],
    },
    { name: 'in a string type', code: `type Key = '${KEY}';`, errors: [written(`'${KEY}'`)] },
    {
      name: 'two keys in one file',
      code: `connect('${KEY}');\nconnect('${OTHER_KEY}');`,
      errors: [written(`'${KEY}'`), written(`'${OTHER_KEY}'`, OTHER_KEY)],
    },
    {
      name: 'two keys in one string',
      code: `const keys = '${KEY},${OTHER_KEY}';`,
      errors: [written(`'${KEY},${OTHER_KEY}'`), written(`'${KEY},${OTHER_KEY}'`, OTHER_KEY)],
    },
    {
      name: 'assembled from constants',
      code: `const start = '${START}';\nconst key = start + '${REST}';`,
      errors: [written(`start + '${REST}'`)],
    },
    {
      name: 'assembled with more behind it, once',
      code: `const header = '${START}' + '${REST}' + ' ';`,
      errors: [written(`'${START}' + '${REST}' + ' '`)],
    },
    {
      name: 'assembled to be compared',
      code: `const isOld = '${START}' + '${REST}' === key;`,
      errors: [written(`'${START}' + '${REST}'`)],
    },
    {
      name: 'a whole key put behind its scheme',
      code: `const header = 'Klaviyo-API-Key ' + '${KEY}';`,
      errors: [written(`'${KEY}'`)],
    },
    {
      name: 'required from CommonJS code',
      filename: 'config.cjs',
      code: `module.exports = { key: '${KEY}' };`,
      errors: [written(`'${KEY}'`)],
    },
  ],
});

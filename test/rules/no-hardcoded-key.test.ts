import rule from '../../eslint-plugin/rules/no-hardcoded-key.ts';
import { fakeKey, fakeNewKey } from '../fake-keys.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const KEY = fakeKey();
const OTHER_KEY = fakeKey(2);
const START = KEY.slice(0, 20);
const REST = KEY.slice(20);

const written = (at: string, key = KEY): InvalidCase<'writtenKey'>['errors'][number] => ({ messageId: 'writtenKey', data: { masked: `pk_…${key.slice(-2)}` }, at });

const FILE_NAMES = ['config.js', 'config.mjs', 'config.cjs', 'config.jsx', 'config.ts', 'config.mts', 'config.cts', 'config.tsx'];

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
};

const OTHER_VENDORS = {
  Stripe: `pk_live_${'51H8qzL2eZvKYlo2C'.repeat(3)}`,
  Clerk: `pk_test_${Buffer.from('clerk.example.com$').toString('base64')}`,
  'IEX Cloud': `pk_${KEY.slice(3, 35)}`,
  ClickUp: `pk_1234567_${'A1B2'.repeat(8)}`,
};

const PLACEHOLDERS = {
  'repeated letters': `pk_${'x'.repeat(34)}`,
  'zeros': `pk_${'0'.repeat(34)}`,
  'digits counted up': `pk_${'0123456789abcdef'.repeat(3).slice(0, 34)}`,
  'words': 'pk_your_private_key_here',
};

testRule(rule, {
  valid: [
    { name: 'read from the environment', code: 'const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);' },
    { name: 'a public site id', code: "const companyId = 'AbC123';" },
    { name: 'one digit short', code: `const key = '${KEY.slice(0, -1)}';` },
    { name: 'part of a longer token', code: `const token = '${KEY}abcdef';` },
    { name: 'the last part of another name', code: `const name = 'my_${KEY}';` },
    { name: 'capital digits', code: `const key = 'pk_${KEY.slice(3).toUpperCase()}';` },
    { name: 'assembled with something unknown', code: `const key = '${START}' + rest;` },
    { name: 'a prefix that is compared', code: "if (!key.startsWith('pk_')) throw new Error('not a private key');" },
    { name: 'pieces on both sides of another operator', code: `const length = '${START}' - '${REST}';` },
    ...Object.entries(OTHER_VENDORS).map(([vendor, key]): ValidCase => ({ name: `a key of ${vendor}`, code: `const key = '${key}';` })),
    ...Object.entries(PLACEHOLDERS).map(([kind, key]): ValidCase => ({ name: `a placeholder of ${kind}`, code: `const key = '${key}';` })),
  ],
  invalid: [
    ...Object.entries(LITERALS).map(([name, literal]): InvalidCase<'writtenKey'> => ({
      name,
      code: `const key = ${literal};`,
      errors: [written(literal, literal.slice(1, -1))],
    })),
    ...Object.entries(ASSEMBLED).map(([name, expression]): InvalidCase<'writtenKey'> => ({
      name: `assembled from ${name}`,
      code: `const key = ${expression};`,
      errors: [written(expression)],
    })),
    ...FILE_NAMES.map((filename): InvalidCase<'writtenKey'> => ({
      name: `in ${filename}`,
      filename,
      code: `connect('${KEY}');`,
      errors: [written(`'${KEY}'`)],
    })),
    { name: 'the fallback of a variable', code: `const key = process.env.KEY ?? '${KEY}';`, errors: [written(`'${KEY}'`)] },
    { name: 'inside a longer string, as the whole literal', code: `const header = 'Klaviyo-API-Key ${KEY}';`, errors: [written(`'Klaviyo-API-Key ${KEY}'`)] },
    { name: 'in a template, as the key alone', code: `const header = \`Klaviyo-API-Key ${KEY}\`;`, errors: [written(KEY)] },
    { name: 'in a template that also has a value', code: `const header = \`\${scheme} ${KEY}\`;`, errors: [written(KEY)] },
    { name: 'in a line comment', code: `// the old key was ${KEY}\nconnect();`, errors: [written(KEY)] },
    { name: 'in a block comment', code: `/**\n * @example connect("${KEY}")\n */\nconnect();`, errors: [written(KEY)] },
    { name: 'in a regular expression', code: `const pattern = /${KEY}/;`, errors: [written(`/${KEY}/`)] },
    { name: 'in JSX text', filename: 'page.jsx', code: `const page = <p>${KEY}</p>;`, errors: [written(KEY)] },
    { name: 'in a JSX attribute', filename: 'page.tsx', code: `const page = <Klaviyo apiKey="${KEY}" />;`, errors: [written(`"${KEY}"`)] },
    { name: 'in a string type', code: `type Key = '${KEY}';`, errors: [written(`'${KEY}'`)] },
    { name: 'two keys in one file', code: `connect('${KEY}');\nconnect('${OTHER_KEY}');`, errors: [written(`'${KEY}'`), written(`'${OTHER_KEY}'`, OTHER_KEY)] },
    { name: 'two keys in one string', code: `const keys = '${KEY},${OTHER_KEY}';`, errors: [written(`'${KEY},${OTHER_KEY}'`), written(`'${KEY},${OTHER_KEY}'`, OTHER_KEY)] },
    { name: 'assembled from constants', code: `const start = '${START}';\nconst key = start + '${REST}';`, errors: [written(`start + '${REST}'`)] },
    { name: 'assembled with more behind it, once', code: `const header = '${START}' + '${REST}' + ' ';`, errors: [written(`'${START}' + '${REST}' + ' '`)] },
    { name: 'assembled to be compared', code: `const isOld = '${START}' + '${REST}' === key;`, errors: [written(`'${START}' + '${REST}'`)] },
    { name: 'a whole key put behind its scheme', code: `const header = 'Klaviyo-API-Key ' + '${KEY}';`, errors: [written(`'${KEY}'`)] },
    { name: 'required from CommonJS code', filename: 'config.cjs', code: `module.exports = { key: '${KEY}' };`, errors: [written(`'${KEY}'`)] },
  ],
});

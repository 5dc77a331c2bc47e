import { fakeKey } from '../../fake-keys.ts';
import type { Files } from '../temporary-folder.ts';

/** What is written in a file of a repository, given a number that makes it unlike all others. */
type Written = (key: string) => readonly [name: string, text: string | Buffer];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const codes = (text: string): number[] => Array.from(text, letter => letter.charCodeAt(0));
const each = (text: string, write: (code: number) => string): string => codes(text).map(write).join('');
const hex = (code: number, width = 2): string => code.toString(16).padStart(width, '0');
const lines = (text: string, width: number, indent = ''): string =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map(line => indent + line).join('\n');
const halves = (key: string, at = 15): [string, string] => [key.slice(0, at), key.slice(at)];
const pieces = (key: string): string[] => key.match(/.{1,5}/g) ?? [];
const environment = (key: string): string => `MODE=production\nKLAVIYO_KEY=${key}\nREGION=eu-west-1\nDEBUG=false\n`;

/** Ways to write a key down so that its letters do not stand there, or do not stand alone. */
export const HIDDEN: Readonly<Record<string, Written>> = {
  'behind the name of the vendor': key => ['a.txt', `klaviyo_${key}\n`],
  'behind the name of a variable': key => ['a.yml', `value: KLAVIYO_API_KEY_${key}\n`],
  'behind a dash': key => ['a.txt', `prod-${key}\n`],
  'behind a letter': key => ['a.ini', `token=x${key}\n`],
  'behind a scheme without a space': key => ['a.http', `Authorization: Bearer${key}\n`],
  'before what it is': key => ['a.txt', `${key}_old\n`],
  'before a host': key => ['a.txt', `${key}-us1\n`],
  'before a letter': key => ['a.txt', `${key}xyz\n`],
  'in a longer address': key => ['a.txt', `https://${key}@a.klaviyo.com/\n`],
  'with the first letter as an escape of strings': key => ['a.py', `KEY = "\\x70${key.slice(1)}"\n`],
  'with the prefix as escapes of strings': key => ['a.rb', `KEY = "\\x70\\x6b\\x5f${key.slice(3)}"\n`],
  'with one letter in the middle as an escape': key => ['a.py', `KEY = "p\\x6b_${key.slice(3)}"\n`],
  'with the underscore as an escape of strings': key => ['a.php', `<?php $k = "pk\\x5F${key.slice(3)}";\n`],
  'as escapes of strings': key => ['a.py', `KEY = "${each(key, code => `\\x${hex(code)}`)}"\n`],
  'as escapes of JSON': key => ['a.json', `{ "key": "${each(key, code => `\\u${hex(code, 4)}`)}" }\n`],
  'with the prefix as escapes of JSON': key => ['a.json', `{ "key": "\\u0070\\u006b_${key.slice(3)}" }\n`],
  'with the underscore as an escape of JSON': key => ['a.properties', `key=pk\\u005f${key.slice(3)}\n`],
  'as escapes with braces': key => ['a.rb', `KEY = "${each(key, code => `\\u{${hex(code)}}`)}"\n`],
  'as long escapes': key => ['a.py', `KEY = "${each(key, code => `\\U${hex(code, 8)}`)}"\n`],
  'as octal escapes': key => ['a.sh', `KEY=$'${each(key, code => `\\${code.toString(8).padStart(3, '0')}`)}'\n`],
  'with some digits as escapes': key => [
    'a.py',
    `KEY = "${key.slice(0, 20)}\\x${hex(key.charCodeAt(20))}${key.slice(21)}"\n`,
  ],
  'as escapes of an address': key => ['a.txt', `?key=${each(key, code => `%${hex(code).toUpperCase()}`)}\n`],
  'with the underscore as an escape of an address': key => ['a.txt', `?key=pk%5F${key.slice(3)}\n`],
  'with the letter as an escape of an address': key => ['a.txt', `?key=p%6B_${key.slice(3)}\n`],
  'as references of HTML': key => ['a.html', `<i>${each(key, code => `&#${code};`)}</i>\n`],
  'as hexadecimal references of XML': key => ['a.xml', `<k>${each(key, code => `&#x${hex(code)};`)}</k>\n`],
  'with the underscore as a reference': key => ['a.html', `<i>pk&#95;${key.slice(3)}</i>\n`],
  'with the underscore as a named reference': key => ['a.html', `<i>pk&lowbar;${key.slice(3)}</i>\n`],
  'in quoted-printable': key => ['a.eml', `The key is pk=5F${key.slice(3, 20)}=\n${key.slice(20)}\n`],
  'in base64': key => ['a.yml', `key: ${base64(key)}\n`],
  'in base64 of a whole file': key => ['a.txt', `${base64(environment(key))}\n`],
  'in base64 for addresses': key => ['a.txt', `${Buffer.from(`k=${key};`).toString('base64url')}\n`],
  'in base64 glued to something': key => ['a.txt', `${base64(`klaviyo_${key}`)}\n`],
  'in base64 of 76 letters a line': key => ['a.pem', `${lines(base64(environment(key)), 76)}\n`],
  'in base64 of 64 letters a line': key => ['a.pem', `${lines(base64(environment(key)), 64)}\n`],
  'in base64 of 20 letters a line': key => ['a.yml', `data: |\n${lines(base64(environment(key)), 20, '    ')}\n`],
  'in base64 of 48 letters a line, of Windows': key => [
    'a.txt',
    `${lines(base64(key), 48).replaceAll('\n', '\r\n')}\r\n`,
  ],
  'in base64 that is folded': key => ['a.yml', `key: >-\n${lines(base64(`user:${key}`), 30, '  ')}\n`],
  'in base64 in a comment': key => ['a.py', `${lines(base64(environment(key)), 40, '# ')}\nrun()\n`],
  'in base64 in lines of a string': key => [
    'a.json',
    `{ "key": "${lines(base64(key), 24).replaceAll('\n', '\\n')}" }\n`,
  ],
  'in base64 in pieces': key => ['a.py', `K = ("${halves(base64(key), 20).join('"\n     "')}")\n`],
  'in pieces of PHP': key => ['a.php', `<?php $key = '${halves(key).join("' . '")}';\n`],
  'with the prefix apart in PHP': key => ['a.php', `<?php $key = 'pk_' . '${key.slice(3)}';\n`],
  'with the prefix in two pieces of PHP': key => ['a.php', `<?php $key = "pk"."_"."${key.slice(3)}";\n`],
  'appended in PHP': key => ['a.php', `<?php\n$key = 'pk_';\n$key .= '${key.slice(3)}';\n`],
  'in variables of PHP': key => [
    'a.php',
    `<?php\n$start = 'pk_';\n$rest = '${key.slice(3)}';\n$key = $start . $rest;\n`,
  ],
  'within a string of PHP': key => ['a.php', `<?php\n$rest = "${key.slice(3)}";\n$key = "pk_{$rest}";\n`],
  'in pieces of Python': key => ['a.py', `KEY = "${halves(key).join('" + "')}"\n`],
  'in many pieces of Python': key => ['a.py', `KEY = ("${pieces(key).join('" \\\n  "')}")\n`],
  'in neighbors of Python': key => ['a.py', `KEY = 'pk_' '${key.slice(3)}'\n`],
  'in neighbors of Python on two lines': key => ['a.py', `KEY = (\n    "${halves(key).join('"\n    "')}"\n)\n`],
  'in neighbors with a comment between': key => [
    'a.py',
    `KEY = (\n    "${halves(key).join('"  # the rest\n    "')}"\n)\n`,
  ],
  'in a formatted string of Python': key => ['a.py', `REST = "${key.slice(3)}"\nKEY = f"pk_{REST}"\n`],
  'with a format of Python': key => ['a.py', `KEY = "pk_%s" % "${key.slice(3)}"\n`],
  'joined in Python': key => ['a.py', `KEY = "_".join(["pk", "${key.slice(3)}"])\n`],
  'joined in Terraform': key => ['a.tf', `locals {\n  a = join("", ["${pieces(key).join('", "')}"])\n}\n`],
  'joined in Terraform on several lines': key => [
    'a.tf',
    `locals {\n  a = join("", [\n    "${pieces(key).join('",\n    "')}",\n  ])\n}\n`,
  ],
  'joined from a list in Python': key => ['a.py', `KEY = "".join(["${pieces(key).join('", "')}"])\n`],
  'joined from a tuple in Python': key => ['a.py', `KEY = ''.join(('${pieces(key).join("', '")}'))\n`],
  'joined in PHP': key => ['a.php', `<?php $key = implode('', ['${halves(key).join("', '")}']);\n`],
  'joined from an array in PHP': key => ['a.php', `<?php $key = implode(array('${halves(key).join("', '")}'));\n`],
  'joined in Ruby': key => ['a.rb', `KEY = ['${halves(key).join("', '")}'].join\n`],
  'joined in Go': key => ['a.go', `key := strings.Join([]string{"${halves(key).join('", "')}"}, "")\n`],
  'joined in Java': key => ['A.java', `String key = String.join("", "${halves(key).join('", "')}");\n`],
  'joined in C#': key => ['A.cs', `var key = string.Concat("${halves(key).join('", "')}");\n`],
  'joined in Rust': key => ['a.rs', `const KEY: &str = concat!("${halves(key).join('", "')}");\n`],
  'joined by a method in Rust': key => ['a.rs', `let key = ["${halves(key).join('", "')}"].concat();\n`],
  'joined in SQL': key => ['a.sql', `SELECT CONCAT('${halves(key).join("', '")}');\n`],
  'joined in PowerShell': key => ['a.ps1', `$key = @('${halves(key).join("', '")}') -join ''\n`],
  'joined in a playbook': key => ['a.yml', `key: "{{ ['${halves(key).join("', '")}'] | join('') }}"\n`],
  'within something binary, before what looks like a digit': key => [
    'a.png',
    Buffer.from(`\x89PNG\0\0${key}E\xd6\0`, 'latin1'),
  ],
  'within something binary, before a digit': key => ['a.dat', Buffer.from(`\0\x01\xff${key}7\xd6\0`, 'latin1')],
  'within something binary, before capitals': key => ['a.dat', Buffer.from(`\0\x01\xff${key}EF\0`, 'latin1')],
  'in neighbors of Ruby': key => ['a.rb', `KEY = "${halves(key).join('" \\\n  "')}"\n`],
  'appended in Ruby': key => ['a.rb', `KEY = "${halves(key).join('" << "')}"\n`],
  'in pieces of Java': key => ['A.java', `String key = "${halves(key).join('"\n    + "')}";\n`],
  'in pieces of Go': key => ['a.go', `const key = "${halves(key).join('" + "')}"\n`],
  'in pieces of SQL': key => ['a.sql', `select '${halves(key).join("' || '")}';\n`],
  'in pieces of Lua': key => ['a.lua', `local key = "${halves(key).join('" .. "')}"\n`],
  'in pieces of Elixir': key => ['a.ex', `key = "${halves(key).join('" <> "')}"\n`],
  'in pieces of Visual Basic': key => ['a.vb', `Dim key = "${halves(key).join('" & "')}"\n`],
  'in neighbors of C': key => ['a.c', `char *key = "${halves(key).join('" "')}";\n`],
  'in pieces of a shell': key => ['a.sh', `KEY="${halves(key).join('""')}"\n`],
  'half in quotation marks of a shell': key => ['a.sh', `KEY=${halves(key).join('"')}"\n`],
  'in lines of a shell': key => ['a.sh', `KEY=${halves(key).join('\\\n')}\n`],
  'in variables of a shell': key => ['a.sh', `REST=${key.slice(3)}\nexport TOKEN="pk_$REST"\n`],
  'in lines of YAML': key => ['a.yml', `key: "${halves(key).join('\\\n  ')}"\n`],
  'in pieces in a notebook': key => ['a.ipynb', JSON.stringify({ source: [`k = "${halves(key).join('" + "')}"\n`] })],
  'as the codes of its letters': key => ['a.py', `KEY = bytes([${codes(key).join(', ')}]).decode()\n`],
  'as hexadecimal codes of its letters': key => [
    'a.go',
    `k := []byte{${codes(key)
      .map(code => `0x${hex(code)}`)
      .join(', ')}}\n`,
  ],
  'as a buffer in a snapshot': key => [
    'a.snap',
    JSON.stringify({ type: 'Buffer', data: codes(`key=${key}`) }, null, 2),
  ],
  'as hexadecimal digits': key => ['a.py', `KEY = bytes.fromhex("${Buffer.from(key).toString('hex')}")\n`],
  'as hexadecimal digits in a dump': key => [
    'a.txt',
    `${codes(key)
      .map(code => hex(code))
      .join(' ')}\n`,
  ],
  backwards: key => ['a.py', `KEY = "${Array.from(key).reverse().join('')}"[::-1]\n`],
  'with what nobody sees in it': key => ['a.md', `Use ${halves(key).join('\u200b')} here.\n`],
  'with a soft hyphen in it': key => ['a.html', `<p>${halves(key).join('\u00ad')}</p>\n`],
  'in UTF-16': key => ['a.txt', Buffer.from(`\uFEFFkey=${key}`, 'utf16le')],
  'in UTF-16 within something binary': key => ['a.dat', Buffer.from(`\0\0\u{1}${key}\0`, 'utf16le').subarray(1)],
  'within something binary': key => ['a.sqlite', Buffer.from(`SQLite format 3\0\0\0\u{1}${key}\0\0`)],
  'in pieces of JavaScript': key => ['a.js', `send('${halves(key).join("' + '")}');\n`],
  'in a list of JavaScript': key => ['a.js', `send(['pk', '${key.slice(3)}'].join('_'));\n`],
  'in a template of JavaScript': key => ['a.ts', `const start = 'pk_';\nsend(\`\${start}${key.slice(3)}\`);\n`],
  'with escapes that mean nothing': key => ['a.js', `send('\\p\\k_${key.slice(3)}');\n`],
  'as codes in JavaScript': key => ['a.js', `send(String.fromCharCode(${codes(key).join(',')}));\n`],
  'in base64 in JavaScript': key => ['a.js', `send(atob('${base64(key)}'));\n`],
  'in a template of a component': key => ['a.vue', `<template><a :b="'${halves(key).join("' + '")}'" /></template>\n`],
  'in a workflow': key => ['.github/workflows/a.yml', `on: push\nenv:\n  KEY: klaviyo_${key}\n`],
};

const sha = (key: string, length: number): string => `${key.slice(3)}${key.slice(3)}`.slice(0, length);

/** What is near to a key, and none. */
export const HARMLESS: Readonly<Record<string, Written>> = {
  'a digit too few': key => ['a.txt', `${key.slice(0, -1)}\n`],
  'a digit too many': key => ['a.txt', `${key}0\n`],
  'a capital digit too many': key => ['a.txt', `${key}F\n`],
  'a hash of 40 digits': key => ['a.txt', `pk_${sha(key, 40)}\n`],
  'a hash of 64 digits': key => ['a.txt', `klaviyo_pk_${sha(key, 64)}\n`],
  'an identifier of 32 digits': key => ['a.txt', `users_pk_${sha(key, 32)}\n`],
  'an identifier of 24 digits': key => ['a.txt', `pk_${sha(key, 24)}\n`],
  'a UUID': key => [
    'a.txt',
    `pk_${key.slice(3, 11)}-${key.slice(11, 15)}-4${key.slice(15, 18)}-8${key.slice(18, 21)}-${key.slice(21, 33)}\n`,
  ],
  'digits in capitals': key => ['a.txt', `${key.toUpperCase()}\n`],
  'a constraint of a database': key => ['a.sql', `CONSTRAINT "PK_${sha(key, 27)}" PRIMARY KEY ("id")\n`],
  'a key of Stripe': key => ['a.txt', `pk_${'live'}_${key.slice(3)}\n`],
  'a key of Stripe in tests': key => [
    'a.php',
    `<?php $k = 'pk_${'test'}_' . '51H8qzL2eZvKYlo2C${key.slice(3, 30)}';\n`,
  ],
  'a key of Clerk': key => ['a.env.example', `KEY=pk_${'test'}_${base64(`clerk.${key.slice(-4)}.example.com$`)}\n`],
  'a key of IEX Cloud': key => ['a.py', `TOKEN = "pk_${sha(key, 32)}"\n`],
  'a key of IEX Cloud before a word of digits': key => ['a.md', `pk_${sha(key, 32)}\nbe careful\n`],
  'a key of IEX Cloud in tests': key => ['a.py', `TOKEN = "Tpk_${sha(key, 32)}"\n`],
  'a token of ClickUp': key => ['a.txt', `pk_1234567_${key.slice(3, 35).toUpperCase()}\n`],
  'a key of Checkout.com': key => ['a.txt', `pk_${'sbox'}_${key.slice(3, 30)}\n`],
  'a key of Courier': key => ['a.txt', `pk_${'prod'}_${key.slice(3, 31)}\n`],
  'a key of Langfuse': key => ['a.txt', `pk-lf-${key.slice(3, 11)}-${key.slice(11, 15)}\n`],
  'a token of Mapbox': key => ['a.txt', `pk.${base64(`{"u":"${key.slice(-6)}"}`)}.${key.slice(3, 25)}\n`],
  'a secret key of another': key => ['a.txt', `sk_${key.slice(3)}\n`],
  'a company id of five': key => ['a.txt', `pk_AbC12_${key.slice(3)}\n`],
  'a placeholder of one letter': () => ['a.txt', `pk_${'x'.repeat(34)}\n`],
  'a placeholder of zeros, glued': () => ['a.txt', `klaviyo_pk_${'0'.repeat(34)}\n`],
  'a placeholder, escaped': () => ['a.py', `K = "\\x70k_${'0123456789abcdef'.repeat(3).slice(0, 34)}"\n`],
  'a placeholder in pieces': () => ['a.php', `<?php $k = 'pk_' . '${'a1b2c3d4e5f6'.repeat(3).slice(0, 34)}';\n`],
  'a placeholder in words': () => ['a.txt', 'pk_your_private_key_goes_here_000000 and klaviyo_pk_your_key\n'],
  'a prefix that is compared': () => [
    'a.php',
    "<?php if (strpos($key, 'pk_') !== 0) { throw new Exception('no key'); }\n",
  ],
  'a prefix beside a hash': key => ['a.py', `PREFIX = "pk_"\nCOMMIT = "${sha(key, 40)}"\nMD5 = "${sha(key, 32)}"\n`],
  'a prefix beside more than the digits': key => ['a.py', `PREFIX = 'pk_'\nTOKEN = 'v1.${key.slice(3)}.x'\n`],
  'the digits alone': key => ['a.txt', `${key.slice(3)}\n`],
  'digits in quotation marks without a prefix': key => ['a.py', `ID = "${key.slice(3)}"\n`],
  'pieces that are a list': key => ['a.json', `["pk_${sha(key, 20)}", "${key.slice(3, 17)}"]\n`],
  'pieces that are joined with something between': key => [
    'a.tf',
    `a = join("-", ["${key.slice(0, 20)}", "${key.slice(20)}"])\n`,
  ],
  'pieces that are joined with something between in Python': key => [
    'a.py',
    `A = ", ".join(["${key.slice(0, 20)}", "${key.slice(20)}"])\n`,
  ],
  'pieces that are joined with something between in Go': key => [
    'a.go',
    `a := strings.Join([]string{"${key.slice(0, 20)}", "${key.slice(20)}"}, ", ")\n`,
  ],
  'pieces that are joined with something between in Ruby': key => [
    'a.rb',
    `A = ['${key.slice(0, 20)}', '${key.slice(20)}'].join ', '\n`,
  ],
  'pieces that are joined and too long together': key => [
    'a.tf',
    `a = join("", ["${key.slice(0, 20)}", "${key.slice(20)}", "0"])\n`,
  ],
  'pieces that are joined and too short together': key => [
    'a.tf',
    `a = join("", ["${key.slice(0, 20)}", "${key.slice(20, -1)}"])\n`,
  ],
  'two digits too many within something binary': key => ['a.dat', Buffer.from(`\0\x01\xff${key}0a\0`, 'latin1')],
  'a hash of 40 digits within something binary': key => [
    'a.dat',
    Buffer.from(`\0\x01\xffpk_${sha(key, 40)}\0`, 'latin1'),
  ],
  'pieces that are two lines': key => ['a.txt', `${key.slice(0, 20)}\n${key.slice(20)}\n`],
  'pieces with a space': key => ['a.txt', `${key.slice(0, 20)} ${key.slice(20)}\n`],
  'pieces that are too long together': key => ['a.php', `<?php $k = '${key.slice(0, 20)}' . '${key.slice(20)}0';\n`],
  'escapes that are too short': key => ['a.py', `K = "\\x70\\x6b_${key.slice(3, -1)}"\n`],
  'escapes of something else': key => ['a.py', `K = "\\x73\\x6b_${key.slice(3)}"\n`],
  'an encoded address': key => ['a.txt', `?pk%5Fid=${key.slice(3)}&next=%2Fhome\n`],
  'base64 that is too short': key => ['a.txt', `${base64(key.slice(0, -1))}\n`],
  'base64 of another vendor': key => ['a.txt', `${base64(`pk_${'live'}_${key.slice(3)}`)}\n`],
  'base64 of a longer token, in lines': key => ['a.txt', `${lines(base64(`${key}${key.slice(3)}`), 40)}\n`],
  'the codes of something else': key => ['a.py', `K = bytes([${codes(`sk_${key.slice(3)}`).join(', ')}])\n`],
  'the codes of the prefix alone': () => ['a.py', 'PREFIX = bytes([112, 107, 95])\n'],
  'hexadecimal digits of the prefix alone': key => ['a.txt', `706b5f${sha(key, 58)}\n`],
  'another word backwards': key => ['a.txt', `${key.slice(3)}_kq and _kp\n`],
  'two bytes for each letter, and a digit too few': key => [
    'a.dat',
    Buffer.from(`\0\0\u{1}${key.slice(0, -1)}\0`, 'utf16le').subarray(1),
  ],
  'the signs of base64 alone': () => ['a.txt', 'cGtf BrXz wa18 HBrXz0 Bwa18 cGtfcGtfcGtf\n'],
  'a variable of another name': key => ['a.sh', `KEY="pk_\${REST}"\nREST=${sha(key, 40)}\n`],
};

/** A repository with a file in a folder of its own for each of these, with different keys, and which folder is whose. */
export function hiddenCorpus(
  ways: Readonly<Record<string, Written>>,
  count: number,
): { files: Files; names: string[] } {
  const entries = Object.entries(ways);
  const names = Array.from({ length: count }, (_, id) => entries[id % entries.length]![0]);
  const files = Object.fromEntries(
    names.map((_, id): [string, string | Buffer] => {
      const [path, text] = entries[id % entries.length]![1](fakeKey(5_000 + id));
      return [`n${id}/${path}`, text];
    }),
  );
  return { files, names };
}

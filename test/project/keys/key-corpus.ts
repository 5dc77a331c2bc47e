import { fakeKey, fakeNewKey } from '../../fake-keys.ts';
import type { Files } from '../temporary-folder.ts';

/** A generated repository, and where in it the keys stand. */
export interface KeyCorpus {
  files: Files;
  /** `path:line` of each key, sorted. */
  expected: string[];
}

type Below = (limit: number) => number;
/** A kind of file: its name, and a text around a value. */
type Carrier = readonly [name: (id: number) => string, text: (value: string) => string];

const CARRIERS: readonly Carrier[] = [
  [id => `src/f${id}.ts`, value => `export const token = '${value}';\n`],
  [id => `src/f${id}.js`, value => `// the old one was ${value}\nexport {};\n`],
  [id => `src/f${id}.mjs`, value => `/*\n * ${value}\n */\nexport {};\n`],
  [id => `src/f${id}.cjs`, value => `module.exports = { "api_key": "${value}" };\n`],
  [id => `src/f${id}.jsx`, value => `export const A = () => <p data-key="${value}">a</p>;\n`],
  [id => `src/f${id}.tsx`, value => `export const a = \`Klaviyo-API-Key ${value}\`;\n`],
  [
    id => `src/f${id}.vue`,
    value => `<template><a key="${value}" /></template>\n<script setup>\nconst a = 1;\n</script>\n`,
  ],
  [id => `src/f${id}.svelte`, value => `<script>\n  const a = '${value}';\n</script>\n`],
  [id => `src/f${id}.astro`, value => `---\nconst a = '${value}';\n---\n<p>a</p>\n`],
  [id => `env/${id}/.env`, value => `A=1\nTOKEN=${value}\n`],
  [id => `env/${id}/.env.example`, value => `export TOKEN="${value}" # a comment\n`],
  [id => `env/${id}/.envrc`, value => `export TOKEN=${value}\n`],
  [id => `c/f${id}.yml`, value => `on: push\nenv:\n  token: ${value}\n`],
  [id => `c/f${id}.yaml`, value => `keys:\n  - "${value}"\n`],
  [id => `c/f${id}.json`, value => `{\n  "token": "${value}"\n}\n`],
  [id => `c/f${id}.toml`, value => `[vendor]\ntoken = '${value}'\n`],
  [id => `c/f${id}.ini`, value => `; a comment\ntoken=${value}\n`],
  [id => `c/f${id}.properties`, value => `vendor.token: ${value}\n`],
  [
    id => `n/f${id}.ipynb`,
    value => JSON.stringify({ cells: [{ source: [`api = "${value}"\n`, 'run()\n'] }] }, null, 1),
  ],
  [id => `db/f${id}.sql`, value => `-- a comment\ninsert into settings values (1, '${value}');\n`],
  [id => `infra/f${id}.tf`, value => `variable "token" {\n  default = "${value}"\n}\n`],
  [id => `infra/f${id}.tfvars`, value => `token = "${value}"\n`],
  [id => `d/${id}/Dockerfile`, value => `FROM node:20\nENV TOKEN=${value}\n`],
  [
    id => `d/f${id}.sh`,
    value => `#!/bin/sh\ncurl -H "Authorization: Basic x" "https://example.org?api_key=${value}&a=1"\n`,
  ],
  [id => `p/f${id}.php`, value => `<?php\n$client = new Client(['token' => '${value}']);\n`],
  [id => `p/f${id}.py`, value => `import os\nTOKEN = os.environ.get("TOKEN", "${value}")\n`],
  [id => `p/f${id}.rb`, value => `Vendor.configure { |config| config.token = '${value}' }\n`],
  [id => `p/f${id}.go`, value => `package main\n\nconst token = "${value}"\n`],
  [id => `logs/f${id}.log`, value => `2026-11-20T10:00:00Z GET /x\n2026-11-20T10:00:01Z api_key=${value}&page=2 200\n`],
  [id => `docs/f${id}.md`, value => `# Setup\n\nUse \`${value}\` as the token.\n`],
  [id => `docs/f${id}.html`, value => `<p>a</p>\n<!--${value}-->\n`],
  [id => `docs/f${id}.csv`, value => `name,token\na,${value}\n`],
  [id => `docs/f${id}.diff`, value => `--- a\n+++ b\n-${value}\n`],
  [id => `x/NOTES${id}`, value => `a line\n\n${value}\n`],
  [id => `x/f${id}.unknown`, value => `${value}`],
  [id => `dist/f${id}.min.js`, value => `!function(){var a="${value}";b(a)}();`],
  [
    id => `dist/f${id}.js.map`,
    value => JSON.stringify({ version: 3, sourcesContent: [`const a = '${value}';\nb(a);\n`] }),
  ],
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Ways to write a key down. */
const WRITTEN: readonly ((key: string) => string)[] = [
  key => key,
  key => key,
  key => key,
  key => `https://a.klaviyo.com/api/v2/lists?api_key=${key}&x=1`,
  key => `redirect=%3Fapi_key%3D${key}%26x`,
  base64,
  key => base64(`${key}:`),
  key => base64(`user:${key}`),
  key => base64(`a=${key};`),
  key => base64(`token-${key}`),
  key => `klaviyo_${key}`,
  key => `KEY-${key}`,
  key => `${key}-old`,
];

/** Texts that somebody could take for a key. */
const ALIKE: readonly ((key: string) => string)[] = [
  key => `pk_${'live'}_${key.slice(3)}`,
  key => `pk_${'test'}_${base64('clerk.example.com$')}${key.slice(-2)}`,
  key => `pk_${'test'}_${key.slice(3, 19).toUpperCase()}`,
  key => `pk_${'sbox'}_${key.slice(3, 30)}`,
  key => `pk_${key.slice(3, 11)}-${key.slice(11, 15)}-4${key.slice(15, 18)}-8${key.slice(18, 21)}-${key.slice(21, 33)}`,
  key => `pk_${'prod'}_${key.slice(3, 31)}`,
  key => `pk_1234567_${key.slice(3, 35).toUpperCase()}`,
  key => `pk_${key.slice(3, 35)}`,
  key => `Tpk_${key.slice(3, 35)}`,
  key => `pk.${base64(`{"u":"${key.slice(-6)}"}`)}.${key.slice(3, 25)}`,
  key => `pk-lf-${key.slice(3, 11)}-${key.slice(11, 15)}-4${key.slice(15, 18)}`,
  key => key.slice(0, -1),
  key => `${key}0`,
  key => `${key}${key.slice(3)}`,
  key => key.toUpperCase(),
  key => `sk_${key.slice(3)}`,
  key => `pk_AbC12_${key.slice(3)}`,
  key => `pk_${key.slice(3, 4).repeat(34)}`,
  () => `pk_${'a1b2c3d4e5f6'.repeat(3).slice(0, 34)}`,
  key =>
    `pk_${'0123456789abcdef'
      .repeat(3)
      .slice(Number.parseInt(key.slice(-1), 16) % 8)
      .slice(0, 34)}`,
  key => `pk_${key.slice(3, 7).repeat(9).slice(0, 34)}`,
  () => `pk_${'x'.repeat(34)}`,
  () => 'pk_your_private_key_goes_here_000000',
  () => 'pk_…',
  key => key.slice(3),
  key => base64(key.slice(0, -1)),
  key => base64(`pk_${'live'}_${key.slice(3)}`),
  key => `${key.slice(0, 20)} ${key.slice(20)}`,
];

/** Generates as many files as asked for, the same for a seed: every other one holds a key, each of the others something alike. */
export function keyCorpus(count: number, seed: number): KeyCorpus {
  const below = randomBelow(seed);
  const files: Files = {};
  const expected: string[] = [];
  for (let id = 0; id < count; id += 1) {
    const key = id % 4 < 2 ? fakeKey(seed * count + id) : fakeNewKey(seed * count + id);
    const isKey = id % 2 === 0;
    const value = pick(isKey ? WRITTEN : ALIKE, id >> 1, below)(isKey ? key : fakeKey(seed * count + id));
    const [name, textOf] = CARRIERS[id % CARRIERS.length] ?? pick(CARRIERS, id, below);
    const text = textOf(value);
    files[name(id)] = encoded(text, name(id), below);
    if (isKey) expected.push(`${name(id)}:${text.slice(0, text.indexOf(value)).split('\n').length}`);
  }
  return { files, expected: expected.sort() };
}

/** Each in turn first, then by chance. */
function pick<Item>(items: readonly Item[], turn: number, below: Below): Item {
  return items[turn < items.length ? turn : below(items.length)]!;
}

/** Some texts have a mark, other line ends, or are UTF-16, where no parser reads them. */
function encoded(text: string, name: string, below: Below): string | Buffer {
  const isPlain = /^(?:db|docs|logs|x)\//.test(name);
  switch (below(isPlain ? 5 : 3)) {
    case 0:
      return `\uFEFF${text}`;
    case 3:
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 4:
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    default:
      return text.replaceAll('\n', below(2) === 0 ? '\n' : '\r\n');
  }
}

function randomBelow(seed: number): Below {
  let state = seed * 2_654_435_761 + 1;
  return limit => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37_79b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % limit;
  };
}

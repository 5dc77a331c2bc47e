import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../eslint-plugin/http/request.ts';
import { endpointsOf } from '../../../eslint-plugin/klaviyo/queries.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../../project/virtual-files.ts';
import { requestLines } from '../ask.ts';

const A = 'https://a.klaviyo.com/api';
const toKlaviyo = (request: HttpRequest): boolean => endpointsOf(request).length > 0;
const SEND = 'const send = url => fetch(url);\n';

describe('a function of the own code that has the name of a method of the language is followed', () => {
  test.each(
    Object.entries({
      'a method': `const tools = { map(url) { return fetch(url) } };\ntools.map('${A}/lists');`,
      'a property': `${SEND}const tools = { filter: send };\ntools.filter('${A}/lists');`,
      'an assignment': `${SEND}const tools = {};\ntools.then = send;\ntools.then('${A}/lists');`,
      'a class': `class Tools { find(url) { return fetch(url) } }\nnew Tools().find('${A}/lists');`,
      'a name in a variable': `${SEND}const name = 'join';\nconst tools = { [name]: send };\ntools.join('${A}/lists');`,
    }),
  )('%s, in a file alone', (_, code) => {
    expect(requestLines(code, toKlaviyo)).toEqual([expect.stringMatching(/^(?:tools|new ?Tools\(\))\.\w+: GET http/)]);
  });

  test.each(
    Object.entries({
      'a method': ['tools.map', `export const tools = { map(url) { return fetch(url) } };`],
      'a property': ['tools.filter', `${SEND}export const tools = { filter: send };`],
      'a shorthand': ['tools.push', `const push = url => fetch(url);\nexport const tools = { push };`],
      'an assignment': ['tools.add', `${SEND}export const tools = {};\ntools.add = send;`],
      'a class': ['tools.find', `class Tools { find(url) { return fetch(url) } }\nexport const tools = new Tools();`],
      'a getter': [
        'tools.sort',
        `${SEND}class Tools { get sort() { return send } }\nexport const tools = new Tools();`,
      ],
      'a name in pieces': ['tools.join', `${SEND}export const tools = { ['jo' + 'in']: send };`],
      'a name in a variable': ['tools.slice', `${SEND}const name = 'slice';\nexport const tools = { [name]: send };`],
      entries: ['tools.keys', `${SEND}export const tools = Object.fromEntries([['keys', send]]);`],
      'a module': ['all.concat', `export function concat(url) { return fetch(url) }`],
      'a name of an export': ['all.every', `${SEND}export { send as every };`],
      'what calls another by such a name': [
        'tools.some',
        `const inner = { reverse: url => fetch(url) };\nexport const tools = { some: url => inner.reverse(url) };`,
      ],
    }),
  )('%s, of another file', async (_, [callee = '', tools = '']) => {
    const use = `import { tools } from './tools';\nimport * as all from './tools';\n${callee}('${A}/lists');\n`;
    expect(await rawCalls({ 'tools.js': `// Klaviyo\n${tools}\n`, 'use.js': use })).toEqual(['use.js:3']);
  });
});

test('a call in the callback of such a method is its own', async () => {
  const list = `export const tools = { map: list => list };\n`;
  const use = `import { tools } from './tools';\ntools.map([1]).map(id => fetch('${A}/lists/' + id));\n`;
  expect(await rawCalls({ 'tools.js': list, 'use.js': use })).toEqual(['use.js:2']);
});

test('what is expected of a value is no request, and what is called to get it is', () => {
  const code = `import { expect } from 'vitest';\nexpect(await fetch('${A}/lists')).toEqual(fetch);`;
  expect(requestLines(code)).toEqual([`fetch: GET ${A}/lists`]);
});

test('an `expect` of the own code is a function like any other', () => {
  const code = `const expect = url => ({ send: () => fetch(url) });\nexpect('${A}/lists').send();`;
  expect(requestLines(code, toKlaviyo)).toHaveLength(1);
});

/** The calls that bypass the SDK, as `path:line`. */
async function rawCalls(files: VirtualFiles): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-22',
  });
  expect(skipped).toEqual([]);
  return findings.filter(({ ruleId }) => ruleId.endsWith('no-raw-http')).map(({ path, line }) => `${path}:${line}`);
}

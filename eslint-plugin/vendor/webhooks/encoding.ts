import type { TSESTree } from '@typescript-eslint/utils';
import { spelledNames, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { Verification } from './vendor-hmac.ts';
import { partsOf } from './hmac.ts';

const OTHER = /^(?:base64|base64url|latin1|binary|utf-?8)$/i;

/** Where a code is made with another hash than SHA-256, or written in another way than in hexadecimal digits, as vendors do. */
export function otherEncodings({ hmac, functions }: Verification): TSESTree.Node[] {
  const found = otherHash(hmac.node);
  // The signature may be written anew for the comparison.
  return functions.some(({ body }) => knowsHex(body)) ? found : [...found, ...otherTexts(hmac.values, functions)];
}

/** `createHmac('sha1', secret)` and `HmacSHA1(text, secret)`. */
function otherHash({ callee, arguments: [first] }: TSESTree.CallExpression): TSESTree.Node[] {
  const name = spelledNames(callee).at(-1) ?? '';
  if (/^HmacSHA\d+$/i.test(name)) return name.endsWith('256') ? [] : [callee];
  if (name !== 'createHmac' || first?.type !== 'Literal') return [];
  return typeof first.value === 'string' && !/^(?:rsa-)?sha-?256$/i.test(first.value) ? [first] : [];
}

/** `digest('base64')`, `btoa(code)` and `Base64.stringify(code)`. */
function otherTexts(values: readonly TSESTree.Node[], functions: Verification['functions']): TSESTree.Node[] {
  const found: TSESTree.Node[] = values.flatMap(value => {
    const [first] = value.type === 'CallExpression' ? value.arguments : [];
    const isDigest = value.type === 'CallExpression' && spelledNames(value.callee).at(-1) === 'digest';
    return isDigest && first?.type === 'Literal' && OTHER.test(String(first.value)) ? [first] : [];
  });
  for (const { body } of functions)
    visit(body, at => {
      if (at.type !== 'CallExpression' || !/(?:^btoa|Base64\.stringify)$/.test(spelledNames(at.callee).join('.')))
        return;
      if (at.arguments.flatMap(partsOf).some(part => values.includes(part))) found.push(unwrap(at));
    });
  return [...new Set(found)];
}

/** `'hex'`, `toString(16)` and what by its name makes it. */
function knowsHex(body: TSESTree.Node): boolean {
  let found = false;
  visit(body, at => {
    if (at.type === 'Literal' && (at.value === 'hex' || at.value === 16)) found = true;
    if (at.type === 'Identifier' && /hex/i.test(at.name)) found = true;
  });
  return found;
}

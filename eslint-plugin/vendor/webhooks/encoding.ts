import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { comparedIn, type Verification } from './vendor-hmac.ts';
import { partsOf } from './hmac.ts';

const OTHER = /^(?:base64|base64url|latin1|binary|utf-?8)$/i;

/** Where a code is made with another hash than SHA-256, or written in another way than in hexadecimal digits alone, as vendors do. */
export function otherEncodings({ hmac, functions }: Verification): TSESTree.Node[] {
  const found = [...otherHash(hmac.node), ...prefixedCodes(hmac.values, functions)];
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

/** `sha256=${code}`, which other vendors send, where that is compared, and nothing else has to do with the prefix or the bare code. */
function prefixedCodes(values: readonly TSESTree.Node[], functions: Verification['functions']): TSESTree.Node[] {
  const compared = new Set(functions.flatMap(comparedIn).map(comparedText));
  return [...compared].filter(at => {
    const { prefix, code } = prefixed(at) ?? {};
    return prefix !== undefined && code && isOnly(code, values) && textsWith(prefix, functions) === 1;
  });
}

/** What is compared, without what makes bytes of it, and through the constants that name it. */
function comparedText(node: TSESTree.Node): TSESTree.Node {
  const at = unwrap(node);
  const isBytes = at.type === 'CallExpression' && /^(?:encode|from)$/.test(spelledNames(at.callee).at(-1) ?? '');
  const inner = isBytes ? at.arguments[0] : initOf(at);
  return inner ? comparedText(inner) : at;
}

/** The value of a constant. */
function initOf(node: TSESTree.Node): TSESTree.Expression | undefined {
  const [definition] = node.type === 'Identifier' ? (variableOf(node)?.defs ?? []) : [];
  const isConstant = definition?.type === 'Variable' && definition.parent.kind === 'const';
  const init = isConstant && definition.name === definition.node.id ? definition.node.init : null;
  return init && !isFunction(init) ? init : undefined;
}

/** A text and the one expression behind it, as a template or a sum. */
function prefixed(at: TSESTree.Node): { prefix: string; code: TSESTree.Node } | undefined {
  if (at.type === 'TemplateLiteral') {
    const [code, ...more] = at.expressions;
    const [before, after] = at.quasis.map(({ value }) => value.raw);
    return code && more.length === 0 && before && after === '' ? { prefix: before, code } : undefined;
  }
  if (at.type !== 'BinaryExpression' || at.operator !== '+') return undefined;
  const { left, right } = at;
  return left.type === 'Literal' && typeof left.value === 'string' && left.value !== ''
    ? { prefix: left.value, code: right }
    : undefined;
}

/** Whether an expression is a code, and the only one that uses it. */
function isOnly(node: TSESTree.Node, values: readonly TSESTree.Node[]): boolean {
  const at = unwrap(node);
  const init = initOf(at);
  if (!init) return values.includes(at);
  const uses = (variableOf(at)?.references ?? []).filter(reference => reference.isRead());
  return uses.length === 1 && values.includes(unwrap(init));
}

/** How many texts of some functions hold a prefix: one that is also cut off or added elsewhere may be of both codes. */
function textsWith(prefix: string, functions: Verification['functions']): number {
  const found = new Set<TSESTree.Node>();
  for (const node of functions)
    visit(node, at => {
      const text = at.type === 'TemplateElement' ? at.value.raw : at.type === 'Literal' ? at.value : undefined;
      if (typeof text === 'string' && text.includes(prefix)) found.add(at);
    });
  return found.size;
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

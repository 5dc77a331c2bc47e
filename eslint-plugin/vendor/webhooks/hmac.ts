import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { returnedExpressions } from '../../evaluator/calls.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { flatten, HOLE, textsOf } from '../../values/value.ts';

/** A code for a message, made under a secret. */
export interface Hmac {
  /** The call that makes it. */
  node: TSESTree.CallExpression;
  secret: TSESTree.Node | undefined;
  /** What Web Crypto imports as its key, where that can be seen. */
  imported?: TSESTree.Node;
  /** What is signed, in its order. */
  data: TSESTree.Node[];
  /** The expressions that are the code, or objects that give it. */
  values: TSESTree.Node[];
}

const hmacs = new WeakMap<TSESTree.Node, Hmac[]>();

/** The codes that are made in a syntax tree: by Node's crypto, crypto-js, and Web Crypto. */
export function hmacsIn(root: TSESTree.Node): readonly Hmac[] {
  const known = hmacs.get(root) ?? findHmacs(root);
  hmacs.set(root, known);
  return known;
}

function findHmacs(root: TSESTree.Node): Hmac[] {
  const found: Hmac[] = [];
  visit(root, at => {
    if (at.type !== 'CallExpression') return;
    const hmac = hmacOf(at);
    if (hmac) found.push(hmac);
  });
  return found;
}

function hmacOf(call: TSESTree.CallExpression): Hmac | undefined {
  const names = spelledNames(call.callee);
  const last = names.at(-1) ?? '';
  const [first, second, third, fourth] = call.arguments;
  if (last === 'createHmac') return withUpdates(call, second);
  if (/^HmacSHA\d+$/i.test(last)) return { node: call, secret: second, data: first ? [first] : [], values: [call] };
  const isWebCrypto = names.includes('subtle') && first !== undefined && /HMAC/i.test(textOf(first));
  const data = last === 'sign' ? third : last === 'verify' ? fourth : undefined;
  if (!isWebCrypto || (last !== 'sign' && last !== 'verify')) return undefined;
  const imported = second && importedSecret(second);
  return { node: call, secret: undefined, ...(imported && { imported }), data: data ? [data] : [], values: [call] };
}

/** `secret` of `crypto.subtle.importKey('raw', new TextEncoder().encode(secret), …)`, which gives a key. */
function importedSecret(key: TSESTree.Node): TSESTree.Node | undefined {
  const frame = moduleOf(key)?.frame;
  const makers = partsOf(key).filter(part => part.type === 'CallExpression');
  const inside = makers.flatMap(call => (frame ? calledFunctions(call, frame) : []));
  const returned = inside.flatMap(({ callee }) => returnedExpressions(callee.node).flatMap(partsOf));
  const importing = [...makers, ...returned].find(
    (part): part is TSESTree.CallExpression =>
      part.type === 'CallExpression' && spelledNames(part.callee).slice(-2).join('.') === 'subtle.importKey',
  );
  const [, bytes] = importing?.arguments ?? [];
  return bytes && encodedText(bytes);
}

/** `text` of `encoder.encode(text)` and `Buffer.from(text)`, also in a constant. */
function encodedText(bytes: TSESTree.Node): TSESTree.Node {
  const at = unwrap(bytes);
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  const init = definition?.type === 'Variable' ? definition.node.init : null;
  if (init) return encodedText(init);
  const isEncoding = at.type === 'CallExpression' && /^(?:encode|from)$/.test(spelledNames(at.callee).at(-1) ?? '');
  return (isEncoding && at.arguments[0]) || at;
}

function textOf(node: TSESTree.Node): string {
  if (node.type === 'ObjectExpression') {
    const name = node.properties.find(property => property.type === 'Property' && staticName(property) === 'name');
    return name?.type === 'Property' ? textOf(name.value) : '';
  }
  return node.type === 'Literal' ? String(node.value) : '';
}

/** Follows `.update(…)` and `.digest(…)` behind the call, and on the variable that it is kept in. */
function withUpdates(call: TSESTree.CallExpression, secret: TSESTree.Node | undefined): Hmac {
  const data: TSESTree.Node[] = [];
  const values: TSESTree.Node[] = [call];
  const follow = (start: TSESTree.Node): void => {
    let at = start;
    for (let next = methodCallOn(at); next; next = methodCallOn(at)) {
      const name = staticName(next.callee as TSESTree.MemberExpression);
      const [first] = next.arguments;
      if (name === 'update' && first) data.push(first);
      if (name === 'digest') values.push(next);
      at = next;
    }
    const { parent } = at;
    if (parent?.type !== 'VariableDeclarator' || parent.init !== at) return;
    for (const { identifier } of variableOf(parent.id)?.references ?? [])
      if (methodCallOn(identifier)) follow(identifier);
  };
  follow(call);
  return { node: call, secret, data, values };
}

function methodCallOn(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const member = node.parent;
  if (member?.type !== 'MemberExpression' || member.object !== node) return undefined;
  return member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : undefined;
}

/** Whether a secret is written down, also as what is used where no other is given. */
export function isWrittenSecret(secret: TSESTree.Node): boolean {
  const frame = moduleOf(secret)?.frame;
  if (!frame) return false;
  return textsOf(evaluate(secret, frame)).some(text => {
    const flat = flatten(text);
    return flat !== '' && !flat.includes(HOLE);
  });
}

/** The expressions that an expression is made of, through the constants that it names. */
export function partsOf(node: TSESTree.Node): TSESTree.Node[] {
  const parts = new Set<TSESTree.Node>();
  const starts = new Set([node]);
  for (const start of starts)
    visit(start, at => {
      parts.add(at);
      if (at.type !== 'Identifier') return;
      const [definition] = variableOf(at)?.defs ?? [];
      const init = definition?.type === 'Variable' ? definition.node.init : null;
      if (init && !parts.has(unwrap(init))) starts.add(init);
    });
  return [...parts];
}

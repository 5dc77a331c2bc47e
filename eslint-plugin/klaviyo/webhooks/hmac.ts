import type { TSESTree } from '@typescript-eslint/utils';
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
  if (isWebCrypto && last === 'sign')
    return { node: call, secret: undefined, data: third ? [third] : [], values: [call] };
  if (isWebCrypto && last === 'verify')
    return { node: call, secret: undefined, data: fourth ? [fourth] : [], values: [call] };
  return undefined;
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
  const seen = new Set<TSESTree.Node>();
  const follow = (start: TSESTree.Node): void => {
    if (seen.has(start)) return;
    seen.add(start);
    visit(start, at => {
      parts.add(at);
      if (at.type !== 'Identifier') return;
      const [definition] = variableOf(at)?.defs ?? [];
      const init = definition?.type === 'Variable' ? definition.node.init : null;
      if (init && !parts.has(unwrap(init))) follow(init);
    });
  };
  follow(node);
  return [...parts];
}

import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, moduleOf, variableOf } from '../../program/module.ts';
import {
  enclosingFunction,
  functionsAround,
  isFunction,
  positionalParameters,
  spelledNames,
  staticName,
  unwrap,
} from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { wordsOf } from '../words.ts';
import { readersIn } from './header-reads.ts';
import { type Hmac, partsOf } from './hmac.ts';
import { isEquality, usesOf } from './verification.ts';

/** A code that is compared with the signature of a vendor's deliveries. */
export interface Verification {
  hmac: Hmac;
  /** The functions around it, and around the calls that lead to it. */
  functions: FunctionNode[];
  /** The calls of the function that makes the code. */
  uses: TSESTree.CallExpression[];
}

/** Returns whether a code is made to verify what a vendor sends; undefined for any other. @param isHandler for functions that answer it */
export function verificationBy(
  hmac: Hmac,
  vendor: Vendor,
  isHandler: (node: FunctionNode) => boolean,
): Verification | undefined {
  const around = functionsAround(hmac.node);
  const uses = around.flatMap(usesOf);
  const functions = [...new Set([...around, ...uses.flatMap(functionsAround)])];
  const verification = { hmac, functions, uses };
  const isOfVendor =
    around.some(node => isNamedSo(node, vendor)) ||
    hasOwnSecret(hmac, vendor) ||
    functions.some(node => isHandler(node) || readsSignature(node, vendor));
  return isOfVendor && functions.some(node => compares(node)) ? verification : undefined;
}

const ABOUT_DELIVERY = new Set(['webhook', 'webhooks', 'signature', 'hmac', 'delivery', 'event', 'request']);
const ABOUT_OTHER = new Set([
  'state',
  'oauth',
  'token',
  'cookie',
  'session',
  'link',
  'url',
  'unsubscribe',
  'shopify',
  'stripe',
]);

/** A function, or its class, whose name says so: `verifyKlaviyoSignature`. */
function isNamedSo(node: FunctionNode, { webhooks }: Vendor): boolean {
  const words = [nameOf(node), classNameOf(node)].flatMap(wordsOf);
  return (
    webhooks.isNamedBy(words) &&
    words.some(word => ABOUT_DELIVERY.has(word)) &&
    !words.some(word => ABOUT_OTHER.has(word))
  );
}

function nameOf(node: FunctionNode): string {
  const { parent } = node;
  if (parent.type === 'MethodDefinition' || parent.type === 'Property') return staticName(parent) ?? '';
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  return node.id?.name ?? '';
}

function classNameOf(node: FunctionNode): string {
  const holder = node.parent.type === 'MethodDefinition' ? node.parent.parent.parent : undefined;
  return holder?.id?.name ?? '';
}

function hasOwnSecret({ secret, node }: Hmac, { webhooks }: Vendor): boolean {
  const around = enclosingFunction(node);
  const parts = secret ? partsOf(secret) : around ? partsOf(around.body) : [];
  const isNamed = (name: string): boolean => webhooks.isNamedIn(name) && /hook|sign/i.test(name);
  return (
    isNamed(spelledNames(secret ?? node).join(' ')) ||
    parts.some(
      part =>
        (part.type === 'Identifier' && isNamed(part.name)) || (part.type === 'Literal' && isNamed(String(part.value))),
    ) ||
    (secret !== undefined && isNamed(hintOf(secret)))
  );
}

function hintOf(node: TSESTree.Node): string {
  const frame = moduleOf(node)?.frame;
  const options = frame ? alternativesOf(evaluate(node, frame)) : [];
  return options.map(option => (option.kind === 'unknown' ? option.hint : '')).join(' ');
}

function readsSignature(node: FunctionNode, vendor: Vendor): boolean {
  const module = moduleOf(node);
  return module !== undefined && readersIn(module.ast, vendor).signature.has(node);
}

const COMPARING = /timingSafe|safeEqual|safeCompare|tsscmp|equals|compare|verify/i;

const comparing = new WeakMap<FunctionNode, boolean>();

function compares(node: FunctionNode): boolean {
  const known = comparing.get(node) ?? findComparison(node);
  comparing.set(node, known);
  return known;
}

function findComparison(node: FunctionNode): boolean {
  let found = false;
  visit(node.body, at => {
    if (at.type === 'CallExpression' && COMPARING.test(spelledNames(at.callee).at(-1) ?? '')) found = true;
    if (at.type === 'BinaryExpression' && isEquality(at) && ![at.left, at.right].some(isPlain)) found = true;
  });
  return found;
}

/** The expressions that a function compares with others. */
export function comparedIn({ body }: FunctionNode): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  visit(body, at => {
    if (at.type === 'BinaryExpression' && isEquality(at) && ![at.left, at.right].some(isPlain))
      found.push(at.left, at.right);
    if (at.type === 'CallExpression' && COMPARING.test(spelledNames(at.callee).at(-1) ?? '')) {
      const callee = unwrap(at.callee);
      found.push(...at.arguments, ...(callee.type === 'MemberExpression' ? [callee.object] : []));
    }
  });
  return found;
}

function isPlain(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  return (
    at.type === 'Literal' ||
    (at.type === 'Identifier' && at.name === 'undefined') ||
    at.type === 'UnaryExpression' ||
    (at.type === 'MemberExpression' && /^(?:length|byteLength)$/.test(staticName(at) ?? ''))
  );
}

/** The comparisons of a code that take longer the more of it is right, in a module. */
export function variableTimeComparisons(
  { hmac, functions, uses }: Verification,
  module: Module,
): (TSESTree.BinaryExpression | TSESTree.CallExpression)[] {
  const values = new Set<TSESTree.Node>([...hmac.values, ...(returnsCode(hmac) ? uses : [])]);
  const isCode = (node: TSESTree.Node): boolean => !isPlain(node) && partsOf(node).some(part => values.has(part));
  const found = new Set<TSESTree.BinaryExpression | TSESTree.CallExpression>();
  for (const owner of functions) {
    if (moduleOf(owner) !== module) continue;
    visit(owner.body, at => {
      if (at.type === 'BinaryExpression' && isEquality(at)) {
        const sides = [at.left, at.right];
        if (!sides.some(isPlain) && sides.some(isCode) && !sides.some(isComparison)) found.add(at);
      }
      const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
      if (at.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return;
      const isComparing = /^(?:equals|localeCompare)$/.test(staticName(callee) ?? '');
      if (isComparing && [callee.object, ...at.arguments].some(isCode)) found.add(at);
    });
  }
  return [...found];
}

/** What itself compares: `timingSafeEqual(a, b) === true`. */
function isComparison(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  return at.type === 'CallExpression' && COMPARING.test(spelledNames(at.callee).at(-1) ?? '');
}

function returnsCode({ node, values }: Hmac): boolean {
  const owner = enclosingFunction(node);
  if (!owner) return false;
  const results: TSESTree.Node[] = owner.body.type === 'BlockStatement' ? [] : [owner.body];
  visit(owner.body, at => {
    if (at.type === 'ReturnStatement' && at.argument && enclosingFunction(at) === owner) results.push(at.argument);
  });
  return results.some(result => {
    const at = unwrap(result);
    const isCompared = at.type === 'BinaryExpression' || at.type === 'LogicalExpression' || isComparison(at);
    return !isCompared && partsOf(result).some(part => values.includes(part));
  });
}

/** What a code is made of, with what callers give for parameters; `isKnown` is false where that cannot be seen. */
export function signedParts({ hmac, ...calls }: Verification): { parts: TSESTree.Node[]; isKnown: boolean } {
  return partsGiven(hmac.data, calls);
}

/** The same for any expressions in a function. */
export function partsGiven(
  data: readonly TSESTree.Node[],
  { functions, uses }: Pick<Verification, 'functions' | 'uses'>,
): { parts: TSESTree.Node[]; isKnown: boolean } {
  const parts = data.flatMap(partsOf);
  const around = new Set(functions);
  let isKnown = data.length > 0;
  for (const name of parts.filter(part => part.type === 'Identifier')) {
    const [definition] = variableOf(name)?.defs ?? [];
    const owner = definition?.type === 'Parameter' ? enclosingFunction(definition.name) : undefined;
    // Of `event.body` the member says what it is.
    const isWhole = !(name.parent?.type === 'MemberExpression' && name.parent.object === name);
    if (!owner || !isWhole || !around.has(owner)) continue;
    const given = uses
      .filter(call => functionsAround(call).some(other => other !== owner && around.has(other)))
      .flatMap(call => givenFor(definition?.name, owner, call));
    parts.push(...given.flatMap(partsOf));
    if (given.length === 0 && !isBody(name.name)) isKnown = false;
  }
  return { parts, isKnown };
}

/** What a call gives for a parameter, or for a name that a parameter takes out of an object: `({ rawBody, timestamp }) => …`. */
function givenFor(
  name: TSESTree.Node | undefined,
  owner: FunctionNode,
  call: TSESTree.CallExpression,
): TSESTree.Node[] {
  return positionalParameters(owner).flatMap((parameter, index): TSESTree.Node[] => {
    const given = call.arguments[index];
    const target = withoutDefault(parameter);
    if (!given) return [];
    if (target === name) return [given];
    const taken = target.type === 'ObjectPattern' ? target.properties : [];
    const key = taken.find(each => each.type === 'Property' && withoutDefault(each.value) === name);
    const object = unwrap(given);
    if (key?.type !== 'Property' || object.type !== 'ObjectExpression') return [];
    return object.properties.flatMap(each =>
      each.type === 'Property' && staticName(each) === staticName(key) ? [each.value] : [],
    );
  });
}

function withoutDefault(target: TSESTree.Node): TSESTree.Node {
  return target.type === 'AssignmentPattern' ? target.left : target;
}

function isBody(name: string): boolean {
  return wordsOf(name).some(word => /^(?:body|raw|rawbody|payload|text|buf|buffer|req|request|bytes)$/.test(word));
}

const TIME_WORDS = /^(?:time|timestamp|ts|date|sent|issued)$/;

/** Whether a part of an expression is a time, by its name. */
export function isTime(part: TSESTree.Node): boolean {
  const name =
    part.type === 'Identifier'
      ? part.name
      : part.type === 'Literal' && typeof part.value === 'string'
        ? part.value
        : undefined;
  return name !== undefined && wordsOf(name).some(word => TIME_WORDS.test(word));
}

/** Whether the text that is signed is visibly another than the one that a vendor signs. */
export function isOtherText(hmac: Hmac, { webhooks: { signed } }: Vendor): boolean {
  return signed === 'body, time' ? isOtherThanAppended(hmac) : isOtherThanPrefixed(hmac, signed);
}

/** It has the time before the body, or something between, where the time is appended with no separator. */
function isOtherThanAppended({ data }: Hmac): boolean {
  const [first, second] = data;
  if (!first) return false;
  if (second) return isTimeOnly(first) && !isTimeOnly(second);
  const at = whole(first);
  if (at.type === 'TemplateLiteral')
    return (
      at.expressions.length > 1 &&
      ((at.expressions[0] !== undefined && isTimeOnly(at.expressions[0])) ||
        at.quasis.slice(1, -1).some(({ value }) => value.raw !== ''))
    );
  return at.type === 'BinaryExpression' && at.operator === '+' && isTimeOnly(leftmost(at));
}

/** It has the time behind the body, or other texts before and between, where it is a prefix, the time, a separator and the body. */
function isOtherThanPrefixed({ data }: Hmac, signed: { prefix: string; separator: string }): boolean {
  const [first, second, ...more] = data;
  if (!first) return false;
  if (second) return more.length === 0 && isTimeOnly(second) && isBodyOnly(first);
  const pieces = piecesOf(whole(first));
  const expressions = pieces.filter(piece => typeof piece !== 'string');
  const isKnown = expressions.length === 2 && expressions.some(isTimeOnly) && expressions.some(isBodyOnly);
  const [prefix, time, separator, body, ...rest] = pieces;
  const isRight =
    prefix === signed.prefix &&
    typeof time === 'object' &&
    isTimeOnly(time) &&
    separator === signed.separator &&
    typeof body === 'object' &&
    rest.length === 0;
  return isKnown && !isRight;
}

/** The texts and the expressions that a template or a sum is made of, in order. */
function piecesOf(node: TSESTree.Node): (string | TSESTree.Node)[] {
  const at = unwrap(node);
  if (at.type === 'Literal' && typeof at.value === 'string') return at.value === '' ? [] : [at.value];
  if (at.type === 'BinaryExpression' && at.operator === '+') return [...piecesOf(at.left), ...piecesOf(at.right)];
  if (at.type !== 'TemplateLiteral') return [at];
  const pieces = at.quasis.flatMap(({ value }, index) => {
    const expression = at.expressions[index];
    return [value.cooked ?? value.raw, ...(expression ? piecesOf(expression) : [])];
  });
  return pieces.filter(piece => piece !== '');
}

/** By its name, or that of what it is read from: `rawBody`, `body.toString()`, `Buffer.from(body)`. */
function isBodyOnly(node: TSESTree.Node): boolean {
  return !isTimeOnly(node) && partsOf(node).some(part => part.type === 'Identifier' && isBody(part.name));
}

function leftmost(node: TSESTree.Node): TSESTree.Node {
  return node.type === 'BinaryExpression' && node.operator === '+' ? leftmost(node.left) : node;
}

function whole(node: TSESTree.Node): TSESTree.Node {
  const at = unwrap(node);
  const [definition] = variableOf(at)?.defs ?? [];
  const init = at.type === 'Identifier' && definition?.type === 'Variable' ? definition.node.init : null;
  return init && !isFunction(init) ? unwrap(init) : at;
}

function isTimeOnly(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type === 'Identifier') return isTime(at);
  return at.type === 'MemberExpression' && (at.computed ? isTime(at.property) : isTime(at.property));
}

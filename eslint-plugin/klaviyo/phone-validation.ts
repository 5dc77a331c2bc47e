import type { TSESTree } from '@typescript-eslint/utils';
import { sliceOf } from '../call-graph/slice.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import { plainReplacement } from '../evaluator/text-methods.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { spelledNames, staticName, wrapped } from '../program/node.ts';
import { alternativesOf, packageOf } from '../values/value.ts';

/** Methods of a text that make another text of it, or tell whether it matches. */
const REWRITING = new Set(['replace', 'replaceAll', 'slice', 'substring', 'substr', 'split', 'match', 'padStart']);
const MATCHING = new Set(['test', 'exec', 'match', 'matchAll', 'regex', 'refine', 'parse', 'safeParse', 'matches']);
/** Names of functions that check or write a phone number: `isValidPhone`, `toE164`, `normalizePhoneNumber`, `assertValid`. */
const VALIDATING =
  /e_?164|valid|normali[sz]e|sanitize|(?:format|parse|clean|check|is|as|to)_?(?:\w*_?)(?:phone|mobile)/i;
const PACKAGES =
  /^(?:libphonenumber|google-libphonenumber|awesome-phonenumber|phone$|validator|.*phone-(?:number|input)|zod$|yup$|joi$)/;

/** Whether what is written in a literal is changed before it is sent, so that the literal does not tell what arrives. */
export function isRewritten(literal: TSESTree.Node, written: readonly TSESTree.Node[]): boolean {
  const slice = sliceOf(written, true);
  const calls = [...slice, ...callsAround(literal)].filter(node => node.type === 'CallExpression');
  return calls.some(call => (REWRITING.has(calledMethod(call)) && !plainReplacement(call)) || isValidating(call));
}

/** Whether something on the way of a value, or a condition on a part of it, checks that it is a phone number. */
export function isValidated(written: readonly TSESTree.Node[]): boolean {
  const slice = sliceOf(written, true);
  for (const node of slice) {
    if (node.type === 'CallExpression' && isValidating(node)) return true;
    const uses = node.type === 'Identifier' ? (variableOf(node)?.references ?? []) : [];
    if (uses.some(({ identifier }) => callsAround(identifier).some(isValidating))) return true;
  }
  return false;
}

/** The calls that an expression, or a member of it, is an argument of or that are methods of it. */
function callsAround(expression: TSESTree.Node): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  let at = wrapped(expression).parent;
  while (at?.type === 'CallExpression' || at?.type === 'MemberExpression' || at?.type === 'TemplateLiteral') {
    if (at.type === 'CallExpression') calls.push(at);
    at = wrapped(at).parent;
  }
  return calls;
}

function calledMethod({ callee }: TSESTree.CallExpression): string {
  return callee.type === 'MemberExpression' ? (staticName(callee) ?? '') : '';
}

function isValidating(call: TSESTree.CallExpression): boolean {
  const name = spelledNames(call.callee).at(-1) ?? '';
  if (VALIDATING.test(name) || isMatching(call)) return true;
  const frame = moduleOf(call)?.frame;
  const callees = frame ? alternativesOf(evaluate(call.callee, frame)) : [];
  return callees.some(callee => PACKAGES.test(packageOf(callee) ?? ''));
}

function isMatching(call: TSESTree.CallExpression): boolean {
  const { callee } = call;
  const isJson = callee.type === 'MemberExpression' && spelledNames(callee).join('.') === 'JSON.parse';
  return MATCHING.has(calledMethod(call)) && !isJson;
}

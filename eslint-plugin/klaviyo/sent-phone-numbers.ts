import type { TSESTree } from '@typescript-eslint/utils';
import { everyEffect } from '../call-graph/effects.ts';
import { type Module, moduleOf } from '../program/module.ts';
import { unwrap } from '../program/node.ts';
import { isTestFile } from '../program/test-file.ts';
import { visit } from '../program/visit.ts';
import { keysOf } from '../values/key-origins.ts';
import { alternativesOf, knownText, type Lazy, type Value } from '../values/value.ts';
import { idOf } from '../values/value-id.ts';
import { payloadIn } from '../http/json-payload.ts';
import { endpointsOf, requests, sdkCalls } from './queries.ts';

/** A value that is sent to Klaviyo as a phone number. */
export interface SentPhoneNumber {
  /** The literal, or the expression that is written behind the key where the value is not known. */
  node: TSESTree.Node;
  /** The text of the literal, empty for the fallback where there is no number; undefined where the value is not known. */
  text: string | undefined;
  /** The value is not known, but begins as no number in E.164 does, whatever it is. */
  beginsWrong?: true;
  /** The expressions that are written behind the key, where that is known. */
  written: readonly TSESTree.Node[];
}

const known = new WeakMap<Module, SentPhoneNumber[]>();

/** The phone numbers in the payloads that the calls of a module send, in whatever file they stand. What a test sends is sample data. */
export function sentPhoneNumbers(module: Module): SentPhoneNumber[] {
  const before = known.get(module);
  if (before) return before;
  const found = new Map<TSESTree.Node, SentPhoneNumber>();
  if (!isTestFile(module.path))
    visit(module.ast, node => {
      if (node.type !== 'CallExpression') return;
      for (const payload of payloadsOf(node)) for (const sent of phoneNumbersIn(payload)) found.set(sent.node, sent);
    });
  const sent = [...found.values()];
  known.set(module, sent);
  return sent;
}

function payloadsOf(call: TSESTree.CallExpression): Value[] {
  const bodies = everyEffect(call, requests).flatMap(request =>
    request.body && endpointsOf(request).some(({ audience }) => audience !== 'legacy')
      ? [payloadIn(request.body, request.node)]
      : [],
  );
  return [...everyEffect(call, sdkCalls).flatMap(({ args }) => args), ...bodies];
}

const KEYS = new Set(['phoneNumber', 'phone_number']);
/** Data of the caller's own, in which Klaviyo reads nothing. */
const OWN_DATA = new Set(['properties', 'metadata', 'context', 'record']);

function phoneNumbersIn(value: Value, seen = new Set<number>()): SentPhoneNumber[] {
  return alternativesOf(value).flatMap(option => {
    if ((option.kind !== 'object' && option.kind !== 'array') || seen.has(idOf(option))) return [];
    seen.add(idOf(option));
    if (option.kind === 'array') return option.elements.flatMap(element => phoneNumbersIn(element(), seen));
    return [...option.properties].flatMap(([name, read]) => {
      if (KEYS.has(name)) return phoneNumbersOf(read);
      return OWN_DATA.has(name) ? [] : phoneNumbersIn(read(), seen);
    });
  });
}

function phoneNumbersOf(read: Lazy): SentPhoneNumber[] {
  const written = keysOf(read).flatMap(valueBehind);
  const options = alternativesOf(read());
  const beginsWrong = options.every(beginsAsNone);
  return options.flatMap((option): SentPhoneNumber[] => {
    if (option.kind === 'nullish') return [];
    if (option.kind === 'text' && option.parts.length === 0)
      return written
        .filter(isKept)
        .flatMap(emptyFallbacks)
        .map(node => ({ node, text: '', written }));
    const text = option.kind === 'text' ? knownText(option) : undefined;
    if (text === undefined || option.kind !== 'text')
      return written.map(node => ({ node, text: undefined, written, ...(beginsWrong && { beginsWrong }) }));
    const [part, ...more] = option.parts;
    if (!part || !('node' in part)) return [];
    // What is put together of several constants is wrong where that is done.
    return [{ node: more.length > 0 ? (written[0] ?? part.node) : part.node, text, written }];
  });
}

/** `0${number}`: E.164 begins with a plus sign and the code of a country, of which none begins with zero. */
function beginsAsNone(option: Value): boolean {
  const [first, next] = option.kind === 'text' ? option.parts : [];
  return first !== undefined && 'text' in first && next !== undefined && /^(?:\d{1,4}|\+0\d*)$/.test(first.text);
}

/** The empty text in `phone || ''` and in `phone ? phone : ''`. By itself it may stand for a value that is filled in later. */
function emptyFallbacks(node: TSESTree.Node): TSESTree.Node[] {
  const at = unwrap(node);
  const branches =
    at.type === 'LogicalExpression'
      ? [at.right]
      : at.type === 'ConditionalExpression'
        ? [at.consequent, at.alternate]
        : [];
  return branches.flatMap(branch => (isEmptyText(unwrap(branch)) ? [unwrap(branch)] : emptyFallbacks(branch)));
}

function isEmptyText(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === '';
}

/** Whether nothing in the file takes the key out again where it is empty. */
function isKept(node: TSESTree.Node): boolean {
  return !/\bdelete\s[^;\n]{0,80}phone_?number/i.test(moduleOf(node)?.text ?? '');
}

/** What is written behind a key in a literal, or assigned to a member. */
function valueBehind({ parent }: TSESTree.Node): TSESTree.Node[] {
  if (parent?.type === 'Property') return [parent.value];
  const isAssigned = parent?.type === 'MemberExpression' && parent.parent.type === 'AssignmentExpression';
  return isAssigned && parent.parent.type === 'AssignmentExpression' ? [parent.parent.right] : [];
}

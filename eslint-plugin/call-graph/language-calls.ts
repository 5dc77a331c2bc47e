import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../evaluator/evaluate.ts';
import { isExpectation } from '../program/expectations.ts';
import { COMPUTED, givenMethods, languageMethodOf } from '../program/language-methods.ts';
import { type Module, moduleOf } from '../program/module.ts';
import { mayCallOwn } from '../program/own-names.ts';
import { alternativesOf, constantString, type FunctionNode, UNKNOWN, type Value } from '../values/value.ts';

/** The functions of the checked code that something may call; undefined where it may call what cannot be seen. */
export type Candidates = readonly FunctionNode[] | undefined;

type ByName = Map<string, Candidates>;

const known = new WeakMap<readonly Module[], ByName>();
const NOTHING: Candidates = [];

/**
 * What a call by the name of a method of the language, such as `list.map(…)`, may call that is none, judged by the name alone: what the
 * object is need not be found out, which is most of what an analysis would do in code that sends nothing.
 *
 * @returns undefined where only the value of the callee tells
 */
export function candidatesByName(call: TSESTree.CallExpression): Candidates {
  if (isExpectation(call)) return NOTHING;
  const name = languageMethodOf(call);
  const module = name === undefined ? undefined : moduleOf(call);
  const every = module?.every();
  if (name === undefined || !module || !every) return undefined;
  if (every.length === 1) return mayCallOwn(call, module) ? undefined : NOTHING;
  const byName: ByName = known.get(every) ?? new Map<string, Candidates>();
  known.set(every, byName);
  if (!byName.has(name)) {
    // What a value is may depend on a call by that very name.
    byName.set(name, undefined);
    byName.set(name, candidatesIn(every, name));
  }
  return byName.get(name);
}

function candidatesIn(every: readonly Module[], name: string): Candidates {
  const functions = new Set<FunctionNode>();
  for (const module of every) {
    const given = givenMethods(module);
    if (given.get(COMPUTED)?.some(key => mayBe(key, name, module))) return undefined;
    for (const node of given.get(name) ?? []) {
      if (node.type === 'Literal' && !mayBeKey(node, module)) continue;
      const options = ONLY_NAMES.has(node.type) ? [UNKNOWN] : alternativesOf(evaluate(node, module.frame));
      if (options.some(isOpen)) return undefined;
      options.forEach(option => option.kind === 'function' && functions.add(option.node));
    }
  }
  return [...functions];
}

function mayBe(key: TSESTree.Node, name: string, { frame }: Module): boolean {
  return alternativesOf(evaluate(key, frame)).some(option => constantString(option) === name);
}

/** A text that is passed on becomes a key where what it is the key of is passed beside it: `define('name', send)`. */
function mayBeKey(text: TSESTree.Literal, { frame }: Module): boolean {
  const { parent } = text;
  if (parent.type !== 'CallExpression' && parent.type !== 'NewExpression') return true;
  return parent.arguments.some(
    argument => argument !== text && alternativesOf(evaluate(argument, frame)).some(({ kind }) => !VALUES.has(kind)),
  );
}

const VALUES = new Set<Value['kind']>(['unknown', 'object', 'array', 'text', 'nullish', 'instance', 'type']);

/** Getters, and texts that may become a key: what is passed there is not known. */
const ONLY_NAMES = new Set<string>(['MethodDefinition', 'Property', 'Literal']);

const DATA = new Set<Value['kind']>(['function', 'object', 'array', 'text', 'nullish', 'instance', 'type']);

function isOpen({ kind }: Value): boolean {
  return !DATA.has(kind);
}

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { argumentsByComposition } from './composition.ts';
import { visitedIn } from './containers.ts';
import { evaluate } from './evaluate.ts';
import { injectedSettings } from './settings.ts';
import { type Frame, frameAround } from '../values/frame.ts';
import { type Module, moduleOf, variableOf } from '../program/module.ts';
import { isFunction, positionalParameters, staticName, unwrap, wrapped } from '../program/node.ts';
import { isTestFile } from '../program/test-file.ts';
import { mapAlternatives, alternativesOf, join, UNKNOWN, type Value } from '../values/value.ts';
import type { FunctionNode } from '../values/value.ts';
import { visit } from '../program/visit.ts';

/**
 * What the callers, in the same module or in others that can be seen, pass for a parameter, as far as it is a client, a configuration or a function.
 * A text or the options of a request are left out: the place where a URL is written is its call, and that call is looked at by itself.
 */
export function argumentsOfParameter(parameter: TSESTree.Node, frame: Frame): Value {
  const place = placeOf(parameter);
  if (!place) return UNKNOWN;
  const { owner, index } = place;
  const given = injectedSettings(parameter, frame) ?? (index === 0 ? givenToCallback(owner, frame) : undefined);
  if (given && given.kind !== 'unknown') return given;
  const composed = index === 0 ? argumentsByComposition(owner.id ?? declaredName(owner), frame) : [];
  const passed = [...callsOf(owner).flatMap(call => argumentAt(call, index, frame)), ...composed];
  const elsewhere =
    passed.length > 0 ? [] : callsElsewhere(owner).flatMap(({ call, module }) => argumentAt(call, index, module.frame));
  const useful = [...passed, ...elsewhere].flatMap(alternativesOf).filter(isShared);
  return useful.length > 0 ? join(useful) : UNKNOWN;
}

interface ParameterPlace {
  owner: FunctionNode;
  index: number;
}

function placeOf(parameter: TSESTree.Node): ParameterPlace | undefined {
  const at = parameter.parent?.type === 'TSParameterProperty' ? parameter.parent : parameter;
  return isFunction(at.parent)
    ? { owner: at.parent, index: positionalParameters(at.parent).indexOf(at as TSESTree.Parameter) }
    : undefined;
}

/** The expressions that the callers of a function, in its module or else in others that can be seen, pass for a parameter. */
export function expressionsPassedFor(parameter: TSESTree.Node): TSESTree.Expression[] {
  const place = placeOf(parameter);
  if (!place) return [];
  const { owner, index } = place;
  return callersOf(owner).flatMap(call => {
    const argument = call.arguments[index];
    return argument && argument.type !== 'SpreadElement' ? [argument] : [];
  });
}

/** The calls of a function, or the constructions of its class, in its module, else in others that can be seen; through its name only. */
export function callersOf(owner: FunctionNode): AnyCall[] {
  const own = callsOf(owner);
  return own.length > 0 ? own : callsElsewhere(owner).map(({ call }) => call);
}

function argumentAt(call: AnyCall, index: number, frame: Frame): Value[] {
  const argument = call.arguments[index];
  return argument && argument.type !== 'SpreadElement' ? [evaluate(argument, frameAround(argument, frame))] : [];
}

const ITERATIONS = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'some', 'every']);

/** What the language itself passes to a callback: `promise.then(value => …)`, `list.map(element => …)`. */
function givenToCallback(owner: FunctionNode, outer: Frame): Value | undefined {
  const call = owner.parent;
  if (call.type !== 'CallExpression' || call.arguments[0] !== owner) return undefined;
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  if (name === 'then') return evaluate(callee.object, frameAround(call, outer));
  return ITERATIONS.has(name)
    ? mapAlternatives(evaluate(callee.object, frameAround(call, outer)), visitedIn)
    : undefined;
}

/** Options of a request, and names of headers. */
const OF_ONE_REQUEST = new Set(['headers', 'method', 'body', 'authorization', 'accept', 'content-type', 'revision']);

/** Not what belongs to one call only: a text, or the options of one request. */
function isShared(value: Value): boolean {
  if (value.kind === 'object')
    return ![...value.properties.keys()].some(name => OF_ONE_REQUEST.has(name.toLowerCase()));
  return value.kind !== 'text' && value.kind !== 'array' && value.kind !== 'unknown' && value.kind !== 'nullish';
}

type AnyCall = TSESTree.CallExpression | TSESTree.NewExpression;

/** The calls, or for a constructor the constructions, that name the function in its module. */
function callsOf(owner: FunctionNode): AnyCall[] {
  const { parent } = wrapped(owner);
  if (parent?.type === 'CallExpression' && parent.callee === owner) return [parent];
  if (owner.parent?.type === 'MethodDefinition' && owner.parent.kind === 'constructor') {
    const classNode = owner.parent.parent.parent;
    return callsThrough(classNode.id ?? declaredName(classNode)).filter(({ type }) => type === 'NewExpression');
  }
  return callsThrough(owner.id ?? declaredName(owner));
}

/** `const name = function …` and `name: function …` are not followed further than the variable. */
function declaredName(node: TSESTree.Node): TSESTree.Node | null {
  const { parent } = wrapped(node);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
}

function callsThrough(name: TSESTree.Node | null): AnyCall[] {
  const variable = name ? variableOf(name) : undefined;
  return variable ? variable.references.flatMap(reference => callOf(reference)) : [];
}

function callOf({ identifier }: TSESLint.Scope.Reference): AnyCall[] {
  const { parent } = identifier;
  const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return isCall && parent.callee === identifier ? [parent] : [];
}

interface CallElsewhere {
  call: AnyCall;
  module: Module;
}

/** The calls of a function, or the constructions of its class, in other modules. What a test passes is a double, and no use of the code. */
function callsElsewhere(owner: FunctionNode): CallElsewhere[] {
  const isConstructor = owner.parent.type === 'MethodDefinition' && owner.parent.kind === 'constructor';
  const declared = isConstructor ? (owner.parent as TSESTree.MethodDefinition).parent.parent : owner;
  const own = moduleOf(owner);
  const name = nameOf(declared);
  if (!own || name === undefined) return [];
  const calls = importedCalls(own.linked());
  const found = [name, 'default'].flatMap(imported => calls.get(imported) ?? []);
  const callers = found.filter(
    ({ module, isTest }) => module.fileName !== own.fileName && (!isTest || isTestFile(own.path)),
  );
  const meant = callers.filter(({ call, module }) => {
    const value = evaluate(call.callee, module.frame);
    return (
      (value.kind === 'function' || value.kind === 'class') &&
      value.node.range[0] === declared.range[0] &&
      moduleOf(value.node)?.fileName === own.fileName
    );
  });
  return meant.sort((one, other) => one.index - other.index);
}

function nameOf(node: TSESTree.Node): string | undefined {
  const id = 'id' in node ? node.id : null;
  const name = id && 'type' in id && id.type === 'Identifier' ? id : declaredName(node);
  return name?.type === 'Identifier' ? name.name : undefined;
}

interface ImportedCall extends CallElsewhere {
  isTest: boolean;
  /** The position of its module among all. */
  index: number;
}

type ImportedCalls = ReadonlyMap<string, readonly ImportedCall[]>;

const callsByName = new WeakMap<readonly Module[], ImportedCalls>();

/** The calls in modules of what they import, by its name; a default import has a name of its own. Asked for each function, and found once. */
function importedCalls(modules: readonly Module[]): ImportedCalls {
  const known = callsByName.get(modules);
  if (known) return known;
  const found = new Map<string, ImportedCall[]>();
  for (const [index, module] of modules.entries()) {
    const isTest = isTestFile(module.path);
    visit(module.ast, node => {
      const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
      const definition = isCall && node.callee.type === 'Identifier' ? variableOf(node.callee)?.defs[0] : undefined;
      const name = definition && importedName(definition.node);
      if (!isCall || name === undefined) return;
      const call = { call: node, module, isTest, index };
      const before = found.get(name);
      if (before) before.push(call);
      else found.set(name, [call]);
    });
  }
  callsByName.set(modules, found);
  return found;
}

function importedName(node: TSESTree.Node): string | undefined {
  if (node.type === 'ImportSpecifier')
    return node.imported.type === 'Identifier' ? node.imported.name : node.imported.value;
  if (node.type === 'ImportDefaultSpecifier') return 'default';
  return node.type === 'VariableDeclarator' && node.init?.type === 'CallExpression' ? 'default' : undefined;
}

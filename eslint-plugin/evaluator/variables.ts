import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { mayBeSkipped } from './branches.ts';
import { readBudget } from '../values/budget.ts';
import { elementOf, evaluate } from './evaluate.ts';
import { boundValue, contains, type Frame, frameAround } from '../values/frame.ts';
import { valueOfImport } from './imports.ts';
import { valueOfJsDoc } from './jsdoc.ts';
import { memberOf } from './members.ts';
import { variableOf } from '../program/module.ts';
import { enclosingFunction, isFunction, staticName } from '../program/node.ts';
import { argumentsOfParameter } from './parameters.ts';
import { type AnswerMap, remember } from '../values/remember.ts';
import { valueOfAnnotation, valueOfEnum, valueOfTypeName } from './types.ts';
import {
  concatenate,
  mapOptions,
  optionsOf,
  singleText,
  unite,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';
import { applyWrites, writesTo } from './mutations.ts';

type Variable = TSESLint.Scope.Variable;
type Definition = Variable['defs'][number];

/** What a name stands for where it is used. */
export function valueOfIdentifier(node: TSESTree.Identifier, frame: Frame): Value {
  if (node.name === 'undefined') return { kind: 'nullish' };
  const variable = variableOf(node);
  if (!variable) return { kind: 'symbol', module: undefined, path: [node.name] };
  return valueOfVariable(variable, node, frame);
}

export function valueOfVariable(variable: Variable, use: TSESTree.Node, frame: Frame): Value {
  const value = assignedValue(variable, use, frame);
  return applyWrites(value, writesTo(variable, frame), use);
}

function assignedValue(variable: Variable, use: TSESTree.Node, frame: Frame): Value {
  // A type may have the name of a value.
  const definition = variable.defs.find(({ type }) => type !== 'Type') ?? variable.defs[0];
  // All references are looked through each time.
  if (!definition || !readBudget.spend(1 + Math.floor(variable.references.length / 20))) return UNKNOWN;
  const assignments = reachingAssignments(variable, use);
  const values = assignments.map(({ identifier }) => valueWrittenTo(identifier, variable, frame));
  const overwritten = assignments.some(({ certain }) => certain);
  return unite(overwritten && values.length > 0 ? values : [...initialValue(definition, variable, frame), ...values]);
}

/** What a variable is without any assignment. A declarator's initialiser counts as an assignment. */
function initialValue(definition: Definition, variable: Variable, frame: Frame): Value[] {
  switch (definition.type) {
    case 'ImportBinding':
      return [valueOfImport(definition.node, definition.parent)];
    case 'FunctionName':
    case 'ClassName':
      return [evaluate(definition.node, frameAround(definition.node, frame))];
    case 'TSEnumName':
      return [valueOfEnum(definition.node, frame)];
    case 'Parameter':
      return [valueOfParameter(definition, variable, frame)];
    case 'Variable':
      return annotatedValue(definition.name, frame);
    case 'Type':
      return [boundValue(frame, variable) ?? valueOfTypeName(definition.node, frame)];
    default:
      return [unknown(variable.name)];
  }
}

function annotatedValue(name: TSESTree.Node, frame: Frame): Value[] {
  const annotation = name.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined;
  const value = annotation ? valueOfAnnotation(annotation, frame) : valueOfJsDoc(name);
  return value.kind === 'unknown' ? [] : [value];
}

function valueOfParameter(definition: Definition, variable: Variable, frame: Frame): Value {
  const bound = boundValue(frame, variable);
  if (bound) return bound;
  const { name } = definition;
  const root = patternRoot(name);
  const annotated = valueOfPattern(name, root, frame, rootAnnotation(root, frame));
  const passed = valueOfPattern(name, root, frame, argumentsOfParameter(root, frame));
  const known = [annotated, passed, valueOfJsDoc(name)].filter(({ kind }) => kind !== 'unknown');
  if (known.length > 0) return unite(known);
  return HANDED_IN.has(variable.name)
    ? { kind: 'symbol', module: undefined, path: [variable.name] }
    : unknown(variable.name);
}

/** Parameters with the name of a global client are that client, or stand in for it: `load({ fetch })`, `function ($) {…}`. */
const HANDED_IN = new Set(['fetch', '$fetch', 'jQuery', '$', 'axios']);

function rootAnnotation(root: TSESTree.Node, frame: Frame): Value {
  const pattern = root.type === 'AssignmentPattern' ? root.left : root;
  const isPattern =
    pattern.type === 'Identifier' || pattern.type === 'ObjectPattern' || pattern.type === 'ArrayPattern';
  const annotation = isPattern ? pattern.typeAnnotation?.typeAnnotation : undefined;
  return annotation ? valueOfAnnotation(annotation, frame) : UNKNOWN;
}

interface ReachingAssignment {
  identifier: TSESTree.Identifier;
  /** The use comes after it on every way, so that what was there before is gone. */
  certain: boolean;
}

/** Twice as many as a value has alternatives. */
const MOST_ASSIGNMENTS = 24;

/** The assignments that the use may see, latest first, up to the first that it surely sees. */
function reachingAssignments(variable: Variable, use: TSESTree.Node): ReachingAssignment[] {
  // A parameter's default counts as a write to the scope manager, but it is read with the parameter.
  const parameters = new Set(variable.defs.flatMap(({ type, name }) => (type === 'Parameter' ? [name] : [])));
  const all = variable.references
    .filter(reference => reference.isWrite() && !parameters.has(reference.identifier as TSESTree.Identifier))
    .map(({ identifier }) => identifier as TSESTree.Identifier);
  const before = all.filter(identifier => !(sameFunction(identifier, use) && writtenAt(identifier) >= use.range[0]));
  const reaching: ReachingAssignment[] = [];
  for (const identifier of [...(before.length > 0 ? before : all)].reverse()) {
    const certain = sameFunction(identifier, use) && !mayBeSkipped(identifier, use);
    reaching.push({ identifier, certain: certain || all.length === 1 });
    if (certain || reaching.length === MOST_ASSIGNMENTS) break;
  }
  return reaching;
}

function sameFunction(a: TSESTree.Node, b: TSESTree.Node): boolean {
  return enclosingFunction(a) === enclosingFunction(b);
}

/** An assignment happens at its end, after its right side was read. */
function writtenAt(identifier: TSESTree.Node): number {
  return assignmentAround(identifier).range[1];
}

type AssignmentSite =
  | TSESTree.VariableDeclarator
  | TSESTree.AssignmentExpression
  | TSESTree.UpdateExpression
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement;

function assignmentAround(identifier: TSESTree.Node): AssignmentSite | TSESTree.Node {
  let at: TSESTree.Node = identifier;
  while (at.parent) {
    at = at.parent;
    if (at.type === 'VariableDeclarator' || at.type === 'AssignmentExpression' || at.type === 'UpdateExpression')
      return at;
    if (at.type === 'ForOfStatement' || at.type === 'ForInStatement' || isFunction(at)) return at;
  }
  return at;
}

function valueWrittenTo(identifier: TSESTree.Identifier, variable: Variable, outer: Frame): Value {
  const frame = frameAround(identifier, outer);
  const site = assignmentAround(identifier);
  switch (site.type) {
    case 'VariableDeclarator':
      return valueOfDeclarator(identifier, site, frame);
    case 'AssignmentExpression':
      return valueOfAssignment(identifier, site, variable, frame);
    case 'ForOfStatement':
      return valueOfPattern(identifier, site.left, frame, elementOf(evaluate(site.right, frame)));
    default:
      return unknown(variable.name);
  }
}

function valueOfDeclarator(identifier: TSESTree.Identifier, site: TSESTree.VariableDeclarator, frame: Frame): Value {
  const loop = site.parent.parent;
  if (loop.type === 'ForOfStatement' && loop.left === site.parent) {
    return valueOfPattern(identifier, site.id, frame, elementOf(evaluate(loop.right, frame)));
  }
  if (!site.init) return unknown(identifier.name);
  const value = valueOfPattern(identifier, site.id, frame, evaluate(site.init, frame));
  if (value.kind !== 'unknown') return value;
  return annotatedValue(site.id, frame)[0] ?? unknown(value.hint || identifier.name);
}

function valueOfAssignment(
  identifier: TSESTree.Identifier,
  site: TSESTree.AssignmentExpression,
  variable: Variable,
  frame: Frame,
): Value {
  const right = evaluate(site.right, frame);
  if (site.operator === '=') return valueOfPattern(identifier, site.left, frame, right);
  const before = valueBefore(site, variable, frame);
  if (before === BEING_FOUND) return right;
  return site.operator === '+=' ? concatenate([before, right]) : unite([before, right]);
}

const BEING_FOUND: Value = { kind: 'unknown', hint: 'the same assignment in a loop' };
const before = new WeakMap<Frame, AnswerMap<TSESTree.Node, Value>>();

/** What is in a variable before an assignment such as `+=`. */
function valueBefore(site: TSESTree.AssignmentExpression, variable: Variable, frame: Frame): Value {
  const answers = before.get(frame) ?? new Map<TSESTree.Node, Value>();
  before.set(frame, answers);
  return remember(
    answers,
    site,
    () => readBudget.deeper(() => assignedValue(variable, site, frame)) ?? unknown(variable.name),
    BEING_FOUND,
  );
}

/** The outermost pattern that a parameter's name stands in: the parameter itself. */
function patternRoot(name: TSESTree.Node): TSESTree.Node {
  let at = name;
  while (at.parent && !isFunction(at.parent) && at.parent.type !== 'TSParameterProperty') at = at.parent;
  return at;
}

/** What one name in a destructuring pattern gets out of the whole. */
export function valueOfPattern(name: TSESTree.Node, pattern: TSESTree.Node, frame: Frame, whole: Value): Value {
  if (pattern === name) return whole;
  if (!contains(pattern, name)) return UNKNOWN;
  switch (pattern.type) {
    case 'AssignmentPattern': {
      const fallback = evaluate(pattern.right, frame);
      return valueOfPattern(name, pattern.left, frame, withDefault(whole, fallback));
    }
    case 'ObjectPattern':
      return valueOfObjectPattern(name, pattern, frame, whole);
    case 'ArrayPattern': {
      const index = pattern.elements.findIndex(element => element !== null && contains(element, name));
      const element = pattern.elements[index];
      if (!element) return UNKNOWN;
      const value = mapOptions(whole, option =>
        option.kind === 'array' ? memberOf(option, String(index), pattern, frame) : UNKNOWN,
      );
      return valueOfPattern(name, element, frame, element.type === 'RestElement' ? UNKNOWN : value);
    }
    default:
      return UNKNOWN;
  }
}

const FROM_OUTSIDE = new Set<Value['kind']>(['unknown', 'symbol', 'member', 'result']);

/** A default counts where nothing is given; where it is unknown what is given, it is one alternative. */
function withDefault(value: Value, fallback: Value): Value {
  if (value.kind === 'nullish') return fallback;
  const isOpen = optionsOf(value).some(({ kind }) => FROM_OUTSIDE.has(kind));
  return isOpen ? unite([value, fallback]) : value;
}

function valueOfObjectPattern(name: TSESTree.Node, pattern: TSESTree.ObjectPattern, frame: Frame, whole: Value): Value {
  const property = pattern.properties.find(candidate => contains(candidate, name));
  if (!property) return UNKNOWN;
  if (property.type === 'RestElement') return restOf(pattern, whole);
  const key = staticName(property) ?? singleText(evaluate(property.key, frame));
  if (key === undefined) return UNKNOWN;
  return valueOfPattern(
    name,
    property.value,
    frame,
    mapOptions(whole, option => memberOf(option, key, property, frame)),
  );
}

function restOf(pattern: TSESTree.ObjectPattern, whole: Value): Value {
  if (whole.kind !== 'object') return UNKNOWN;
  const taken = new Set(
    pattern.properties.map(property => (property.type === 'Property' ? staticName(property) : undefined)),
  );
  const properties = new Map([...whole.properties].filter(([name]) => !taken.has(name)));
  return { ...whole, properties };
}

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { assignmentAround, valueSeen } from './assignments.ts';
import { elementOf, evaluate } from './evaluate.ts';
import { boundValue, contains, type Frame, frameAround } from '../values/frame.ts';
import { valueOfImport } from './imports.ts';
import { valueOfJsDoc } from './jsdoc.ts';
import { memberOf } from './members.ts';
import { variableOf } from '../program/module.ts';
import { isFunction, staticName } from '../program/node.ts';
import { argumentsOfParameter } from './parameters.ts';
import { memo, type MemoMap } from '../values/memo.ts';
import { valueOfAnnotation, valueOfEnum, valueOfTypeName } from './types.ts';
import {
  concatenate,
  mapAlternatives,
  alternativesOf,
  constantString,
  join,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';
import { applyMutations, mutationsOf } from './mutations.ts';

type Variable = TSESLint.Scope.Variable;
type Definition = Variable['defs'][number];

/** What a name stands for where it is used. */
export function valueOfIdentifier(node: TSESTree.Identifier, frame: Frame): Value {
  if (node.name === 'undefined') return { kind: 'nullish' };
  const variable = variableOf(node);
  if (!variable) return { kind: 'external', module: undefined, path: [node.name] };
  return valueOfVariable(variable, node, frame);
}

export function valueOfVariable(variable: Variable, use: TSESTree.Node, frame: Frame): Value {
  const value = assignedValue(variable, use, frame);
  return applyMutations(value, mutationsOf(variable, frame), use);
}

function assignedValue(variable: Variable, use: TSESTree.Node, frame: Frame): Value {
  // A type may have the name of a value.
  const definition = variable.defs.find(({ type }) => type !== 'Type') ?? variable.defs[0];
  if (!definition) return UNKNOWN;
  return valueSeen(use, {
    variable,
    frame,
    initial: () => initialValue(definition, variable, frame),
    written: identifier => valueWrittenTo(identifier, variable, frame),
  });
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

const parameters = new WeakMap<Frame, MemoMap<Variable, Value>>();

function valueOfParameter(definition: Definition, variable: Variable, frame: Frame): Value {
  const bound = boundValue(frame, variable);
  if (bound) return bound;
  const ofFrame = parameters.get(frame) ?? (new Map() as MemoMap<Variable, Value>);
  parameters.set(frame, ofFrame);
  return memo(ofFrame, variable, () => valueOfAnyArgument(definition, variable, frame), unknown(variable.name));
}

/** What a parameter is by its type and by what its callers give. */
function valueOfAnyArgument(definition: Definition, variable: Variable, frame: Frame): Value {
  const { name } = definition;
  const root = patternRoot(name);
  const annotated = valueOfPattern(name, root, frame, rootAnnotation(root, frame));
  const passed = valueOfPattern(name, root, frame, argumentsOfParameter(root, frame));
  const known = [annotated, passed, valueOfJsDoc(name)].filter(({ kind }) => kind !== 'unknown');
  if (known.length > 0) return join(known);
  return INJECTED.has(variable.name)
    ? { kind: 'external', module: undefined, path: [variable.name] }
    : unknown(variable.name);
}

/** Parameters with the name of a global client are that client, or stand in for it: `load({ fetch })`, `function ($) {…}`. */
const INJECTED = new Set(['fetch', '$fetch', 'jQuery', '$', 'axios']);

function rootAnnotation(root: TSESTree.Node, frame: Frame): Value {
  const pattern = root.type === 'AssignmentPattern' ? root.left : root;
  const isPattern =
    pattern.type === 'Identifier' || pattern.type === 'ObjectPattern' || pattern.type === 'ArrayPattern';
  const annotation = isPattern ? pattern.typeAnnotation?.typeAnnotation : undefined;
  return annotation ? valueOfAnnotation(annotation, frame) : UNKNOWN;
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
  const { hint, reads } = value;
  return annotatedValue(site.id, frame)[0] ?? { ...unknown(hint || identifier.name), ...(reads && { reads }) };
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
  return site.operator === '+=' ? concatenate([before, right]) : join([before, right]);
}

const BEING_FOUND: Value = { kind: 'unknown', hint: 'the same assignment in a loop' };
const before = new WeakMap<Frame, MemoMap<TSESTree.Node, Value>>();

/** What is in a variable before an assignment such as `+=`. */
function valueBefore(site: TSESTree.AssignmentExpression, variable: Variable, frame: Frame): Value {
  const answers = before.get(frame) ?? (new Map() as MemoMap<TSESTree.Node, Value>);
  before.set(frame, answers);
  return memo(answers, site, () => assignedValue(variable, site, frame), BEING_FOUND);
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
      const value = mapAlternatives(whole, option =>
        option.kind === 'array' ? memberOf(option, String(index), pattern, frame) : UNKNOWN,
      );
      return valueOfPattern(name, element, frame, element.type === 'RestElement' ? UNKNOWN : value);
    }
    default:
      return UNKNOWN;
  }
}

const FROM_OUTSIDE = new Set<Value['kind']>(['unknown', 'external', 'externalMember', 'externalCall']);

/** A default counts where nothing is given; where it is unknown what is given, it is one alternative. */
function withDefault(value: Value, fallback: Value): Value {
  if (value.kind === 'nullish') return fallback;
  const isOpen = alternativesOf(value).some(({ kind }) => FROM_OUTSIDE.has(kind));
  return isOpen ? join([value, fallback]) : value;
}

function valueOfObjectPattern(name: TSESTree.Node, pattern: TSESTree.ObjectPattern, frame: Frame, whole: Value): Value {
  const property = pattern.properties.find(candidate => contains(candidate, name));
  if (!property) return UNKNOWN;
  if (property.type === 'RestElement') return restOf(pattern, whole);
  const key = staticName(property) ?? constantString(evaluate(property.key, frame));
  if (key === undefined) return UNKNOWN;
  return valueOfPattern(
    name,
    property.value,
    frame,
    mapAlternatives(whole, option => memberOf(option, key, property, frame)),
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

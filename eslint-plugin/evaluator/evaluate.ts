import type { TSESTree } from '@typescript-eslint/utils';
import { valueOfCall, valueOfConstruction, valueOfTagged } from './calls.ts';
import { createFrame, type Frame } from '../values/frame.ts';
import { narrowedBy, outcomeOf } from './conditions.ts';
import { memberOf } from './members.ts';
import { isKnownByType } from '../program/known-packages.ts';
import { staticName } from '../program/node.ts';
import { entriesOf } from './containers.ts';
import { signsOf } from './text-methods.ts';
import { superOf } from './classes.ts';
import { selfOf } from './this.ts';
import { valueOfAnnotation } from './types.ts';
import { memo } from '../values/memo.ts';
import {
  ANY_MEMBER,
  concatenate,
  followed,
  lazy,
  mapAlternatives,
  NULLISH,
  type Lazy,
  alternativesOf,
  packageOf,
  constantString,
  textFrom,
  textsOf,
  join,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { valueOfIdentifier } from './variables.ts';
import { readAt, readByCall } from './reads.ts';
import { keysOf, writtenAs } from '../values/key-origins.ts';

/**
 * Returns what an expression can be. It never runs anything, ends on any input, and what it cannot know is unknown.
 *
 * @param node an expression of a registered module
 * @param frame what is bound; the module's own frame when nothing is
 */
export function evaluate(node: TSESTree.Node, frame: Frame): Value {
  if (node.type === 'Literal') return valueOfLiteral(node);
  return memo(frame.found, node, () => evaluateNode(node, frame), UNKNOWN);
}

const literals = new WeakMap<TSESTree.Literal, Value>();

/** It is the same in every frame. */
function valueOfLiteral(node: TSESTree.Literal): Value {
  const known = literals.get(node) ?? (node.value === null ? NULLISH : textFrom(String(node.value), node));
  literals.set(node, known);
  return known;
}

function evaluateNode(node: TSESTree.Node, frame: Frame): Value {
  switch (node.type) {
    case 'TemplateLiteral':
      return valueOfTemplate(node, frame);
    case 'TaggedTemplateExpression':
      return node.tag.type === 'MemberExpression' && staticName(node.tag) === 'raw'
        ? valueOfTemplate(node.quasi, frame, 'raw')
        : valueOfTagged(node, frame);
    case 'Identifier':
      return readAt(node, valueOfIdentifier(node, frame));
    case 'ThisExpression':
      return selfOf(node, frame);
    case 'MetaProperty':
      return { kind: 'external', module: undefined, path: [node.meta.name, node.property.name] };
    case 'Super':
      return superOf(node, frame);
    case 'MemberExpression':
      return readAt(node, valueOfMember(node, frame));
    case 'CallExpression':
      return readByCall(node, valueOfCall(node, frame), callee => evaluate(callee, frame));
    case 'NewExpression':
      return valueOfConstruction(node, frame);
    case 'ImportExpression':
      return importedNamespace(node, frame);
    case 'ObjectExpression':
      return valueOfObject(node, frame);
    case 'ArrayExpression':
      return valueOfArray(node, frame);
    case 'BinaryExpression':
      return node.operator === '+' ? concatenate([evaluate(node.left, frame), evaluate(node.right, frame)]) : UNKNOWN;
    case 'UnaryExpression':
      return node.operator === '-' && node.argument.type === 'Literal'
        ? textFrom(`-${String(node.argument.value)}`, node)
        : UNKNOWN;
    case 'LogicalExpression':
      return valueOfLogical(node, frame);
    case 'ConditionalExpression':
      return valueOfConditional(node, frame);
    case 'AssignmentExpression':
      return valueOfAssigned(node, frame);
    case 'SequenceExpression':
      return evaluate(node.expressions.at(-1) ?? node, frame);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return { kind: 'function', node, frame, thisValue: undefined };
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'class', node, frame };
    case 'AwaitExpression':
      return evaluate(node.argument, frame);
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return valueOfAssertion(node, frame);
    case 'TSNonNullExpression':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return evaluate(node.expression, frame);
    default:
      return UNKNOWN;
  }
}

/** A value that is not known is what its author asserts, as far as that is an object of a class. */
function valueOfAssertion(
  { expression, typeAnnotation }: TSESTree.TSAsExpression | TSESTree.TSSatisfiesExpression | TSESTree.TSTypeAssertion,
  frame: Frame,
): Value {
  const value = evaluate(expression, frame);
  if (value.kind !== 'unknown' && value.kind !== 'externalCall') return value;
  const asserted = valueOfAnnotation(typeAnnotation, frame);
  // What a container or a cache returns is known only by the assertion: `container.get('profiles') as ProfilesApi`.
  if (value.kind === 'externalCall')
    return asserted.kind === 'externalCall' && isKnownByType(packageOf(asserted)) ? asserted : value;
  return asserted.kind === 'externalCall' || asserted.kind === 'instance' ? asserted : value;
}

function valueOfTemplate(node: TSESTree.TemplateLiteral, frame: Frame, form: 'cooked' | 'raw' = 'cooked'): Value {
  return concatenate(
    node.quasis.flatMap((quasi, index) => {
      const expression = node.expressions[index];
      const text = textFrom(quasi.value[form] ?? quasi.value.raw, quasi);
      return expression ? [text, evaluate(expression, frame)] : [text];
    }),
  );
}

function valueOfMember(node: TSESTree.MemberExpression, frame: Frame): Value {
  const object = evaluate(node.object, frame);
  const names = node.computed ? textsOf(evaluate(node.property, frame)).map(constantString) : [staticName(node)];
  const keys = [...new Set(names)];
  // A table is read as a whole where its key is not known.
  return followed(
    keys,
    key =>
      mapAlternatives(object, option =>
        key === undefined && node.computed && !isOfPackage(option)
          ? elementOf(option)
          : memberOf(option, key ?? ANY_MEMBER, node, frame),
      ),
    Math.ceil(MOST_READS / alternativesOf(object).length),
  );
}

/** How many members are read for one access, of all objects with all keys that it can mean. */
const MOST_READS = 512;

function isOfPackage(value: Value): boolean {
  return (
    value.kind === 'externalCall' ||
    value.kind === 'externalMember' ||
    (value.kind === 'external' && value.module !== undefined)
  );
}

function computedNames(property: TSESTree.Node, frame: Frame): string[] {
  return textsOf(evaluate(property, frame)).flatMap(text => constantString(text) ?? []);
}

/** What `holder[unknown]` can be: any element, any property of a closed table. */
export function elementOf(given: Value): Value {
  const value = entriesOf(given) ?? given;
  if (value.kind === 'array') return followed(value.elements, element => element());
  if (value.kind === 'object') return followed([...value.properties.values()], property => property());
  return UNKNOWN;
}

function valueOfConditional({ test, consequent, alternate }: TSESTree.ConditionalExpression, frame: Frame): Value {
  const outcome = outcomeOf(test, frame);
  if (outcome !== undefined) return evaluate(outcome ? consequent : alternate, frame);
  return join([...narrowedBy(test, true, consequent, frame), ...narrowedBy(test, false, alternate, frame)]);
}

function valueOfLogical(node: TSESTree.LogicalExpression, frame: Frame): Value {
  if (node.operator === '&&') return outcomeOf(node.left, frame) === false ? NULLISH : evaluate(node.right, frame);
  const left = evaluate(node.left, frame);
  return alternativesOf(left).every(isTruthy) ? left : join([left, evaluate(node.right, frame)]);
}

/** What is surely there, so that a fallback behind `||` or `??` is never read. */
function isTruthy(value: Value): boolean {
  if (value.kind === 'text')
    return value.parts.some(part => 'text' in part && part.text !== '' && part.text !== 'false' && part.text !== '0');
  return ['object', 'array', 'function', 'class', 'instance'].includes(value.kind);
}

/** What an assignment is as an expression: `getApi = () => (api ??= new Api())`. */
function valueOfAssigned({ left, operator, right }: TSESTree.AssignmentExpression, frame: Frame): Value {
  if (operator === '=') return evaluate(right, frame);
  return operator === '??=' || operator === '||=' ? join([evaluate(left, frame), evaluate(right, frame)]) : UNKNOWN;
}

function valueOfObject(node: TSESTree.ObjectExpression, frame: Frame): Value {
  const properties = new Map<string, Lazy>();
  let open = false;
  // `this` in a method of the literal is the literal; the methods read it from this frame.
  const inner = node.properties.some(isMethodOrGetter) ? createFrame(node, frame) : undefined;
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      open =
        !spreadInto(properties, evaluate(property.argument, frame), property.argument.type === 'LogicalExpression') ||
        open;
      continue;
    }
    const names = propertyNames(property, frame);
    if (names.length === 0) open = true;
    for (const name of names)
      properties.set(
        name,
        writtenAs(propertyValue(property, (isMethodOrGetter(property) && inner) || frame), property.key),
      );
  }
  const value: Value = { kind: 'object', properties, open, node };
  if (inner) inner.thisValue = value;
  return value;
}

function isMethodOrGetter(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && (property.method || property.kind === 'get');
}

function propertyNames(property: TSESTree.Property, frame: Frame): string[] {
  const name = staticName(property);
  if (name !== undefined) return [name];
  return property.computed ? computedNames(property.key, frame) : [];
}

function propertyValue(property: TSESTree.Property, frame: Frame): Lazy {
  if (property.kind === 'get') return lazy(() => valueOfGetter(property.value, frame));
  return lazy(() => evaluate(property.value, frame));
}

function valueOfGetter(node: TSESTree.Node, frame: Frame): Value {
  return node.type === 'FunctionExpression' ? returnedBy(node, frame) : UNKNOWN;
}

function returnedBy(node: TSESTree.FunctionExpression, frame: Frame): Value {
  return valueOfReturn({ kind: 'function', node, frame, thisValue: undefined }, [], frame);
}

/** Copies what is known of a spread value, which may be optional; returns whether that is all of it. */
export function spreadInto(properties: Map<string, Lazy>, value: Value, optional = false): boolean {
  const options = alternativesOf(value).filter(option => option.kind !== 'nullish');
  const objects = options.filter(option => option.kind === 'object');
  for (const object of objects) {
    for (const [name, property] of object.properties) {
      const before = properties.get(name);
      const certain = (options.length === 1 && !optional) || before === undefined;
      properties.set(
        name,
        certain
          ? property
          : writtenAs(
              lazy(() => join([before(), property()])),
              ...keysOf(before),
              ...keysOf(property),
            ),
      );
    }
  }
  return objects.length === options.length && objects.every(object => !object.open);
}

function valueOfArray(node: TSESTree.ArrayExpression, frame: Frame): Value {
  const elements: Lazy[] = [];
  let open = false;
  for (const element of node.elements) {
    if (element === null) continue;
    if (element.type !== 'SpreadElement') {
      elements.push(lazy(() => evaluate(element, frame)));
      continue;
    }
    const given = evaluate(element.argument, frame);
    const spread = entriesOf(given) ?? signsOf(given) ?? given;
    if (spread.kind !== 'array') open = true;
    else {
      elements.push(...spread.elements);
      open ||= spread.open;
    }
  }
  return { kind: 'array', elements, open };
}

function importedNamespace(node: TSESTree.ImportExpression, frame: Frame): Value {
  const specifier = constantString(evaluate(node.source, frame));
  return specifier === undefined ? UNKNOWN : valueOfModule(specifier, node);
}

import { valueOfReturn } from './calls.ts';
import { valueOfModule } from './imports.ts';

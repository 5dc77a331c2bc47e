import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.ts';
import { type Frame, frameAround } from '../values/frame.ts';
import { isFunction, staticName, wrapped } from '../program/node.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { type ClassNode, type ClassValue, type FunctionNode, UNKNOWN, type Value } from '../values/value.ts';

/** What `this` is: what the call bound, else any object of the class, object literal or constructor function around. */
export function selfOf(node: TSESTree.Node, frame: Frame): Value {
  const owner = ownerOfThis(node);
  if (!owner) return UNKNOWN;
  return selfOfOwner(owner, node, frame);
}

/** The class whose member `this` or `super` stands in; undefined outside of a class. */
export function classAround(node: TSESTree.Node): TSESTree.Node | undefined {
  const owner = ownerOfThis(node);
  return owner && holderOf(owner)?.node;
}

function selfOfOwner(owner: TSESTree.Node, node: TSESTree.Node, frame: Frame): Value {
  for (let at: Frame | undefined = frame; at; at = at.parent)
    if (at.thisValue && at.owner && isAbout(at, owner)) return at.thisValue;
  const holder = holderOf(owner);
  if (!holder) return UNKNOWN;
  if (holder.node.type === 'ObjectExpression') return evaluate(holder.node, frameAround(holder.node, frame));
  const of: ClassValue = { kind: 'class', node: holder.node as ClassNode, frame: frameAround(holder.node, frame) };
  return holder.isStatic ? of : { kind: 'instance', of, args: undefined };
}

/** A frame with a `this` is about the function that `this` belongs to, or about the literal that holds the function. */
function isAbout(frame: Frame, owner: TSESTree.Node): boolean {
  return frame.owner === owner || frame.owner === owner.parent?.parent || frame.owner === owner.parent;
}

/** The function (or class body member) whose `this` is meant: arrows have none of their own. */
function ownerOfThis(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression') return at;
    if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return at;
  }
  return undefined;
}

interface Holder {
  node: TSESTree.Node;
  isStatic: boolean;
}

function holderOf(owner: TSESTree.Node): Holder | undefined {
  const parent = owner.type === 'FunctionExpression' || owner.type === 'FunctionDeclaration' ? owner.parent : owner;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    return { node: parent.parent.parent, isStatic: parent.static };
  }
  if (parent.type === 'Property' && parent.parent.type === 'ObjectExpression' && !prototypeOwner(owner as FunctionNode))
    return { node: parent.parent, isStatic: false };
  if (parent.type === 'StaticBlock') return { node: parent.parent.parent, isStatic: true };
  const constructor = isFunction(owner) ? constructorOf(owner) : undefined;
  return constructor && { node: constructor, isStatic: false };
}

/** ES5: the constructor function that a function belongs to, as itself or through `Name.prototype`. */
function constructorOf(node: FunctionNode): FunctionNode | undefined {
  const named = prototypeOwner(node);
  if (named) return named;
  return hasPrototype(node) ? node : undefined;
}

function prototypeOwner(node: FunctionNode): FunctionNode | undefined {
  let at = wrapped(node).parent;
  if (at?.type === 'Property') at = at.parent.parent;
  if (at?.type !== 'AssignmentExpression') return undefined;
  for (let target: TSESTree.Node = at.left; target.type === 'MemberExpression'; target = target.object) {
    if (staticName(target) === 'prototype') return functionNamed(target.object);
  }
  return undefined;
}

/** The function that a name stands for, if that is all that was ever assigned to it. */
export function functionNamed(name: TSESTree.Node): FunctionNode | undefined {
  const definition = variableOf(name)?.defs[0];
  if (definition?.type === 'FunctionName' && isFunction(definition.node)) return definition.node;
  if (definition?.type !== 'Variable') return undefined;
  return isFunction(definition.node.init) ? definition.node.init : undefined;
}

function hasPrototype(node: FunctionNode): boolean {
  return prototypeWrites(node).length > 0;
}

/** The assignments `Name.prototype.member = …` and `Name.prototype = …` for a constructor function. */
export function prototypeWrites(node: FunctionNode): TSESTree.AssignmentExpression[] {
  const name = node.id ?? (node.parent.type === 'VariableDeclarator' ? node.parent.id : undefined);
  const variable = name ? variableOf(name) : undefined;
  if (!variable || !moduleOf(node)) return [];
  return variable.references.flatMap(({ identifier }) => {
    const prototype = identifier.parent;
    if (prototype?.type !== 'MemberExpression' || staticName(prototype) !== 'prototype') return [];
    const member = prototype.parent.type === 'MemberExpression' ? prototype.parent : prototype;
    return member.parent.type === 'AssignmentExpression' && member.parent.left === member ? [member.parent] : [];
  });
}

import type { TSESTree } from '@typescript-eslint/utils';
import { bindParameters, valueOfReturn } from './calls.ts';
import { evaluate } from './evaluate.ts';
import { contains, createFrame, type Frame, nesting } from '../values/frame.ts';
import { memo, type MemoMap } from '../values/memo.ts';
import { idOf } from '../values/value-id.ts';
import { isFunction, staticName, wrapped } from '../program/node.ts';
import { classAround, prototypeWrites, selfOf } from './this.ts';
import { bindTypes, valueOfAnnotation } from './types.ts';
import {
  type ClassNode,
  type ClassValue,
  type FunctionNode,
  type InstanceValue,
  lazy,
  type Lazy,
  type ExternalCallValue,
  type ExternalValue,
  join,
  UNKNOWN,
  unknown,
  type Value,
  type Mutation,
} from '../values/value.ts';
import { visit } from '../program/visit.ts';
import { applyMutations, mutationAt } from './mutations.ts';

type ClassSyntax = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** A static member, where `this` is the class. */
export function memberOfClass(holder: ClassValue, name: string): Value {
  if (isFunction(holder.node)) return unknown(name);
  const { node, frame: outer } = holder;
  const { frame, members } = membersOf(`class ${idOf(holder)}`, outer, () => createFrame(node, outer, holder));
  return memo(members, name, () => findStaticMember(node, name, holder, frame), unknown(name));
}

function findStaticMember(node: ClassSyntax, name: string, holder: ClassValue, frame: Frame): Value {
  const own = declaredMembers(node, name, true).map(member => declaredValue(member, frame, holder));
  if (own.length > 0) return join(own);
  const parent = parentOf(node, holder.frame);
  return parent ? memberOfClass(parent, name) : unknown(name);
}

/** A member of an object of a class: a method, a getter, or whatever any method or the constructor assigned to the field. */
export function memberOfInstance(instance: InstanceValue, name: string, use: TSESTree.Node, user: Frame): Value {
  const { frame, members } = instanceMembers(instance, user);
  const value = memo(members, name, () => findMember(instance, name, frame), unknown(name));
  return applyMutations(value, fieldMutations(instance.of.node, name, frame), use);
}

function findMember(instance: InstanceValue, name: string, frame: Frame): Value {
  return ownMember(instance, name, frame) ?? inheritedMember(instance, name, frame) ?? unknown(name);
}

/** What was found of the members of one object, or of one class. */
interface Members {
  /** The frame that they are read in. */
  frame: Frame;
  members: MemoMap<string, Value>;
}

const known = new WeakMap<Frame, Map<string, Members>>();

function membersOf(key: string, closure: Frame, create: () => Frame): Members {
  const ofClosure = known.get(closure) ?? new Map<string, Members>();
  known.set(closure, ofClosure);
  const before = ofClosure.get(key);
  if (before) return before;
  const members = { frame: create(), members: new Map() };
  ofClosure.set(key, members);
  return members;
}

const MOST_NESTED = 2;

/** The members of all objects that are made with the same arguments. */
function instanceMembers(instance: InstanceValue, user: Frame): Members {
  const { of, args, types } = instance;
  // An object that is made from itself never ends.
  if ((args ?? types) && nesting(of.node, user, MOST_NESTED) === MOST_NESTED)
    return instanceMembers({ kind: 'instance', of, args: undefined }, user);
  return membersOf(`object ${idOf(instance)}`, of.frame, () => {
    const frame = createFrame(of.node, of.frame, { kind: 'instance', of, args }, user);
    const constructor = constructorOf(of.node);
    if (args && constructor) bindParameters(constructor, args, frame);
    if (types) bindTypes(of.node, types, frame);
    return frame;
  });
}

function constructorOf(node: ClassValue['node']): FunctionNode | undefined {
  if (isFunction(node)) return node;
  const member = node.body.body.find(
    candidate => candidate.type === 'MethodDefinition' && candidate.kind === 'constructor',
  );
  return member?.type === 'MethodDefinition' && member.value.type === 'FunctionExpression' ? member.value : undefined;
}

function ownMember(instance: InstanceValue, name: string, frame: Frame): Value | undefined {
  const { node } = instance.of;
  const declared = isFunction(node)
    ? prototypeMembers(node, name).map(value => asMethod(evaluate(value, frame), instance))
    : declaredMembers(node, name, false).map(member => declaredValue(member, frame, instance.whole ?? instance));
  const assigned = fieldAssignments(node, name).map(({ right }) => evaluate(right, frame));
  const parameter = isFunction(node) ? [] : parameterProperty(node, name, frame);
  const values = [...declared, ...assigned, ...parameter];
  const known = values.filter(({ kind }) => kind !== 'unknown');
  if (known.length > 0 && known.length === values.length) return join(known);
  const annotated = isFunction(node) ? [] : annotatedMember(node, name, frame);
  return values.length + annotated.length > 0 ? join([...values, ...annotated]) : undefined;
}

/** A function that is read off an object is called on it. */
function asMethod(value: Value, instance: InstanceValue): Value {
  return value.kind === 'function' ? { ...value, thisValue: value.thisValue ?? instance } : value;
}

function inheritedMember(instance: InstanceValue, name: string, frame: Frame): Value | undefined {
  const { node } = instance.of;
  if (isFunction(node)) return undefined;
  const parent = parentOf(node, instance.of.frame);
  if (!parent) return memberOfOutsideParent(node, instance, name);
  const inherited: InstanceValue = {
    kind: 'instance',
    of: parent,
    args: superArguments(node, frame),
    whole: instance.whole ?? instance,
  };
  return memberOfInstance(inherited, name, node, frame);
}

/** A class that extends one of a package has its members. */
function memberOfOutsideParent(node: ClassSyntax, instance: InstanceValue, name: string): Value | undefined {
  const object = outsideParent(node, instance);
  return object && { kind: 'externalMember', object, name };
}

/** How an object of a class is made that extends, itself or through others of the checked code, one from outside. */
export interface Construction {
  base: ExternalValue;
  /** What the constructor from outside is given; undefined where nobody can know. */
  args: readonly Value[] | undefined;
  /** What the classes call on `this`, those of the outermost class first. */
  calls: readonly CallOnThis[];
}

export interface CallOnThis {
  /** Undefined for one that is not known. */
  method: string | undefined;
  args: readonly Lazy[];
  /** It runs whenever an object is made. */
  isInConstructor: boolean;
}

/** Returns how an object is made whose class extends one from outside; undefined for any other object. */
export function constructionOf(instance: InstanceValue): Construction | undefined {
  const classes = new Set<ClassValue['node']>();
  const calls: CallOnThis[][] = [];
  for (let at: InstanceValue = instance; ;) {
    const { node, frame: outer } = at.of;
    if (isFunction(node) || !node.superClass || classes.has(node)) return undefined;
    classes.add(node);
    const { frame } = instanceMembers(at, outer);
    const constructor = constructorOf(node);
    const args = constructor ? superArguments(node, frame) : at.args;
    calls.push(callsOnThis(node, constructor, frame));
    const parent = parentOf(node, outer);
    if (!parent) return outsideConstruction(evaluate(node.superClass, outer), args, calls.reverse().flat());
    at = { kind: 'instance', of: parent, args };
  }
}

function outsideConstruction(
  base: Value,
  args: readonly Value[] | undefined,
  calls: readonly CallOnThis[],
): Construction | undefined {
  return base.kind === 'external' ? { base, args, calls } : undefined;
}

/** The calls of `this.method(…)` and `super.method(…)` in a class; anything else that gets `this` may call anything. */
function callsOnThis(node: ClassSyntax, constructor: FunctionNode | undefined, frame: Frame): CallOnThis[] {
  const calls: CallOnThis[] = [];
  visit(node.body, (at, parent) => {
    if (at.type === 'ThisExpression' && isGivenAway(at, parent))
      calls.push({ method: undefined, args: [], isInConstructor: false });
    if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') return;
    if (at.callee.object.type !== 'ThisExpression' && at.callee.object.type !== 'Super') return;
    calls.push({
      method: staticName(at.callee),
      args: at.arguments.map(argument => lazy(() => evaluate(argument, frame))),
      isInConstructor: constructor !== undefined && contains(constructor, at),
    });
  });
  return calls;
}

function isGivenAway(self: TSESTree.ThisExpression, parent: TSESTree.Node | undefined): boolean {
  const isHolder = parent?.type === 'MemberExpression' && parent.object === self;
  return !isHolder && parent?.type !== 'ReturnStatement';
}

function outsideParent(node: ClassSyntax, { of, args }: InstanceValue): ExternalCallValue | undefined {
  const callee = node.superClass ? evaluate(node.superClass, of.frame) : UNKNOWN;
  return callee.kind === 'external'
    ? { kind: 'externalCall', callee, args: args ?? [], node, constructed: true }
    : undefined;
}

/** `super` in a method: the object, as one of the parent of the class that the method stands in; in a static one that parent. */
export function superOf(node: TSESTree.Node, frame: Frame): Value {
  const self = selfOf(node, frame);
  if (self.kind !== 'instance' && self.kind !== 'class') return UNKNOWN;
  const home = ancestorOf(self.kind === 'class' ? self : self.of, classAround(node));
  if (!home || isFunction(home.node)) return UNKNOWN;
  const parent = parentOf(home.node, home.frame);
  if (self.kind === 'class') return parent ?? UNKNOWN;
  if (!parent) return outsideParent(home.node, self) ?? UNKNOWN;
  const inherited: InstanceValue = { kind: 'instance', of: parent, args: undefined };
  const name = node.parent?.type === 'MemberExpression' ? staticName(node.parent) : undefined;
  // What all objects have in common is read once for all of them: each class of a family may ask for it through all above it.
  return name !== undefined && isCommonGetter(parent, name) ? inherited : { ...inherited, whole: self };
}

interface InheritedGetter {
  getter: TSESTree.MethodDefinition;
  home: ClassValue;
}

const commonGetters = new WeakMap<Frame, Map<TSESTree.MethodDefinition, boolean>>();

/** Whether a class has, or inherits, a getter that gives the same whatever object it is read from: neither it nor what it reads of `super` names `this`. */
function isCommonGetter(start: ClassValue, name: string): boolean {
  const first = inheritedGetter(start, name);
  if (!first) return false;
  const known = commonGetters.get(first.home.frame) ?? new Map<TSESTree.MethodDefinition, boolean>();
  commonGetters.set(first.home.frame, known);
  const before = known.get(first.getter);
  if (before !== undefined) return before;
  const read = gettersBehind(first);
  known.set(first.getter, read !== undefined);
  for (const { getter, home } of read ?? []) if (home.frame === first.home.frame) known.set(getter, true);
  return read !== undefined;
}

/** A getter and all that it reads of `super`; undefined where one of them names `this` or is none. */
function gettersBehind(first: InheritedGetter): readonly InheritedGetter[] | undefined {
  const found = [first];
  const seen = new Set<TSESTree.Node>();
  for (const { getter, home } of found) {
    if (seen.has(getter)) return undefined;
    seen.add(getter);
    const names = namesOfSuper(getter);
    if (!names) return undefined;
    if (names.size === 0) continue;
    const parent = isFunction(home.node) ? undefined : parentOf(home.node, home.frame);
    for (const name of names) {
      const next = parent && inheritedGetter(parent, name);
      if (!next) return undefined;
      found.push(next);
    }
  }
  return found;
}

function inheritedGetter(start: ClassValue, name: string): InheritedGetter | undefined {
  const seen = new Set<ClassNode>();
  for (let at: ClassValue | undefined = start; at && !isFunction(at.node) && !seen.has(at.node);) {
    seen.add(at.node);
    const [member, ...more] = declaredMembers(at.node, name, false);
    if (member)
      return more.length === 0 && member.type === 'MethodDefinition' && member.kind === 'get'
        ? { getter: member, home: at }
        : undefined;
    at = parentOf(at.node, at.frame);
  }
  return undefined;
}

const superNames = new WeakMap<TSESTree.Node, { names: ReadonlySet<string> | undefined }>();

/** The names that a getter reads of `super`; undefined where it names `this`, or `super` in another way. */
function namesOfSuper(getter: TSESTree.MethodDefinition): ReadonlySet<string> | undefined {
  const known = superNames.get(getter);
  if (known) return known.names;
  const names = new Set<string>();
  let isCommon = true;
  visit(getter.value, (node, parent) => {
    if (node.type === 'ThisExpression') isCommon = false;
    if (node.type !== 'Super') return;
    const name = parent?.type === 'MemberExpression' ? staticName(parent) : undefined;
    if (name === undefined) isCommon = false;
    else names.add(name);
  });
  const found = { names: isCommon ? names : undefined };
  superNames.set(getter, found);
  return found.names;
}

/** The class itself, or the one that it extends, directly or not, which stands at a node. */
function ancestorOf(start: ClassValue, node: TSESTree.Node | undefined): ClassValue | undefined {
  const seen = new Set<ClassNode>();
  let at: ClassValue | undefined = start;
  while (at && at.node !== node && !isFunction(at.node) && !seen.has(at.node)) {
    seen.add(at.node);
    at = parentOf(at.node, at.frame);
  }
  return at?.node === node ? at : undefined;
}

function parentOf(node: ClassSyntax, frame: Frame): ClassValue | undefined {
  const value = node.superClass ? evaluate(node.superClass, frame) : UNKNOWN;
  return value.kind === 'class' && value.node !== node ? value : undefined;
}

function superArguments(node: ClassSyntax, frame: Frame): Value[] | undefined {
  const constructor = constructorOf(node);
  let args: Value[] | undefined;
  if (constructor) {
    visit(constructor, at => {
      if (at.type === 'CallExpression' && at.callee.type === 'Super') {
        args = at.arguments.map(argument => (argument.type === 'SpreadElement' ? UNKNOWN : evaluate(argument, frame)));
      }
    });
  }
  return args;
}

type NamedMember = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

function declaredMembers(node: ClassSyntax, name: string, isStatic: boolean): NamedMember[] {
  return node.body.body.filter(
    (member): member is NamedMember =>
      (member.type === 'MethodDefinition' || (member.type === 'PropertyDefinition' && member.value !== null)) &&
      member.static === isStatic &&
      staticName(member) === name,
  );
}

function declaredValue(member: NamedMember, frame: Frame, self: Value): Value {
  if (member.type === 'PropertyDefinition') return member.value ? evaluate(member.value, frame) : UNKNOWN;
  if (member.kind === 'set' || member.value.type !== 'FunctionExpression') return UNKNOWN;
  const method: Value = { kind: 'function', node: member.value, frame, thisValue: self };
  return member.kind === 'get' ? valueOfReturn(method, [], frame) : method;
}

function annotatedMember(node: ClassSyntax, name: string, frame: Frame): Value[] {
  return node.body.body.flatMap(member => {
    const isField = member.type === 'PropertyDefinition' || member.type === 'TSAbstractPropertyDefinition';
    if (!isField || staticName(member as TSESTree.PropertyDefinition) !== name || !member.typeAnnotation) return [];
    return [valueOfAnnotation(member.typeAnnotation.typeAnnotation, frame)];
  });
}

/** `constructor(private readonly name: Type)`. */
function parameterProperty(node: ClassSyntax, name: string, frame: Frame): Value[] {
  const parameters = constructorOf(node)?.params ?? [];
  return parameters.flatMap(parameter => {
    if (parameter.type !== 'TSParameterProperty') return [];
    const inner = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
    return inner.type === 'Identifier' && inner.name === name ? [evaluate(inner, frame)] : [];
  });
}

function prototypeMembers(node: FunctionNode, name: string): TSESTree.Node[] {
  return prototypeWrites(node).flatMap(({ left, right }) => {
    if (left.type !== 'MemberExpression') return [];
    if (staticName(left) !== 'prototype') return staticName(left) === name ? [right] : [];
    if (right.type !== 'ObjectExpression') return [];
    return right.properties.flatMap(property =>
      property.type === 'Property' && staticName(property) === name ? [property.value] : [],
    );
  });
}

const fieldUses = new WeakMap<TSESTree.Node, Map<string, TSESTree.MemberExpression[]>>();

/** Every `this.name` inside a class, and inside the prototype methods of a constructor function. */
function usesOfField(node: ClassValue['node'], name: string): readonly TSESTree.MemberExpression[] {
  const known = fieldUses.get(node) ?? usesOfFields(node);
  fieldUses.set(node, known);
  return known.get(name) ?? [];
}

function usesOfFields(node: ClassValue['node']): Map<string, TSESTree.MemberExpression[]> {
  const uses = new Map<string, TSESTree.MemberExpression[]>();
  const bodies = isFunction(node) ? [node, ...prototypeWrites(node).map(({ right }) => right)] : [node.body];
  const aliases = new Set<string>();
  for (const body of bodies) {
    visit(body, at => {
      if (at.type === 'VariableDeclarator' && at.init?.type === 'ThisExpression' && at.id.type === 'Identifier')
        aliases.add(at.id.name);
      if (at.type !== 'MemberExpression') return;
      const { object } = at;
      const isSelf = object.type === 'ThisExpression' || (object.type === 'Identifier' && aliases.has(object.name));
      const name = isSelf ? staticName(at) : undefined;
      if (name === undefined) return;
      const before = uses.get(name);
      if (before) before.push(at);
      else uses.set(name, [at]);
    });
  }
  return uses;
}

function fieldAssignments(node: ClassValue['node'], name: string): TSESTree.AssignmentExpression[] {
  return usesOfField(node, name).flatMap(member => {
    const at = wrapped(member);
    const isTarget = at.parent?.type === 'AssignmentExpression' && at.parent.left === at;
    return isTarget ? [at.parent as TSESTree.AssignmentExpression] : [];
  });
}

function fieldMutations(node: ClassValue['node'], name: string, frame: Frame): Mutation[] {
  return usesOfField(node, name).flatMap(member => mutationAt(member, frame));
}

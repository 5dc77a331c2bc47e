import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { assignmentAround } from '../evaluator/assignments.ts';
import { returnedExpressions } from '../evaluator/calls.ts';
import { expressionsPassedFor } from '../evaluator/parameters.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { classAround, isFunction, staticName, wrapped } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import { calledFunctions } from './effects.ts';

/**
 * The nodes that a value may be made of, in whatever file: those of the expressions themselves, of what was assigned to, pushed
 * to or set on the variables that they read, and of what the functions return that they call or pass on. It holds too much
 * rather than too little: it tells no fields of an object apart.
 *
 * @param followsCallers whether what callers pass for a parameter is a part of it
 */
export function sliceOf(start: readonly TSESTree.Node[], followsCallers = false): ReadonlySet<TSESTree.Node> {
  const slice = new Set<TSESTree.Node>();
  const variables = new Set<TSESLint.Scope.Variable>();
  const pending = [...start];
  for (let root = pending.pop(); root; root = pending.pop()) {
    if (slice.has(root)) continue;
    // In the order of the source, a node comes after all that are around it.
    let insideUntil = -1;
    visit(root, node => {
      if (slice.has(node) || node.range[0] < insideUntil) return;
      slice.add(node);
      if (isFunction(node)) {
        insideUntil = node.range[1];
        pending.push(...returnedExpressions(node));
      }
      if (node.type === 'CallExpression') pending.push(...returnedBy(node));
      if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression')
        pending.push(...writtenToField(node));
      const variable = node.type === 'Identifier' ? variableOf(node) : undefined;
      if (!variable || variables.has(variable)) return;
      variables.add(variable);
      for (const part of writtenTo(variable)) pending.push(part);
      if (followsCallers) for (const part of passedFor(variable)) pending.push(part);
    });
  }
  return slice;
}

function returnedBy(call: TSESTree.CallExpression): TSESTree.Node[] {
  const frame = moduleOf(call)?.frame;
  return frame ? calledFunctions(call, frame).flatMap(({ callee }) => returnedExpressions(callee.node)) : [];
}

/** What is assigned to a variable, to a part of it, or given to a method of it. */
function writtenTo({ references }: TSESLint.Scope.Variable): TSESTree.Node[] {
  return references.flatMap(reference => {
    const identifier = reference.identifier as TSESTree.Identifier;
    return reference.isWrite() ? assignedAt(identifier) : givenTo(identifier);
  });
}

/** What is assigned to a field of the own object, or given to a method of it, by any method of its class. */
function writtenToField(field: TSESTree.MemberExpression): readonly TSESTree.Node[] {
  const name = staticName(field);
  const body = classAround(field);
  return name !== undefined && body ? (fieldsOf(body).get(name) ?? []) : [];
}

const fields = new WeakMap<TSESTree.ClassBody, ReadonlyMap<string, TSESTree.Node[]>>();

function fieldsOf(body: TSESTree.ClassBody): ReadonlyMap<string, TSESTree.Node[]> {
  const known = fields.get(body);
  if (known) return known;
  const found = new Map<string, TSESTree.Node[]>();
  const add = (name: string | undefined, written: readonly TSESTree.Node[]): void => {
    if (name !== undefined && written.length > 0) found.set(name, [...(found.get(name) ?? []), ...written]);
  };
  visit(body, node => {
    if (node.type === 'PropertyDefinition' && node.value) add(staticName(node), [node.value]);
    if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression')
      add(staticName(node), givenToPart(node));
  });
  fields.set(body, found);
  return found;
}

function assignedAt(identifier: TSESTree.Identifier): TSESTree.Node[] {
  const site = assignmentAround(identifier);
  switch (site.type) {
    case 'VariableDeclarator':
      return site.init ? [site.init] : site.parent.parent.type === 'ForOfStatement' ? [site.parent.parent.right] : [];
    case 'AssignmentExpression':
    case 'ForOfStatement':
      return [site.right];
    default:
      return [];
  }
}

/** `holder.path = value`, `holder.path.method(value)`. */
function givenTo(holder: TSESTree.Identifier): TSESTree.Node[] {
  const { parent } = wrapped(holder);
  return parent?.type === 'MemberExpression' && parent.object === wrapped(holder) ? givenToPart(parent) : [];
}

function givenToPart(part: TSESTree.MemberExpression): TSESTree.Node[] {
  let at = wrapped(part);
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = wrapped(at.parent);
  const { parent } = at;
  if (!parent) return [];
  if (parent.type === 'AssignmentExpression' && parent.left === at) return [parent.right];
  const isStatement = wrapped(parent).parent?.type === 'ExpressionStatement';
  return parent.type === 'CallExpression' && parent.callee === at && isStatement ? parent.arguments : [];
}

/** What callers pass for a parameter; for that of a callback, what the function around it is called on. */
function passedFor({ defs }: TSESLint.Scope.Variable): TSESTree.Node[] {
  return defs.flatMap(({ type, name }) => {
    if (type !== 'Parameter') return [];
    let parameter: TSESTree.Node = name;
    while (parameter.parent && !isFunction(parameter.parent)) parameter = parameter.parent;
    const call = parameter.parent?.parent;
    const isCallback = call?.type === 'CallExpression' && call.callee !== parameter.parent;
    return isCallback && call.callee.type === 'MemberExpression'
      ? [call.callee.object]
      : expressionsPassedFor(parameter);
  });
}

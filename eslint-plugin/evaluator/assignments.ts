import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction } from '../program/node.ts';
import { contains, type Frame } from '../values/frame.ts';
import { memo, type MemoMap } from '../values/memo.ts';
import { join, UNKNOWN, type Value } from '../values/value.ts';
import { mayBeSkipped } from './branches.ts';

type Variable = TSESLint.Scope.Variable;

/** A variable, and how its values are found. */
interface Sources {
  variable: Variable;
  /** Where the values are kept. */
  frame: Frame;
  /** What it is without any assignment. */
  initial(): Value[];
  /** What an assignment gives it. */
  written(identifier: TSESTree.Identifier): Value;
}

interface Assignment {
  identifier: TSESTree.Identifier;
  /** An assignment happens at its end, after its right side was read. */
  end: number;
  owner: TSESTree.Node | undefined;
}

/** What a variable can be where it is used: what the assignments that the use may see give it, the latest first, up to the first that it surely sees. */
export function valueSeen(use: TSESTree.Node, sources: Sources): Value {
  const all = assignmentsTo(sources.variable);
  const owner = enclosingFunction(use);
  const [only] = all;
  // What is on the right side of the only assignment to a parameter is what was given: `path = '/' + path`.
  if (only && all.length === 1 && isParameter(sources.variable) && isWithin(use, assignmentAround(only.identifier)))
    return join(sources.initial());
  const isBefore = (assignment: Assignment): boolean => !(assignment.owner === owner && assignment.end >= use.range[0]);
  const before = all.length > 1 ? all.filter(isBefore) : all;
  return foldSeen(before.length > 0 ? before : all, use, sources);
}

function foldSeen(assignments: readonly Assignment[], use: TSESTree.Node, sources: Sources): Value {
  const owner = enclosingFunction(use);
  const values: Value[] = [];
  let branch: TSESTree.Node | undefined;
  for (let index = assignments.length - 1; index >= 0; index -= 1) {
    const assignment = assignments[index]!;
    const { identifier } = assignment;
    if (assignment.owner === owner) {
      // What stands before a branch is seen behind it as it is seen at its beginning.
      if (branch && !contains(branch, identifier))
        return join([...values, seenAtBranch(assignments.slice(0, index + 1), branch, sources)]);
      if (!mayBeSkipped(identifier, use)) return join([...values, sources.written(identifier)]);
      branch ??= branchAround(identifier, use);
    }
    values.push(sources.written(identifier));
  }
  if (!isOnly(sources.variable) || values.length === 0) return join([...sources.initial(), ...values]);
  return join([...values, ...givenTo(sources)]);
}

/** What is known of a parameter that is only changed under a condition: `if (!path.startsWith('/')) path = '/' + path`. */
function givenTo({ variable, initial }: Sources): Value[] {
  if (!isParameter(variable) || !isMadeOfItself(variable)) return [];
  return initial().filter(({ kind }) => kind !== 'unknown');
}

/** Whether the only assignment to a variable reads it: what replaces it by something else says nothing of what was given. */
function isMadeOfItself(variable: Variable): boolean {
  const [only] = assignmentsTo(variable);
  const site = only && assignmentAround(only.identifier);
  return (
    site !== undefined &&
    variable.references.some(({ identifier }) => identifier !== only?.identifier && isWithin(identifier, site))
  );
}

function isParameter({ defs }: Variable): boolean {
  return defs.some(({ type }) => type === 'Parameter');
}

function isWithin(use: TSESTree.Node, site: TSESTree.Node): boolean {
  const isInside = site.range[0] <= use.range[0] && use.range[1] <= site.range[1];
  return isInside && site.type === 'AssignmentExpression';
}

const seen = new WeakMap<Frame, Map<Variable, MemoMap<TSESTree.Node, Value>>>();

function seenAtBranch(assignments: readonly Assignment[], branch: TSESTree.Node, sources: Sources): Value {
  const { frame, variable } = sources;
  const ofFrame = seen.get(frame) ?? new Map<Variable, MemoMap<TSESTree.Node, Value>>();
  seen.set(frame, ofFrame);
  const ofVariable = ofFrame.get(variable) ?? (new Map() as MemoMap<TSESTree.Node, Value>);
  ofFrame.set(variable, ofVariable);
  return memo(ofVariable, branch, () => foldSeen(assignments, branch, sources), UNKNOWN);
}

/** The outermost statement or expression around an assignment that the use does not stand in. */
function branchAround(identifier: TSESTree.Node, use: TSESTree.Node): TSESTree.Node {
  let at = identifier;
  while (at.parent && !contains(at.parent, use)) at = at.parent;
  return at;
}

/** The only assignment counts as made, wherever it stands. */
function isOnly(variable: Variable): boolean {
  return assignmentsTo(variable).length === 1;
}

const assignments = new WeakMap<Variable, readonly Assignment[]>();

function assignmentsTo(variable: Variable): readonly Assignment[] {
  const known = assignments.get(variable);
  if (known) return known;
  // A parameter's default counts as a write to the scope manager, but it is read with the parameter.
  const parameters = new Set(variable.defs.flatMap(({ type, name }) => (type === 'Parameter' ? [name] : [])));
  const found = variable.references.flatMap((reference): Assignment[] => {
    const identifier = reference.identifier as TSESTree.Identifier;
    if (!reference.isWrite() || parameters.has(identifier)) return [];
    return [{ identifier, end: assignmentAround(identifier).range[1], owner: enclosingFunction(identifier) }];
  });
  assignments.set(variable, found);
  return found;
}

type AssignmentSite =
  | TSESTree.VariableDeclarator
  | TSESTree.AssignmentExpression
  | TSESTree.UpdateExpression
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement;

/** The declaration, assignment or loop that writes a name. */
export function assignmentAround(identifier: TSESTree.Node): AssignmentSite | TSESTree.Node {
  let at: TSESTree.Node = identifier;
  while (at.parent) {
    at = at.parent;
    if (at.type === 'VariableDeclarator' || at.type === 'AssignmentExpression' || at.type === 'UpdateExpression')
      return at;
    if (at.type === 'ForOfStatement' || at.type === 'ForInStatement' || isFunction(at)) return at;
  }
  return at;
}

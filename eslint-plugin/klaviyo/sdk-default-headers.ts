import type { TSESTree } from '@typescript-eslint/utils';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { staticName, unwrap } from '../program/node.ts';
import { apiClassOf } from '../vendor/requests/sdk-api.ts';
import { alternativesOf, type Value } from '../values/value.ts';

const PROPERTY = 'defaultHeaders';

/**
 * The revision that an assignment puts into the default headers of an API object of the SDK, or `Object.assign` does. They reach
 * Klaviyo in releases 6 to 8; from 9 on the session's revision comes after them.
 */
export function revisionInDefaultHeaders(node: TSESTree.Node, frame: Frame): Value[] {
  if (node.type === 'AssignmentExpression') return assignedRevision(node, frame);
  if (node.type !== 'CallExpression' || node.arguments.length < 2) return [];
  const {
    callee,
    arguments: [target, ...sources],
  } = node;
  const isAssign =
    callee.type === 'MemberExpression' &&
    staticName(callee) === 'assign' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object';
  return isAssign && target && isDefaultHeaders(target, frame)
    ? sources.flatMap(source => revisionIn(source, frame))
    : [];
}

function assignedRevision({ left, right }: TSESTree.AssignmentExpression, frame: Frame): Value[] {
  if (left.type !== 'MemberExpression') return [];
  if (isDefaultHeaders(left, frame)) return revisionIn(right, frame);
  const isRevision = staticName(left)?.toLowerCase() === 'revision' && isDefaultHeaders(left.object, frame);
  return isRevision ? [evaluate(right, frame)] : [];
}

function isDefaultHeaders(node: TSESTree.Node, frame: Frame): boolean {
  const at = unwrap(node);
  if (at.type !== 'MemberExpression' || staticName(at) !== PROPERTY) return false;
  return alternativesOf(evaluate(at.object, frame)).some(
    option => apiClassOf(option, PROPERTY, { use: at, frame, vendor: klaviyo }) !== undefined,
  );
}

function revisionIn(node: TSESTree.Node, frame: Frame): Value[] {
  return alternativesOf(evaluate(node, frame)).flatMap(option => {
    const names =
      option.kind === 'object' ? [...option.properties.keys()].filter(name => name.toLowerCase() === 'revision') : [];
    return option.kind === 'object' ? names.flatMap(name => option.properties.get(name)?.() ?? []) : [];
  });
}

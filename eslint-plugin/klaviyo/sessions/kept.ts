import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, spelledNames, staticName, wrapped } from '../../program/node.ts';
import { destinationOf } from '../../program/destination.ts';
import { contains } from '../../values/frame.ts';

/** Objects that a framework makes for each request. */
const PER_REQUEST = /^_?(?:req|request|res|response|reply|ctx|context|c|event|locals)$/;
const KEEPING = /once|memo|lazy|cache|singleton/i;

/**
 * Whether what is made somewhere is kept beyond the function around it, so that it is not made for each call: assigned to a
 * variable outside or to a property, put into a map, or made in a function that something calls only once.
 */
export function isKept(made: TSESTree.Node): boolean {
  const owner = enclosingFunction(made);
  return owner !== undefined && (isStored(made, owner) || isMadeOnce(made));
}

function isMadeOnce(made: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = enclosingFunction(made); at; at = enclosingFunction(at)) {
    const { parent } = wrapped(at);
    if (
      parent?.type === 'CallExpression' &&
      parent.callee !== at &&
      KEEPING.test(spelledNames(parent.callee).join('.'))
    )
      return true;
  }
  return false;
}

/** Follows a value outwards to where it is stored. */
function isStored(made: TSESTree.Node, owner: TSESTree.Node): boolean {
  const nodes = new Set([made]);
  for (const node of nodes) {
    const destination = destinationOf(node) ?? constructionAround(node);
    switch (destination?.kind) {
      case 'part':
        nodes.add(destination.of);
        break;
      case 'argument':
        if (keeps(destination.of)) return true;
        break;
      case 'assigned': {
        const uses = usesWithin(destination.to, owner);
        if (uses === undefined) return true;
        for (const use of uses) nodes.add(use);
      }
    }
  }
  return false;
}

function keeps({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type === 'MemberExpression' && /^(?:set|add|push|put)$/.test(staticName(callee) ?? '')) return true;
  return KEEPING.test(spelledNames(callee).at(-1) ?? '');
}

/** `new ProfilesApi(session)` holds the session. */
function constructionAround(node: TSESTree.Node): { kind: 'part'; of: TSESTree.Node } | undefined {
  const { parent } = wrapped(node);
  return parent?.type === 'NewExpression' && parent.callee !== node ? { kind: 'part', of: parent } : undefined;
}

/** The uses of a variable within a function, or undefined for what is stored beyond it. */
function usesWithin(target: TSESTree.Node, owner: TSESTree.Node): TSESTree.Node[] | undefined {
  if (target.type === 'MemberExpression') return PER_REQUEST.test(spelledNames(target)[0] ?? '') ? [] : undefined;
  const variable = target.type === 'Identifier' ? variableOf(target) : undefined;
  if (!variable || variable.defs.every(({ name }) => !contains(owner, name))) return undefined;
  return variable.references.flatMap(({ identifier, init }) => (init === true ? [] : identifier));
}

import type { TSESTree } from '@typescript-eslint/utils';
import type { Module } from './module.ts';
import { staticName } from './node.ts';
import { visit } from './visit.ts';

const known = new WeakMap<Module, boolean>();

/** Whether a module names a member by a value, as in `api[name]` or `{ [name]: send }`, so that its text need not hold the name. */
export function hasComputedNames(module: Module): boolean {
  const before = known.get(module);
  if (before !== undefined) return before;
  let found = false;
  if (MAY_BE_COMPUTED.test(module.text)) visit(module.ast, node => (found ||= isComputed(node)));
  known.set(module, found);
  return found;
}

/** A bracket that may hold the name of a member: it begins no list, as one does behind a `:` or `=`, and holds no literal alone. */
const MAY_BE_COMPUTED = /\[(?<![:=(>[&|?][ \t]*\[)(?!\s*(?:(?:'[^'\\\n]*'|"[^"\\\n]*"|\d+)\s*)?\])/;

function isComputed(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'MemberExpression':
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return node.computed && staticName(node) === undefined;
    default:
      return false;
  }
}

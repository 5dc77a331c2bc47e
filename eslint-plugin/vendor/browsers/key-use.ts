import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { unwrap } from '../../program/node.ts';
import { textsOf, type Value } from '../../values/value.ts';
import { nameIn } from '../environment.ts';

/** The variables of the environment that stand behind the scheme of a secret in a text; what a colon follows is a user's name. */
export function keysBehindScheme(value: Value, isScheme: (text: string) => boolean): string[] {
  return textsOf(value).flatMap(({ parts }) =>
    parts.flatMap((part, index) => {
      const before = parts.slice(0, index).map(known => ('text' in known ? known.text : ''));
      const next = parts[index + 1];
      const isUser = next !== undefined && 'text' in next && next.text.startsWith(':');
      return 'hole' in part && !isUser && isScheme(before.join('')) ? (nameIn(part.hole) ?? []) : [];
    }),
  );
}

/** Where a value is read from the environment: in its place, before a fallback, or as what a constant of the file is made with. */
export function readOfEnvironment(node: TSESTree.Node, seen = new Set<TSESTree.Node>()): TSESTree.Node | undefined {
  const at = unwrap(node);
  if (at.type === 'MemberExpression') return node;
  if (seen.has(at)) return undefined;
  seen.add(at);
  if (at.type === 'LogicalExpression') return readOfEnvironment(at.left, seen);
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  const declarator = definition?.type === 'Variable' ? definition.node : undefined;
  return declarator?.init && declarator.id.type === 'Identifier' ? readOfEnvironment(declarator.init, seen) : undefined;
}

import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { wordsOf } from '../words.ts';

/** What is repeated for each element. */
interface Repeated {
  /** The name or pattern that an element is bound to. */
  element: TSESTree.Node | undefined;
  body: TSESTree.Node;
}

const KEY = new Set(['key', 'keys', 'token', 'secret', 'credential', 'credentials', 'apikey', 'session']);
const TENANT = new Set(
  'account tenant store shop workspace integration connection merchant organization organisation org brand installation'.split(
    ' ',
  ),
);

/**
 * Whether each element is an account of its own, which has limits of its own: it brings its key, or is called so.
 */
export function isOfTenants({ element, body }: Repeated): boolean {
  if (!element) return false;
  if (element.type === 'Identifier' && wordsOf(element.name).some(word => TENANT.has(word))) return true;
  if (element.type === 'ObjectPattern')
    return element.properties.some(property => property.type === 'Property' && isKey(staticName(property) ?? ''));
  const variable = variableOf(element);
  let found = false;
  visit(body, at => {
    if (at.type !== 'MemberExpression' || at.object.type !== 'Identifier') return;
    if (variable && variableOf(at.object) === variable && isKey(staticName(at) ?? '')) found = true;
  });
  return found;
}

function isKey(name: string): boolean {
  const words = wordsOf(name);
  // The key of a map, or of a row.
  return words.some(word => KEY.has(word)) && (words.length > 1 || words[0] !== 'key');
}

import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from './module.ts';
import { staticName, unwrap } from './node.ts';
import { visit } from './visit.ts';

/** A text that a list is joined to, and the first element of that. */
export interface JoinedText {
  first: TSESTree.Node;
  /** What it may be: where an element is no text, with each of the texts that stand in it. */
  texts: readonly string[];
}

/** As many texts of an element that is none are tried. */
const MOST_TEXTS = 5;

/** Reads `['a', 'b'].join('.')`, also of a constant list. @returns nothing for any other call */
export function joinedText({
  callee,
  arguments: [separator, ...more],
}: TSESTree.CallExpression): JoinedText | undefined {
  if (callee.type !== 'MemberExpression' || staticName(callee) !== 'join' || more.length > 0) return undefined;
  const between = separator ? textOf(separator) : ',';
  const list = listOf(callee.object);
  const [first] = list ?? [];
  if (between === undefined || !list || !first) return undefined;
  const choices = list.map(element => (element ? textsIn(element) : ['']));
  const most = Math.max(...choices.map(({ length }) => length));
  const texts = Array.from({ length: most }, (_, index) =>
    choices.map(choice => choice[Math.min(index, choice.length - 1)] ?? '').join(between),
  );
  return { first, texts };
}

function listOf(node: TSESTree.Node): TSESTree.ArrayExpression['elements'] | undefined {
  const list = unwrap(node);
  if (list.type === 'ArrayExpression') return list.elements;
  const definition = list.type === 'Identifier' ? variableOf(list)?.defs[0] : undefined;
  const made =
    definition?.type === 'Variable' && definition.parent.kind === 'const' && definition.node.id === definition.name
      ? definition.node.init
      : undefined;
  const constant = made ? unwrap(made) : undefined;
  return constant?.type === 'ArrayExpression' ? constant.elements : undefined;
}

/** The text of an element, or those in it. */
function textsIn(element: TSESTree.Node): string[] {
  const text = textOf(element);
  if (text !== undefined) return [text];
  const found: string[] = [];
  visit(element, node => {
    const inside = textOf(node);
    if (inside !== undefined && found.length < MOST_TEXTS) found.push(inside);
  });
  return found.length > 0 ? found : ['${}'];
}

function textOf(node: TSESTree.Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { childrenOf, type VisitorKeys } from './visit.ts';

type Node = TSESTree.Node;

/** A reference in a template, as vue-eslint-parser notes it; those to a variable of the template, as of `v-for`, have one. */
interface TemplateReference {
  id: Node;
  variable?: object | null;
}

/** What vue-eslint-parser adds to a program, and how it is walked: it gives no keys for that. */
const KEYS: VisitorKeys = {
  VElement: ['startTag', 'children'],
  VStartTag: ['attributes'],
  VAttribute: ['value'],
  VExpressionContainer: ['expression'],
  VOnExpression: ['body'],
  VForExpression: ['left', 'right'],
  VFilterSequenceExpression: ['expression', 'filters'],
  VFilter: ['arguments'],
};

/** The template of a component of Vue, which stands beside the statements of its script. */
export function templateOf(program: Node): Node | undefined {
  return (program as { templateBody?: Node | null }).templateBody ?? undefined;
}

/** How a program is walked with its template, from which the way up now leads to it. */
export function withTemplate(program: TSESTree.Program, keys: VisitorKeys): VisitorKeys {
  const template = templateOf(program);
  if (!template) return keys;
  (template.parent ?? template).parent = program;
  return { ...keys, ...KEYS, Program: [...(keys.Program ?? ['body']), 'templateBody'] };
}

/** The identifiers of a template that name variables of the script, with these. */
export function templateVariables(
  program: TSESTree.Program,
  { scopes }: TSESLint.Scope.ScopeManager,
): [identifier: Node, variable: TSESLint.Scope.Variable][] {
  const template = templateOf(program);
  const scope = scopes.find(({ type }) => type === 'module') ?? scopes[0];
  if (!template || !scope) return [];
  const found: [Node, TSESLint.Scope.Variable][] = [];
  walk(template, KEYS, node => {
    const { references = [] } = node as { references?: TemplateReference[] };
    for (const { id, variable } of isContainer(node) ? references : []) {
      const named = !variable && id.type === 'Identifier' ? scope.set.get(id.name) : undefined;
      if (named) found.push([id, named]);
    }
  });
  return found;
}

/** Calls what listens to kinds of nodes for those of a template, which ESLint itself does not walk. */
export function visitTemplate(
  program: TSESTree.Program,
  keys: VisitorKeys,
  call: (selector: string, node: Node) => void,
): void {
  const template = templateOf(program);
  if (template)
    walk(
      template,
      withTemplate(program, keys),
      node => call(node.type, node),
      node => call(`${node.type}:exit`, node),
    );
}

function isContainer({ type }: { type: string }): boolean {
  return type === 'VExpressionContainer';
}

/** Without recursion, because markup may be nested to any depth. */
function walk(root: Node, keys: VisitorKeys, enter: (node: Node) => void, leave?: (node: Node) => void): void {
  const pending: { node: Node; isEntered: boolean }[] = [{ node: root, isEntered: false }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, isEntered } = next;
    if (isEntered) {
      leave?.(node);
      continue;
    }
    enter(node);
    pending.push({ node, isEntered: true });
    for (const child of childrenOf(node, keys).reverse()) if (child) pending.push({ node: child, isEntered: false });
  }
}

import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from './module.ts';
import { staticName, wrapped } from './node.ts';
import { visit } from './visit.ts';

/** The directives of a content security policy, as a header has them and as packages that make one call them. */
const DIRECTIVE =
  /^(?:(?:default|connect|script|style|img|font|media|object|frame|child|worker|manifest|prefetch|fenced-?frame)-?src(?:-?(?:elem|attr))?|form-?action|frame-?ancestors|base-?uri|navigate-?to)$/i;
/** What only such a policy lists. */
const SOURCE = /^'(?:self|none|unsafe-inline|unsafe-eval|strict-dynamic|wasm-unsafe-eval|report-sample)'$/;
/** Methods of a list that tell whether something is in it. */
const MEMBERSHIP = /^(?:has|includes|indexOf|lastIndexOf)$/;
const COMPARING = /^(?:has|includes|indexOf|startsWith|endsWith|match|test|toLowerCase|trim)$/;

/** Returns whether a text stands in a list that only allows something: that of a content security policy, or one that something is looked up in. */
export function isInHarmlessList(text: TSESTree.Node): boolean {
  let [at, isList]: [TSESTree.Node, boolean] = [text, false];
  for (let { parent } = at; parent !== undefined && isPartOf(at, parent); { parent } = at) {
    if (parent.type === 'ArrayExpression') {
      isList = true;
      if (parent.elements.some(isSource)) return true;
    }
    at = parent;
  }
  const { parent } = at;
  if (parent?.type === 'Property' && parent.value === at) return DIRECTIVE.test(staticName(parent) ?? '');
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier')
    return DIRECTIVE.test(parent.id.name) || (isList && isOnlySearched(parent.id));
  return isList && isSearched(at);
}

/** Whether a value is all, or a part, of what surrounds it. */
function isPartOf(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'LogicalExpression':
    case 'TemplateLiteral':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return true;
    case 'ConditionalExpression':
      return parent.test !== node;
    case 'NewExpression':
      return parent.callee.type === 'Identifier' && parent.callee.name === 'Set';
    case 'CallExpression':
      return (
        parent.callee !== node && parent.callee.type === 'MemberExpression' && staticName(parent.callee) === 'freeze'
      );
    default:
      return false;
  }
}

function isSource(element: TSESTree.Node | null): boolean {
  return element?.type === 'Literal' && typeof element.value === 'string' && SOURCE.test(element.value);
}

/** Whether nothing but the file itself gets the list, which only looks things up in it. */
function isOnlySearched(name: TSESTree.Identifier): boolean {
  const variable = variableOf(name);
  const reads = variable?.references.filter(({ init }) => init !== true) ?? [];
  const isExported = name.parent.parent?.parent?.type === 'ExportNamedDeclaration';
  return !isExported && reads.length > 0 && reads.every(({ identifier }) => isSearched(identifier as TSESTree.Node));
}

function isSearched(list: TSESTree.Node): boolean {
  const member = wrapped(list).parent;
  const call = member?.parent;
  if (member?.type !== 'MemberExpression' || call?.type !== 'CallExpression' || call.callee !== member) return false;
  const name = staticName(member) ?? '';
  return MEMBERSHIP.test(name) || (/^(?:some|every)$/.test(name) && call.arguments.every(onlyCompares));
}

/** Whether a function calls nothing but what compares texts. */
function onlyCompares(callback: TSESTree.Node): boolean {
  if (callback.type !== 'ArrowFunctionExpression') return false;
  let isHarmless = true;
  visit(callback.body, node => {
    if (node.type === 'NewExpression' || node.type === 'TaggedTemplateExpression') isHarmless = false;
    if (node.type === 'CallExpression')
      isHarmless &&= node.callee.type === 'MemberExpression' && COMPARING.test(staticName(node.callee) ?? '');
  });
  return isHarmless;
}

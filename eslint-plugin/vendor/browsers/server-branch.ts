import type { TSESTree } from '@typescript-eslint/utils';
import { isExcluded } from '../../evaluator/branches.ts';
import { variableOf } from '../../program/module.ts';
import { isFunction, unwrap } from '../../program/node.ts';

/** What only a browser has. */
const OF_PAGES = new Set(['document', 'window']);

/** Returns whether a node stands in a branch that a browser never takes, such as behind `if (typeof window !== 'undefined') return;`. */
export function isInServerBranch(node: TSESTree.Node): boolean {
  const decide = (test: TSESTree.Expression): boolean | undefined => outcomeInBrowser(test);
  return (
    isExcluded(node, { outcome: decide, exits: decide, isChosen: () => true }) ||
    operandsAround(node).some(({ operator, left }) => outcomeInBrowser(left) === (operator === '||'))
  );
}

/** The logical expressions of whose right operands a node is a part, inside of its function. */
function operandsAround(node: TSESTree.Node): TSESTree.LogicalExpression[] {
  const found: TSESTree.LogicalExpression[] = [];
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'LogicalExpression' && parent.operator !== '??' && at === parent.right) found.push(parent);
  }
  return found;
}

const outcomes = new WeakMap<TSESTree.Node, { outcome: boolean | undefined }>();

/** What a condition is in a browser; undefined where it asks for something else, too. */
function outcomeInBrowser(test: TSESTree.Expression): boolean | undefined {
  const known = outcomes.get(test);
  if (known) return known.outcome;
  const outcome = decided(unwrap(test));
  outcomes.set(test, { outcome });
  return outcome;
}

function decided(test: TSESTree.Node): boolean | undefined {
  switch (test.type) {
    case 'UnaryExpression': {
      const inner = test.operator === '!' ? outcomeInBrowser(test.argument) : undefined;
      return inner === undefined ? undefined : !inner;
    }
    case 'LogicalExpression':
      return outcomeOfChain(test);
    case 'BinaryExpression':
      return outcomeOfTypeof(test);
    case 'Identifier':
      return outcomeOfConstant(test);
    case 'CallExpression':
      return test.callee.type === 'Identifier' ? outcomeOfFunction(test.callee) : undefined;
    default:
      return undefined;
  }
}

/** `a && b && c`, without a call for each operand: there may be thousands. */
function outcomeOfChain(chain: TSESTree.LogicalExpression): boolean | undefined {
  const { operator } = chain;
  const links: TSESTree.LogicalExpression[] = [];
  let first: TSESTree.Expression = chain;
  for (; first.type === 'LogicalExpression' && first.operator === operator && !outcomes.has(first); first = first.left)
    links.push(first);
  const decisive = operator === '??' ? undefined : operator === '||';
  return links.reduceRight((outcome, link) => {
    const both = [outcome, outcomeInBrowser(link.right)];
    const joined = both.includes(undefined) ? undefined : !decisive;
    const found = decisive === undefined ? undefined : both.includes(decisive) ? decisive : joined;
    outcomes.set(link, { outcome: found });
    return found;
  }, outcomeInBrowser(first));
}

/** `typeof window === 'undefined'`. */
function outcomeOfTypeof({ operator, left, right }: TSESTree.BinaryExpression): boolean | undefined {
  if (!/^[!=]==?$/.test(operator)) return undefined;
  const [asked, compared] = left.type === 'UnaryExpression' ? [left, right] : [right, left];
  const isAsked =
    asked.type === 'UnaryExpression' &&
    asked.operator === 'typeof' &&
    asked.argument.type === 'Identifier' &&
    OF_PAGES.has(asked.argument.name) &&
    variableOf(asked.argument) === undefined;
  if (!isAsked || compared.type !== 'Literal' || typeof compared.value !== 'string') return undefined;
  // An object in a browser.
  const isEqual = compared.value === 'object';
  return operator.startsWith('!') ? !isEqual : isEqual;
}

/** `const isServer = typeof window === 'undefined'`. */
function outcomeOfConstant(name: TSESTree.Identifier): boolean | undefined {
  const made = madeBy(name);
  return made?.type === 'BinaryExpression' ? outcomeOfTypeof(made) : undefined;
}

/** `const isServer = () => typeof window === 'undefined'`, and `function isServer() { return typeof window === 'undefined'; }`. */
function outcomeOfFunction(name: TSESTree.Identifier): boolean | undefined {
  const made = madeBy(name);
  if (!made || !isFunction(made) || made.async || made.generator) return undefined;
  const [only, more] = made.body.type === 'BlockStatement' ? made.body.body : [];
  const returned = only?.type === 'ReturnStatement' && !more ? only.argument : made.body;
  const result = returned && unwrap(returned);
  return result?.type === 'BinaryExpression' ? outcomeOfTypeof(result) : undefined;
}

/** What a constant or a function is made by, if nothing else is assigned to its name. */
function madeBy(name: TSESTree.Identifier): TSESTree.Node | undefined {
  const variable = variableOf(name);
  const [definition, other] = variable?.defs ?? [];
  if (!definition || other) return undefined;
  if (definition.type === 'FunctionName')
    return variable?.references.some(reference => reference.isWrite()) ? undefined : definition.node;
  const isConstant = definition.type === 'Variable' && definition.parent.kind === 'const';
  return isConstant && definition.node.id.type === 'Identifier' && definition.node.init
    ? unwrap(definition.node.init)
    : undefined;
}

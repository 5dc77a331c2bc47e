import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { spelledNames } from '../../program/node.ts';

/** Whether an error is still the one that was caught, whole, where it is given: nothing set, tested or took it before. */
export function isUntouched(name: TSESTree.Identifier, body: TSESTree.Node): boolean {
  const variable = variableOf(name);
  if (!variable) return false;
  return variable.references.every(({ identifier, init }) => {
    const node = identifier as TSESTree.Node;
    return init === true || node === name || isRead(node, body, name);
  });
}

/** What only tells of an error. */
const TELLING =
  /^(?:console|log|logger|sentry|rollbar|bugsnag|String|inspect|next)$|(?:^|\.)(?:captureException|recordException|log|error|warn|info|debug)$/i;

function isRead(node: TSESTree.Node, body: TSESTree.Node, name: TSESTree.Identifier): boolean {
  if (node.range[0] > name.range[1]) return true;
  let at: TSESTree.Node = node;
  for (; at.parent && at.parent !== body; at = at.parent) {
    const { parent }: { parent?: TSESTree.Node } = at;
    if (!parent) return false;
    if (isDecision(parent, at, name) || isChange(parent, at) || (isAlias(parent, at) && isWhole(node, at)))
      return false;
    const isGiven = parent.type === 'CallExpression' && parent.callee !== at;
    if (isGiven && !TELLING.test(spelledNames(parent.callee).join('.')) && isWhole(node, at)) return false;
  }
  return true;
}

/** What decides whether the answer is given. */
function isDecision(parent: TSESTree.Node, at: TSESTree.Node, name: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'WhileStatement':
      return parent.test === at;
    case 'SwitchStatement':
      return parent.discriminant === at;
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return parent.range[0] <= name.range[0] && name.range[1] <= parent.range[1];
    default:
      return false;
  }
}

function isChange(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  if (parent.type === 'AssignmentExpression') return parent.left === at;
  return parent.type === 'UnaryExpression' && parent.operator === 'delete';
}

/** Another name, by which it may be changed. */
function isAlias(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  return (
    (parent.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'Identifier') ||
    (parent.type === 'AssignmentExpression' && parent.right === at)
  );
}

/** Whether an expression is the error itself, or has it in an object. */
function isWhole(node: TSESTree.Node, expression: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && at !== expression; at = at.parent)
    if (at.parent?.type === 'MemberExpression' && at.parent.object === at) return false;
  return true;
}

/** What tells of an error that is left without its request. */
const OF_REQUEST = /axios|response|config|toJSON/i;
const CHANGING = /redact|clean|strip|sanit|scrub|mask|serial|normali|convert|remove|omit|delete|wrap|parse/i;
const OF_DEVELOPMENT = /\bNODE_ENV\b|develop|isDev|\bdev\b|prod|debug|\bstage\b/i;

/**
 * Whether an error may be any, and still be whole, where it is given: nothing says that it is of another kind, is only shown while
 * somebody develops, or has lost its request.
 *
 * @param text of the module
 */
export function mayBeWhole(name: TSESTree.Identifier, body: TSESTree.Node, text: string): boolean {
  const variable = variableOf(name);
  if (!variable) return false;
  // Something may also decide whether the handler is registered.
  for (let at: TSESTree.Node = name; at.parent; at = at.parent)
    if (isKindOrDevelopment(at.parent, at, variable.name, text)) return false;
  return variable.references.every(({ identifier, init }) => {
    const node = identifier as TSESTree.Node;
    return init === true || node === name || !takesRequest(node, body, { name, text });
  });
}

/** Whether an answer is only given for another kind of error, or to who develops. */
function isKindOrDevelopment(parent: TSESTree.Node, at: TSESTree.Node, name: string, text: string): boolean {
  if (parent.type === 'SwitchCase') return true;
  if (parent.type === 'LogicalExpression' ? parent.right !== at : !isBranch(parent, at)) return false;
  const test = parent.type === 'LogicalExpression' ? parent.left : (parent as TSESTree.IfStatement).test;
  const written = text.slice(...test.range);
  if (OF_DEVELOPMENT.test(written)) return true;
  const isOfError = new RegExp(String.raw`\b${name}\b`).test(written);
  // The other branch is for what is left.
  if (parent.type === 'IfStatement' && parent.alternate === at) return OF_REQUEST.test(written);
  return isOfError && !new RegExp(String.raw`^!?!?${name}(?: instanceof (?:Axios)?Error)?$`).test(written);
}

function isBranch(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  return (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at;
}

function takesRequest(
  node: TSESTree.Node,
  body: TSESTree.Node,
  { name, text }: { name: TSESTree.Identifier; text: string },
): boolean {
  if (node.range[0] > name.range[1]) return false;
  for (let at = node; at.parent && at.parent !== body; at = at.parent) {
    const { parent } = at;
    if (isChange(parent, at) || (isAlias(parent, at) && isWhole(node, at))) return true;
    if (isDecision(parent, at, name) && OF_REQUEST.test(text.slice(...at.range))) return true;
    if (parent.type === 'CallExpression' && parent.callee !== at && isWhole(node, at)) {
      const isStatement = parent.parent.type === 'ExpressionStatement' || parent.parent.type === 'AwaitExpression';
      if (CHANGING.test(spelledNames(parent.callee).join('.')) && isStatement) return true;
    }
  }
  return false;
}

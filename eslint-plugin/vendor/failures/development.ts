import type { TSESTree } from '@typescript-eslint/utils';
import { spelledNames, unwrap } from '../../program/node.ts';
import { isDefaulting } from './defaults.ts';

/** Whether all that a handler does, but for defaults, is done only outside production: nobody hears of a failure that matters. */
export function isOnlyForDevelopment(body: TSESTree.Node): boolean {
  if (body.type !== 'BlockStatement') return isForDevelopment(unwrap(body));
  const others = body.body.filter(statement => !isDefaulting(statement));
  return others.length > 0 && others.every(isStatementForDevelopment);
}

function isStatementForDevelopment(statement: TSESTree.Statement): boolean {
  if (statement.type === 'ExpressionStatement') return isForDevelopment(unwrap(statement.expression));
  return statement.type === 'IfStatement' && !statement.alternate && isFalseInProduction(statement.test);
}

/** `isDev && console.error(error)`. */
function isForDevelopment(node: TSESTree.Node): boolean {
  return node.type === 'LogicalExpression' && node.operator === '&&' && isFalseInProduction(node.left);
}

const ENVIRONMENT = /^(?:NODE_ENV|APP_ENV|VERCEL_ENV|ENVIRONMENT|MODE)$/;
const DEVELOPMENT = /^(?:__DEV__|DEV|is_?dev(?:elopment)?)$/i;
const PRODUCTION = /^(?:PROD|is_?prod(?:uction)?)$/i;

/** Whether a condition does not hold in production, by the names that it is made of. */
function isFalseInProduction(test: TSESTree.Node): boolean {
  const at = unwrap(test);
  switch (at.type) {
    case 'LogicalExpression':
      if (at.operator === '&&') return isFalseInProduction(at.left) || isFalseInProduction(at.right);
      return at.operator === '||' && isFalseInProduction(at.left) && isFalseInProduction(at.right);
    case 'BinaryExpression':
      return isOtherEnvironment(at);
    case 'UnaryExpression':
      return at.operator === '!' && PRODUCTION.test(lastName(at.argument));
    default:
      return DEVELOPMENT.test(lastName(at));
  }
}

/** `process.env.NODE_ENV !== 'production'`, `import.meta.env.MODE === 'development'`. */
function isOtherEnvironment({ left, right, operator }: TSESTree.BinaryExpression): boolean {
  const [name, value] = right.type === 'Literal' ? [left, right] : [right, left];
  if (value.type !== 'Literal' || typeof value.value !== 'string' || !ENVIRONMENT.test(lastName(name))) return false;
  const isProduction = /^prod(?:uction)?$/i.test(value.value);
  const isDevelopment = /^(?:dev(?:elopment)?|test|local)$/i.test(value.value);
  return /^!==?$/.test(operator) ? isProduction : /^===?$/.test(operator) && isDevelopment;
}

function lastName(node: TSESTree.Node): string {
  const at = unwrap(node);
  const named = at.type === 'CallExpression' ? at.callee : at;
  return spelledNames(named).at(-1) ?? '';
}

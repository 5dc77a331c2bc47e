import type { TSESTree } from '@typescript-eslint/utils';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { isDefaulting } from './defaults.ts';

const CODE = /^(?:ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT|AbortError|TimeoutError)$/;
const NAME = /time_?d?_?out/i;

/**
 * Whether a handler is one `if` that asks for a timeout and has no `else`, with nothing around it but defaults: what Klaviyo refuses
 * goes by.
 */
export function isOnlyForTimeouts(body: TSESTree.Node): boolean {
  if (body.type !== 'BlockStatement') return false;
  const [asking, ...others] = body.body.filter(statement => !isDefaulting(statement));
  return asking?.type === 'IfStatement' && others.length === 0 && !asking.alternate && asksForTimeout(asking.test);
}

/** Whether a condition asks for a timeout. */
export function asksForTimeout(test: TSESTree.Node): boolean {
  const at = unwrap(test);
  switch (at.type) {
    case 'LogicalExpression':
      return at.operator === '||'
        ? asksForTimeout(at.left) && asksForTimeout(at.right)
        : asksForTimeout(at.left) || asksForTimeout(at.right);
    case 'BinaryExpression':
      if (at.operator === 'instanceof') return NAME.test(spelledNames(at.right).at(-1) ?? '');
      return /^===?$/.test(at.operator) && [at.left, at.right].some(isTimeoutCode);
    case 'CallExpression':
      return NAME.test(spelledNames(at.callee).at(-1) ?? '') || (isSearch(at) && at.arguments.some(isTimeoutText));
    case 'MemberExpression':
      return NAME.test(staticName(at) ?? '');
    default:
      return false;
  }
}

function isSearch({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' && /^(?:includes|startsWith|endsWith|match)$/.test(staticName(callee) ?? '')
  );
}

function isTimeoutCode(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string' && CODE.test(node.value);
}

function isTimeoutText(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string' && NAME.test(node.value);
}

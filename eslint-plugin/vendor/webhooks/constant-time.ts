import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { importOf } from '../../edits/import-edit.ts';
import { unwrap } from '../../program/node.ts';

/**
 * Makes the edit that compares two texts in constant time, also where their lengths differ or one is missing; undefined where the
 * sides are more than names, which would be evaluated twice, or `timingSafeEqual` cannot be imported.
 */
export function constantTimeFix(
  { left, operator, right }: TSESTree.BinaryExpression,
  node: TSESTree.Node,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | undefined {
  if (!isName(left) || !isName(right)) return undefined;
  const imported = importOf(sourceCode, {
    name: 'timingSafeEqual',
    from: 'node:crypto',
    isSame: specifier => specifier === 'crypto' || specifier === 'node:crypto',
  });
  if (!imported) return undefined;
  const [one, other] = [left, right].map(side => `Buffer.from(String(${sourceCode.getText(side)}))`) as [
    string,
    string,
  ];
  const compared = `(${one}.length === ${other}.length && ${imported.name}(${one}, ${other}))`;
  return fixer => [
    ...imported.edit(fixer),
    fixer.replaceText(node, operator.startsWith('!') ? `!${compared}` : compared),
  ];
}

function isName(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type === 'Identifier' || at.type === 'ThisExpression') return true;
  return at.type === 'MemberExpression' && isName(at.object) && (!at.computed || at.property.type === 'Literal');
}

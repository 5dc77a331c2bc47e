import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Makes the edit that compares two texts in constant time, also where their lengths differ or one is missing; undefined where the
 * sides are more than names, or Node's crypto is not imported in a form that can be extended.
 */
export function constantTimeFix(
  { left, operator, right }: TSESTree.BinaryExpression,
  node: TSESTree.Node,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction | undefined {
  if (!isName(left) || !isName(right)) return undefined;
  const crypto = cryptoIn(sourceCode);
  if (!crypto) return undefined;
  const [one, other] = [left, right].map(side => `Buffer.from(String(${sourceCode.getText(side)}))`) as [
    string,
    string,
  ];
  const compared = `(${one}.length === ${other}.length && ${crypto.name}(${one}, ${other}))`;
  return fixer => [
    fixer.replaceText(node, operator.startsWith('!') ? `!${compared}` : compared),
    ...(crypto.addTo ? [fixer.insertTextAfter(crypto.addTo, ', timingSafeEqual')] : []),
  ];
}

function isName(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  return at.type === 'Identifier' || (at.type === 'MemberExpression' && isName(at.object));
}

interface Crypto {
  /** How `timingSafeEqual` is written. */
  name: string;
  /** The name behind which it has to be imported first. */
  addTo?: TSESTree.Node;
}

const imports = new WeakMap<TSESTree.Program, Crypto | undefined>();

function cryptoIn({ ast }: SourceCode): Crypto | undefined {
  if (!imports.has(ast)) imports.set(ast, findCrypto(ast));
  return imports.get(ast);
}

function findCrypto(ast: TSESTree.Program): Crypto | undefined {
  let found: Crypto | undefined;
  visit(ast, at => {
    found ??= at.type === 'ImportDeclaration' && isCrypto(at.source) ? importedCrypto(at) : undefined;
    found ??= at.type === 'VariableDeclarator' && isRequired(at.init) ? requiredCrypto(at.id) : undefined;
  });
  return found;
}

function isCrypto(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && (node.value === 'crypto' || node.value === 'node:crypto');
}

function isRequired(node: TSESTree.Expression | null): boolean {
  return (
    node?.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require' &&
    isCrypto(node.arguments[0])
  );
}

function importedCrypto({ specifiers, importKind }: TSESTree.ImportDeclaration): Crypto | undefined {
  if (importKind === 'type') return undefined;
  const whole = specifiers.find(({ type }) => type !== 'ImportSpecifier');
  if (whole) return { name: `${whole.local.name}.timingSafeEqual` };
  const imported = specifiers.find(
    specifier =>
      specifier.type === 'ImportSpecifier' &&
      specifier.imported.type === 'Identifier' &&
      specifier.imported.name === 'timingSafeEqual',
  );
  const last = specifiers.at(-1);
  if (imported) return { name: imported.local.name };
  return last && { name: 'timingSafeEqual', addTo: last };
}

function requiredCrypto(id: TSESTree.Node): Crypto | undefined {
  if (id.type === 'Identifier') return { name: `${id.name}.timingSafeEqual` };
  const last = id.type === 'ObjectPattern' ? id.properties.at(-1) : undefined;
  if (id.type !== 'ObjectPattern' || last?.type !== 'Property') return undefined;
  const isThere = id.properties.some(
    property =>
      property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'timingSafeEqual',
  );
  return isThere ? { name: 'timingSafeEqual' } : { name: 'timingSafeEqual', addTo: last };
}

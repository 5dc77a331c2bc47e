import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { styleOf } from '../../edits/source-style.ts';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

const NAME = 'klaviyoSession';

/**
 * Makes a session once, before the statement of the module that it stands in, and uses it in place. Undefined where it depends on
 * something of a function, or on what the module declares later.
 */
export function hoistedSession(
  node: TSESTree.NewExpression | TSESTree.CallExpression,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction | undefined {
  const statement = statementOfModule(node);
  const isUsed = wrapped(node).parent?.type !== 'ExpressionStatement';
  const isTaken = sourceCode.scopeManager?.scopes.some(({ set }) => set.has(NAME)) ?? true;
  if (!statement || !isUsed || isTaken || dependsOnMore(node, statement)) return undefined;
  const { end } = styleOf(sourceCode);
  const declared = `const ${NAME} = ${sourceCode.getText(node)}${end}\n\n`;
  const place = startOf(statement, sourceCode);
  return fixer => [fixer.insertTextBefore(place, declared), fixer.replaceText(node, NAME)];
}

/** Where a statement begins: with its overloads, its decorators and the comments right above them. */
function startOf(statement: TSESTree.Node, sourceCode: SourceCode): TSESTree.Node | TSESTree.Comment {
  const { body } = sourceCode.ast;
  let index = body.findIndex(each => each === statement);
  while (declarationIn(body[index - 1])?.type === 'TSDeclareFunction') index -= 1;
  const first = body[index] ?? statement;
  const declaration = declarationIn(first);
  const [decorator] = declaration?.type === 'ClassDeclaration' ? declaration.decorators : [];
  let place: TSESTree.Node | TSESTree.Comment = decorator && decorator.range[0] < first.range[0] ? decorator : first;
  for (const comment of sourceCode.getCommentsBefore(place).reverse()) {
    if (comment.loc.end.line + 1 !== place.loc.start.line) break;
    const before = sourceCode.getTokenBefore(comment);
    if (before?.loc.end.line !== comment.loc.start.line) place = comment;
  }
  return place;
}

function declarationIn(statement: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const isExport = statement?.type === 'ExportNamedDeclaration' || statement?.type === 'ExportDefaultDeclaration';
  return isExport ? (statement.declaration ?? undefined) : statement;
}

function statementOfModule(node: TSESTree.Node): TSESTree.Node | undefined {
  let at = node;
  while (at.parent && at.parent.type !== 'Program') at = at.parent;
  return at.parent ? at : undefined;
}

function dependsOnMore(node: TSESTree.Node, statement: TSESTree.Node): boolean {
  let found = false;
  visit(node, at => {
    if (at.type === 'ThisExpression' || at.type === 'AwaitExpression' || at.type === 'YieldExpression') found = true;
    const [definition] = (at.type === 'Identifier' && variableOf(at)?.defs) || [];
    if (!definition || definition.type === 'ImportBinding') return;
    const isOfModule = !enclosingFunction(definition.name);
    if (!isOfModule || definition.name.range[1] > statement.range[0]) found = true;
  });
  return found;
}

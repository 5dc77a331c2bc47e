import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { unwrap } from '../program/node.ts';

/** The module that a name is imported from, or that is required for it. */
export function moduleOfImport(name: TSESTree.Identifier): string | undefined {
  const [definition] = variableOf(name)?.defs ?? [];
  if (definition?.type === 'ImportBinding')
    return definition.parent.type === 'ImportDeclaration' ? definition.parent.source.value : undefined;
  return definition?.type === 'Variable' && definition.node.init ? requiredBy(definition.node.init) : undefined;
}

function requiredBy(init: TSESTree.Expression): string | undefined {
  let at: TSESTree.Node = unwrap(init);
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') {
    if (at.type === 'CallExpression' && at.callee.type === 'Identifier' && at.callee.name === 'require') {
      const [specifier] = at.arguments;
      return specifier?.type === 'Literal' ? String(specifier.value) : undefined;
    }
    at = at.type === 'CallExpression' ? at.callee : at.object;
  }
  return undefined;
}

/** Whether a module imports, or requires at its top, a package. */
export function importsFrom({ body }: TSESTree.Program, module: RegExp): boolean {
  return body.some(statement => {
    if (statement.type === 'ImportDeclaration') return module.test(statement.source.value);
    return (
      statement.type === 'VariableDeclaration' &&
      statement.declarations.some(({ init }) => init && module.test(requiredBy(init) ?? ''))
    );
  });
}

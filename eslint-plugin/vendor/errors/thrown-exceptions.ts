import type { TSESTree } from '@typescript-eslint/utils';
import { type ParsedFile, registerModule, variableOf } from '../../program/module.ts';
import { isFunction, staticName } from '../../program/node.ts';
import { linkParents } from '../../program/program-modules.ts';
import { visit } from '../../program/visit.ts';
import { moduleOfImport } from '../imported-from.ts';
import { errorNames } from './given-errors.ts';
import { mayBeWhole } from './untouched-error.ts';

/**
 * Finds where a module throws an exception of NestJS whose response is a whole error that it has caught: without a filter of its own, an
 * application answers with it as JSON. What an exception has as its cause is not sent.
 *
 * Source: `HttpException` of @nestjs/common 11.2.10, whose `createBody` keeps an object, and its documentation; read 2026-11-23.
 */
export function errorsInExceptions(file: ParsedFile): TSESTree.Node[] {
  linkParents(file.ast, file.visitorKeys);
  const { ast, text } = registerModule(file);
  const found = new Set<TSESTree.Node>();
  visit(ast, node => {
    const [response] = node.type === 'NewExpression' && isException(node.callee) ? node.arguments : [];
    if (!response || node.parent?.type !== 'ThrowStatement') return;
    for (const name of errorNames(response, 'all')) {
      const body = handlerOf(name);
      if (body && mayBeWhole(name, body, text)) found.add(name);
    }
  });
  return [...found];
}

function isException(callee: TSESTree.Node): boolean {
  return (
    callee.type === 'Identifier' && callee.name.endsWith('Exception') && moduleOfImport(callee) === '@nestjs/common'
  );
}

/** The body of what caught an error: of a clause, or of a function that `.catch()` gets. */
function handlerOf(name: TSESTree.Identifier): TSESTree.Node | undefined {
  const [definition, ...others] = variableOf(name)?.defs ?? [];
  if (!definition || others.length > 0 || definition.name.type !== 'Identifier') return undefined;
  const { node } = definition;
  if (node.type === 'CatchClause') return node.body;
  if (definition.type !== 'Parameter' || !isFunction(node) || node.params[0] !== definition.name) return undefined;
  const { parent } = node;
  const isListener =
    parent.type === 'CallExpression' &&
    parent.callee.type === 'MemberExpression' &&
    staticName(parent.callee) === 'catch';
  return isListener ? (node.body ?? undefined) : undefined;
}

import type { TSESTree } from '@typescript-eslint/utils';
import { type Module, moduleOf } from '../../program/module.ts';
import { functionsAround, spelledNames, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { isParsedAt, isParsedFor } from './body-parsers.ts';
import { handlersIn } from './handlers.ts';
import { partsOf } from './hmac.ts';

/**
 * Where a module signs, or passes to what verifies, a body that was parsed before: its bytes are no longer those that were sent.
 *
 * @param parts what is signed, with what callers give for it
 * @param functions those around it, and around the calls that lead to it
 */
export function parsedBodies(
  parts: readonly TSESTree.Node[],
  functions: readonly FunctionNode[],
  module: Module,
): TSESTree.Node[] {
  const ownParts = parts.filter(part => moduleOf(part) === module);
  const written = ownParts.filter(isStringified);
  return written.length > 0
    ? written
    : ownParts.filter(part => isRequestBody(part) && isParsedBefore(part, functions, module));
}

/** The same for what a handler gives to a function of another file that verifies. */
export function parsedArguments(node: FunctionNode): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  visit(node.body, at => {
    if (at.type !== 'CallExpression' || !/verif|signature|hmac/i.test(spelledNames(at.callee).at(-1) ?? '')) return;
    found.push(...at.arguments.flatMap(partsOf).filter(isStringified));
  });
  return found;
}

function isStringified(part: TSESTree.Node): boolean {
  return (
    part.type === 'CallExpression' && spelledNames(part.callee).join('.') === 'JSON.stringify' && !isAlternative(part)
  );
}

/** `rawBody ?? JSON.stringify(body)`: the bytes are used where they are there. */
function isAlternative(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !at.parent.type.endsWith('Statement'); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'ConditionalExpression') return true;
    if (parent.type === 'LogicalExpression' && at === parent.right) return true;
    // Around the call that it is given to, other things are decided: `isOld || !verify(JSON.stringify(body))`.
    if (parent.type === 'CallExpression' && at !== parent.callee && !isConversion(parent)) return false;
  }
  return false;
}

/** `Buffer.from(text)`, `String(bytes)`, `encoder.encode(text)`, `JSON.stringify(body)`, and the question which of them is needed. */
function isConversion({ callee }: TSESTree.CallExpression): boolean {
  return /^(?:from|String|encode|stringify|isBuffer)$/.test(spelledNames(callee).at(-1) ?? '');
}

/** `req.body`; a body that is read as bytes has another name, or is read by a method. */
function isRequestBody(part: TSESTree.Node): boolean {
  return (
    part.type === 'MemberExpression' &&
    staticName(part) === 'body' &&
    /^(?:req|request|_req)$/.test(spelledNames(part.object).at(-1) ?? '') &&
    !isAlternative(part)
  );
}

/** A function that several routes lead to gets a parsed body only where each of them parses it. */
function isParsedBefore(body: TSESTree.Node, functions: readonly FunctionNode[], module: Module): boolean {
  const around = new Set<FunctionNode>([...functionsAround(body), ...functions]);
  const routes = handlersIn(module).filter(({ node }) => around.has(node));
  return routes.length === 0 ? isParsedAt(body, module) : routes.every(route => isParsedFor(route, module));
}

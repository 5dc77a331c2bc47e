import type { TSESTree } from '@typescript-eslint/utils';
import { type Module, moduleOf } from '../../program/module.ts';
import { functionsAround, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { isParsedAt, isParsedFor, losesBytesFor } from './body-parsers.ts';
import { type Handler, handlersIn } from './handlers.ts';
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
  const written = ownParts.filter(part => isStringified(part) || isOnlyChoice(part, functions, module));
  return written.length > 0
    ? written
    : ownParts.filter(part => isRequestBody(part) && isParsedBefore(part, functions, module));
}

/** The same for what a handler gives to a function of another file that verifies. */
export function parsedArguments(node: FunctionNode): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  visit(node.body, at => {
    if (at.type !== 'CallExpression' || !/verif|signature|hmac/i.test(spelledNames(at.callee).at(-1) ?? '')) return;
    const parts = at.arguments.flatMap(partsOf);
    found.push(...parts.filter(part => isStringified(part) || isOnlyChoice(part, [node], moduleOf(node))));
  });
  return found;
}

function isStringified(part: TSESTree.Node): boolean {
  return isStringify(part) && !isAlternative(part);
}

function isStringify(part: TSESTree.Node): boolean {
  return part.type === 'CallExpression' && spelledNames(part.callee).join('.') === 'JSON.stringify';
}

/** `req.rawBody ?? JSON.stringify(req.body)`, where no request has the first. */
function isOnlyChoice(part: TSESTree.Node, functions: readonly FunctionNode[], module: Module | undefined): boolean {
  if (!module || !isStringify(part) || !isChosenWithoutBytes(part) || mayHaveRawBody(module)) return false;
  const around = new Set<FunctionNode>([...functionsAround(part), ...functions]);
  const routes = handlersIn(module).filter(({ node }) => around.has(node));
  return routes.length > 0 && routes.every(route => losesBytesFor(route, module) || isPageOfNext(route, module));
}

/** Whether it is what is left where the request has no `rawBody`. */
function isChosenWithoutBytes(node: TSESTree.Node): boolean {
  for (let at = node; at.parent && !at.parent.type.endsWith('Statement'); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'ConditionalExpression') return parent.alternate === at && isRawBody(parent.test);
    if (parent.type === 'LogicalExpression' && at === parent.right)
      return parent.operator !== '&&' && isRawBody(parent.left);
    if (parent.type === 'CallExpression' && !isConversion(parent)) return false;
  }
  return false;
}

/** `req.rawBody`, which neither Node nor Express gives to a request. */
function isRawBody(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
  if (callee?.type === 'MemberExpression' && staticName(callee) === 'toString') return isRawBody(callee.object);
  return at.type === 'MemberExpression' && staticName(at) === 'rawBody' && isRequest(at.object);
}

/** Cloud Functions give the bytes of a request as `rawBody`. Source: firebase.google.com, Call functions via HTTP requests; read 2026-11-22. */
const GIVES_RAW_BODY = /firebase-functions|functions-framework/;

/** Whether a module sets or asks for `rawBody` by any way, or runs where requests have it. */
function mayHaveRawBody({ ast, text }: Module): boolean {
  let isFound = GIVES_RAW_BODY.test(text);
  visit(ast, at => {
    if (at.type === 'AssignmentExpression' && at.left.type === 'MemberExpression')
      isFound ||= staticName(at.left) === 'rawBody';
    if (at.type === 'Property' && at.parent.type === 'ObjectExpression') isFound ||= staticName(at) === 'rawBody';
    if (at.type === 'Literal') isFound ||= at.value === 'rawBody' && at.parent.type === 'CallExpression';
  });
  return isFound;
}

/** A route of `pages/api` in Next.js, which parses the bodies of all of them by itself, unless its file says that it does not. */
function isPageOfNext({ node }: Handler, { path, text }: Module): boolean {
  return (
    /(?:^|\/)pages\/api\//.test(path) &&
    wrapped(node).parent?.type === 'ExportDefaultDeclaration' &&
    !/\bbodyParser\b/.test(text)
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
    part.type === 'MemberExpression' && staticName(part) === 'body' && isRequest(part.object) && !isAlternative(part)
  );
}

function isRequest(node: TSESTree.Node): boolean {
  return /^(?:req|request|_req)$/.test(spelledNames(node).at(-1) ?? '');
}

/** A function that several routes lead to gets a parsed body only where each of them parses it. */
function isParsedBefore(body: TSESTree.Node, functions: readonly FunctionNode[], module: Module): boolean {
  const around = new Set<FunctionNode>([...functionsAround(body), ...functions]);
  const routes = handlersIn(module).filter(({ node }) => around.has(node));
  return routes.length === 0 ? isParsedAt(body, module) : routes.every(route => isParsedFor(route, module));
}

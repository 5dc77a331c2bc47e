import type { TSESTree } from '@typescript-eslint/utils';
import { type Module, moduleOf } from '../../program/module.ts';
import { functionsAround, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import type { Handler } from './handlers.ts';
import { signedParts, type Verification } from './vendor-hmac.ts';
import { partsOf } from './hmac.ts';

/** Where a module signs, or passes to what verifies, a body that was parsed before: its bytes are no longer those that were sent. */
export function parsedBodies(
  verification: Verification,
  handlers: readonly Handler[],
  module: Module,
): TSESTree.Node[] {
  const { parts } = signedParts(verification);
  const written = parts.filter(part => isStringified(part));
  const own = written.filter(part => moduleOf(part) === module);
  if (own.length > 0) return own;
  const parsed = parts.filter(part => isRequestBody(part) && moduleOf(part) === module);
  return parsed.filter(part => isParsedBefore(part, handlers, module));
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
    if (parent.type === 'ConditionalExpression' && at !== parent.test) return true;
    if (parent.type === 'LogicalExpression' && at === parent.right) return true;
  }
  return false;
}

/** `req.body`; a body that is read as bytes has another name, or is read by a method. */
function isRequestBody(part: TSESTree.Node): boolean {
  return (
    part.type === 'MemberExpression' &&
    staticName(part) === 'body' &&
    /^(?:req|request|_req)$/.test(spelledNames(part.object).at(-1) ?? '')
  );
}

/**
 * Express parses what passes `express.json()`, unless `verify` keeps the bytes. What takes the bytes behind it gets what is parsed
 * already; before it, it keeps them.
 */
function isParsedBefore(body: TSESTree.Node, handlers: readonly Handler[], { ast }: Module): boolean {
  const around = new Set<TSESTree.Node>(functionsAround(body));
  const route = handlers.find(({ node }) => around.has(node));
  const isOfRoute = route?.before.some(isJsonParser) === true && !route.before.some(takesBytes);
  const { parsedFrom, takesBytes: isTaken } = parsingOf(ast);
  const isParsed = parsedFrom <= (route ?? { node: body }).node.range[0];
  return (isParsed && !isTaken) || isOfRoute;
}

interface Parsing {
  /** Where the first parser ends that all requests pass. */
  parsedFrom: number;
  /** Something takes the bytes. */
  takesBytes: boolean;
}

const parsings = new WeakMap<TSESTree.Program, Parsing>();

function parsingOf(ast: TSESTree.Program): Parsing {
  const known = parsings.get(ast);
  if (known) return known;
  const parsing: Parsing = { parsedFrom: Infinity, takesBytes: false };
  visit(ast, at => {
    if (at.type !== 'CallExpression' || spelledNames(at.callee).at(-1) !== 'use') return;
    if (at.arguments.some(takesBytes)) parsing.takesBytes = true;
    const isForAll = at.arguments[0]?.type !== 'Literal';
    if (isForAll && at.arguments.some(isJsonParser)) parsing.parsedFrom = Math.min(parsing.parsedFrom, at.range[1]);
  });
  parsings.set(ast, parsing);
  return parsing;
}

function isJsonParser(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type !== 'CallExpression' || !/^(?:express|bodyParser)\.json$/.test(spelledNames(at.callee).join('.')))
    return false;
  const [options] = at.arguments;
  return options?.type !== 'ObjectExpression' || !options.properties.some(isVerify);
}

/** `verify` keeps the bytes, and `type` leaves some requests alone. */
function isVerify(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'SpreadElement' || /^(?:verify|type)$/.test(staticName(property) ?? '');
}

function takesBytes(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  return at.type === 'CallExpression' && /^(?:raw|text|buffer)$/.test(spelledNames(at.callee).at(-1) ?? '');
}

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, isTypeQuery, spelledNames, staticName } from '../../program/node.ts';

/**
 * Returns whether a framework takes a node out of what the browser gets: in a function with `'use server'`, in what is given to
 * `createServerFn().handler` or `server$`, or in a declaration of the module that only such code uses.
 *
 * Sources: the documentation of TanStack Start, SolidStart, Qwik and Next.js; read 2026-11-23.
 *
 * @param node of a registered module
 */
export function isOnlyForServer(node: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  for (let at: TSESTree.Node = node; at.parent; at = at.parent) {
    if (isServerFunction(at) || isGivenToServer(at, at.parent) || isServerPartOfRoute(at)) return true;
    const name = nameOfDeclaration(at, node);
    if (!name || seen.has(at)) continue;
    seen.add(at);
    const uses = usesOf(variableOf(name));
    if (uses.length > 0 && uses.every(use => isOnlyForServer(use, seen))) return true;
  }
  return false;
}

/** The name of what declares something and has a node inside. */
function nameOfDeclaration(declaration: TSESTree.Node, node: TSESTree.Node): TSESTree.Identifier | undefined {
  if (declaration.type === 'FunctionDeclaration')
    return declaration.id === node ? undefined : (declaration.id ?? undefined);
  if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier' || !declaration.init)
    return undefined;
  return isIn(node, declaration.init) ? declaration.id : undefined;
}

/** The modules that a module imports, whichever way, only for what stays on the server. */
export function serverSpecifiers(
  { body }: TSESTree.Program,
  dynamic: readonly TSESTree.ImportExpression[],
): ReadonlySet<string> {
  const isOnly = new Map<string, boolean>();
  const add = (specifier: string, isForServer: boolean): void => {
    isOnly.set(specifier, isForServer && isOnly.get(specifier) !== false);
  };
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration' && statement.importKind !== 'type') {
      const uses = statement.specifiers.flatMap(({ local }) => usesOf(variableOf(local)));
      add(statement.source.value, uses.length > 0 && uses.every(use => isOnlyForServer(use)));
    }
    if ('source' in statement && statement.source && statement.type !== 'ImportDeclaration')
      add(statement.source.value, false);
  }
  for (const node of dynamic) if (node.source.type === 'Literal') add(String(node.source.value), isOnlyForServer(node));
  return new Set([...isOnly].flatMap(([specifier, is]) => (is ? [specifier] : [])));
}

/** Where a name stands for its value; an export of it is such a place. */
export function usesOf(variable: TSESLint.Scope.Variable | undefined): TSESTree.Node[] {
  return (variable?.references ?? []).flatMap(({ identifier, isTypeReference, init }) =>
    isTypeReference || init === true || isTypeQuery(identifier) ? [] : [identifier],
  );
}

function isIn(node: TSESTree.Node, { range: [start, end] }: TSESTree.Node): boolean {
  return start <= node.range[0] && node.range[1] <= end;
}

/** A function with the directive of its own. */
export function isServerFunction(node: TSESTree.Node): boolean {
  return (
    isFunction(node) &&
    node.body.type === 'BlockStatement' &&
    node.body.body.some(statement => statement.type === 'ExpressionStatement' && statement.directive === 'use server')
  );
}

const MAKER = /^(?:createServerOnlyFn|(?:server|serverOnly|routeLoader|routeAction|globalAction)\$)$/;
const CHAIN = /^create(?:ServerFn|IsomorphicFn|Middleware)$/;

/** `createServerFn({ method: 'GET' }).handler(node)`, `server$(node)`. */
function isGivenToServer(node: TSESTree.Node, call: TSESTree.Node): boolean {
  if (call.type !== 'CallExpression' || call.callee === node) return false;
  const [root = '', ...names] = spelledNames(call.callee);
  if (names.length === 0) return MAKER.test(root);
  return CHAIN.test(root) && /^(?:handler|server)$/.test(names.at(-1) ?? '');
}

/** `createFileRoute('/api')({ server: … })`. */
function isServerPartOfRoute(node: TSESTree.Node): boolean {
  if (node.type !== 'Property' || staticName(node) !== 'server') return false;
  const call = node.parent.parent;
  return call?.type === 'CallExpression' && spelledNames(call.callee)[0] === 'createFileRoute';
}

import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isTypeQuery } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

/** What a framework takes of a module for the browser. */
interface RouteKind {
  /** The exports that the browser gets. */
  browser: ReadonlySet<string>;
  /** One of these exports, or imports, shows that the module is such a route. */
  isShownBy(exports: ReadonlyMap<string, unknown>, imports: ReadonlySet<string>): boolean;
}

const REMIX_BROWSER = new Set([
  'default',
  'clientLoader',
  'clientAction',
  'clientMiddleware',
  'ErrorBoundary',
  'HydrateFallback',
  'Layout',
  'handle',
  'links',
  'meta',
  'shouldRevalidate',
]);
/** The packages of the framework whose routes have loaders. */
export const REMIX_PACKAGE =
  /^(?:@remix-run\/|react-router$|@react-router\/|@shopify\/(?:remix-oxygen|hydrogen|shopify-app-(?:remix|react-router)))/;
const NEXT_SERVER = new Set(['getServerSideProps', 'getStaticProps', 'getStaticPaths']);

/** Sources: the documentation of Remix, React Router and Next.js (pages router); read 2026-11-20. */
const ROUTES: readonly RouteKind[] = [
  {
    browser: REMIX_BROWSER,
    isShownBy: (exports, imports) =>
      exports.has('clientLoader') ||
      exports.has('clientAction') ||
      (exports.has('default') &&
        (exports.has('loader') || exports.has('action')) &&
        [...imports].some(name => REMIX_PACKAGE.test(name))),
  },
  {
    browser: new Set(['default']),
    isShownBy: exports => exports.has('default') && [...NEXT_SERVER].some(name => exports.has(name)),
  },
];

/** Returns for a node of a module whether the browser gets it. */
export type BrowserPart = (node: TSESTree.Node) => boolean;

/**
 * The part of a route's module that the browser gets: what is exported for it, and what that refers to. What only a loader or
 * an action refers to stays on the server, as does its import.
 *
 * @param program of a registered module
 * @returns undefined for a module that is no such route
 */
export function browserPart(program: TSESTree.Program): BrowserPart | undefined {
  const exports = exportedNodes(program);
  const imports = new Set(
    program.body.flatMap(statement => (statement.type === 'ImportDeclaration' ? [statement.source.value] : [])),
  );
  const route = ROUTES.find(({ isShownBy }) => isShownBy(exports, imports));
  if (!route) return undefined;
  const parts = reachedFrom([...exports].flatMap(([name, node]) => (route.browser.has(name) ? [node] : [])));
  return node => parts.some(({ range: [start, end] }) => start <= node.range[0] && node.range[1] <= end);
}

/** What a module exports by name, re-exports left out: the function, class or declarator, or the name of one. */
export function exportedNodes(program: TSESTree.Program): ReadonlyMap<string, TSESTree.Node> {
  const exported = known.get(program) ?? findExported(program);
  known.set(program, exported);
  return exported;
}

/** Asked for each `return`. */
const known = new WeakMap<TSESTree.Program, ReadonlyMap<string, TSESTree.Node>>();

function findExported({ body }: TSESTree.Program): Map<string, TSESTree.Node> {
  const found = new Map<string, TSESTree.Node>();
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') found.set('default', statement.declaration);
    if (statement.type !== 'ExportNamedDeclaration' || statement.exportKind === 'type') continue;
    for (const [name, node] of namedIn(statement)) found.set(name, node);
  }
  return found;
}

function namedIn({ declaration, specifiers, source }: TSESTree.ExportNamedDeclaration): [string, TSESTree.Node][] {
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(declarator =>
      declarator.id.type === 'Identifier' ? [[declarator.id.name, declarator]] : [],
    );
  if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier')
    return [[declaration.id.name, declaration]];
  if (source) return [];
  return specifiers.map(({ local, exported }) => [
    exported.type === 'Identifier' ? exported.name : exported.value,
    local,
  ]);
}

/** The nodes and all declarations of the module that they refer to, directly or not. */
function reachedFrom(roots: readonly TSESTree.Node[]): TSESTree.Node[] {
  const found = new Set(roots);
  for (const root of found) {
    visit(root, node => {
      if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || isTypeQuery(node)) return;
      for (const definition of variableOf(node)?.defs ?? []) if (isOfModule(definition)) found.add(definition.node);
    });
  }
  return [...found];
}

/** An import is reached where it is used. */
function isOfModule({ type, node }: TSESLint.Scope.Definition): boolean {
  return type !== 'ImportBinding' && type !== 'Parameter' && node.type !== 'CatchClause';
}

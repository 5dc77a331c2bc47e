import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { isPublicVariable } from '../../../src/vendors/public-prefix.ts';
import { directiveOf } from '../../../src/vendors/browser-module.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { projectFilesOf } from '../../program/project-files.ts';
import { projectPath } from '../../program/project-path.ts';
import { visit } from '../../program/visit.ts';
import { setting } from '../../settings.ts';
import { alternativesOf, type Value } from '../../values/value.ts';
import { exportedNodes, REMIX_PACKAGE } from './browser-part.ts';
import { environmentNames, nameIn } from '../environment.ts';
import { moduleOfImport } from '../imported-from.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** A secret that a server gives to the browser. */
export interface GivenKey {
  /** The variable that it is read from. */
  name: string;
  /** What gives it. */
  means: string;
  node: TSESTree.Node;
}

/** Where something may be given to the browser. */
interface Place {
  /** What is given. */
  given: TSESTree.Node;
  means: string;
}

interface Surroundings {
  context: Context;
  vendor: Vendor;
  path: string;
  valueOf: (node: TSESTree.Node) => Value;
  /** The name of a secret variable that the project reads, if any: the whole environment has it, too. */
  secretOfProject: () => string | undefined;
}

/** Finds the secrets in what a server component gives to a client component or to the page. */
export function keysInElement(
  node: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute | TSESTree.JSXExpressionContainer,
  surroundings: Surroundings,
): GivenKey[] {
  const place = placeInElement(node, surroundings.context, surroundings.vendor);
  return place ? keysAt(place, surroundings) : [];
}

/** Finds the same in `createElement(Component, props, …children)`. */
export function keysInCreated(
  { callee, arguments: [type, ...given] }: TSESTree.CallExpression,
  surroundings: Surroundings,
): GivenKey[] {
  if (spelledNames(callee).at(-1) !== 'createElement' || !type) return [];
  const means = meansOf(type, surroundings.context, surroundings.vendor);
  return means === undefined ? [] : given.flatMap(node => keysAt({ given: node, means }, surroundings));
}

/** Finds the secrets in a text that is a page, or has a script of one. @param text a template, or texts that are joined */
export function keysInPage(text: TSESTree.Expression, surroundings: Surroundings): GivenKey[] {
  return pageExpressions(text).flatMap(given => keysAt({ given, means: 'this page' }, surroundings));
}

/** The expressions in a text that is a page, or has a script of one. */
export function pageExpressions(text: TSESTree.Expression): TSESTree.Node[] {
  const pieces = piecesOf(text);
  const start = pieces.findIndex(piece => typeof piece === 'string' && PAGE.test(piece));
  return start < 0 ? [] : pieces.slice(start).flatMap(piece => (typeof piece === 'string' ? [] : [piece]));
}

/** Finds the secrets in what a function of a route returns for the page that a framework makes. */
export function keysInRouteData(
  returned: TSESTree.Expression,
  program: TSESTree.Program,
  surroundings: Surroundings,
): GivenKey[] {
  return routeData(returned, program, surroundings.path).flatMap(place => keysAt(place, surroundings));
}

/** What of a returned expression the page gets that a framework makes, where a function of a route returns it. */
export function routeData(
  returned: TSESTree.Expression,
  program: TSESTree.Program,
  path: string,
): (Place & { isJson: boolean })[] {
  const name = routeFunctionAround(returned, program, path);
  if (name === undefined) return [];
  // SvelteKit refuses objects of classes.
  const place = { means: `what '${name}' returns`, isJson: name !== 'load' };
  return dataIn(returned, name).map(given => ({ ...place, given }));
}

/** What only a page has; the tags of other documents made with tags are not among them. */
const PAGE = /<(?:script|html|body|head|meta|input|iframe|div|span|button|form)\b|<!doctype html/i;

/** The texts and the expressions that a text is made of, in their order. */
function piecesOf(node: TSESTree.Node): (string | TSESTree.Node)[] {
  if (node.type === 'TemplateLiteral')
    return node.quasis.flatMap(({ value }, index) => {
      const expression = node.expressions[index];
      return expression ? [value.cooked ?? '', expression] : [value.cooked ?? ''];
    });
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const operands: TSESTree.Node[] = [];
    let at: TSESTree.Node = node;
    for (; at.type === 'BinaryExpression' && at.operator === '+'; at = at.left) operands.push(at.right);
    return [at, ...operands.reverse()].flatMap(piecesOf);
  }
  return node.type === 'Literal' && typeof node.value === 'string' ? [node.value] : [node];
}

function placeInElement(
  node: TSESTree.JSXAttribute | TSESTree.JSXSpreadAttribute | TSESTree.JSXExpressionContainer,
  context: Context,
  vendor: Vendor,
): Place | undefined {
  switch (node.type) {
    case 'JSXAttribute': {
      const { value, name } = node;
      if (value?.type !== 'JSXExpressionContainer' || typeof name.name !== 'string') return undefined;
      if (name.name === 'dangerouslySetInnerHTML') return { given: markupIn(value.expression), means: 'this page' };
      return NEVER_RENDERED.test(name.name) ? undefined : placeIn(value.expression, node.parent, context, vendor);
    }
    case 'JSXSpreadAttribute':
      return placeIn(node.argument, node.parent, context, vendor);
    default: {
      let around: TSESTree.Node = node.parent;
      while (around.type === 'JSXFragment') around = around.parent;
      return around.type === 'JSXElement'
        ? placeIn(node.expression, around.openingElement, context, vendor)
        : undefined;
    }
  }
}

/** `{ __html: … }`. */
function markupIn(given: TSESTree.Node): TSESTree.Node {
  const [property] = given.type === 'ObjectExpression' ? given.properties : [];
  return property?.type === 'Property' ? property.value : given;
}

/** React keeps these to itself. */
const NEVER_RENDERED = /^(?:key|ref|on[A-Z].*)$/;

function placeIn(
  given: TSESTree.Node,
  { name }: TSESTree.JSXOpeningElement,
  context: Context,
  vendor: Vendor,
): Place | undefined {
  const means = meansOf(name, context, vendor);
  return means === undefined ? undefined : { given, means };
}

/** How an element of this name, or what it is created of, gets into the browser. */
function meansOf(type: TSESTree.Node, context: Context, vendor: Vendor): string | undefined {
  const isTag = type.type === 'JSXIdentifier' ? /^[a-z]/.test(type.name) : type.type === 'Literal';
  if (isTag) return NO_PAGE.test(spelled(type)) ? undefined : 'this element of the page';
  const client = clientOf(type, context, vendor);
  return client === undefined ? undefined : `this component of '${client}'`;
}

function spelled(type: TSESTree.Node): string {
  return type.type === 'Literal' ? String(type.value) : type.type === 'JSXIdentifier' ? type.name : '';
}

/** Elements that renderers for terminals have, too. */
const NO_PAGE = /^(?:text|box)$/;

/** The file with `'use client'` that a component is imported from, as the last parts of its path. */
function clientOf(name: TSESTree.Node, context: Context, vendor: Vendor): string | undefined {
  let root = name;
  while (root.type === 'JSXMemberExpression') root = root.object;
  const [definition] = variableOf(root)?.defs ?? [];
  if (!definition) return undefined;
  if (definition.type === 'ImportBinding' && definition.parent.type === 'ImportDeclaration')
    return clientModule(definition.parent.source.value, importedName(definition.node, name), context, vendor);
  const init = definition.type === 'Variable' ? definition.node.init : null;
  const specifier = init && lazyModule(init);
  return specifier ? clientModule(specifier, 'default', context, vendor) : undefined;
}

function importedName(specifier: TSESTree.Node, used: TSESTree.Node): string {
  if (specifier.type === 'ImportSpecifier')
    return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
  const isNamespace = specifier.type === 'ImportNamespaceSpecifier' && used.type === 'JSXMemberExpression';
  return isNamespace ? used.property.name : 'default';
}

/** `dynamic(() => import('./component'))`, `lazy(…)`. */
function lazyModule(init: TSESTree.Node): string | undefined {
  const made = unwrap(init);
  if (made.type !== 'CallExpression' || !/^(?:dynamic|lazy|loadable)$/.test(spelledNames(made.callee).at(-1) ?? ''))
    return undefined;
  const [load] = made.arguments;
  let specifier: string | undefined;
  if (load && isFunction(load))
    visit(load, node => {
      if (node.type === 'ImportExpression' && node.source.type === 'Literal') specifier = String(node.source.value);
    });
  return specifier;
}

/** The tool says which imports lead to client components, also through barrels; elsewhere the module itself has to. */
function clientModule(specifier: string, name: string, context: Context, { id }: Vendor): string | undefined {
  const known = setting(context, 'clientImports', id) as Record<string, string> | undefined;
  if (known) return known[`${specifier} ${name}`] ?? known[specifier];
  const files = projectFilesOf(context);
  const file = files?.resolve(context.filename, specifier);
  if (file === undefined || directiveOf(files?.text(file) ?? '') !== 'use client') return undefined;
  return projectPath(file, context.cwd).split('/').slice(-2).join('/');
}

const INITIAL = 'getInitialProps';
const NEXT = ['getServerSideProps', 'getStaticProps'];
const ROUTE_FUNCTIONS = [...NEXT, 'loader', 'load'];

/** The name of the function of a route that an expression is returned by. */
function routeFunctionAround(returned: TSESTree.Node, program: TSESTree.Program, path: string): string | undefined {
  const returning = enclosingFunction(returned);
  if (!returning) return undefined;
  const { parent } = returning;
  if (parent.type === 'AssignmentExpression' && spelledNames(parent.left).at(-1) === INITIAL) return INITIAL;
  const exported = exportedNodes(program);
  return ROUTE_FUNCTIONS.find(name => {
    const node = exported.get(name);
    return node && isMadeBy(node, returning) && isShown(name, { exported, program, path });
  });
}

/** Whether an exported name stands for a function, or for what is made of one, as `withSession(async () => …)`. */
function isMadeBy(exported: TSESTree.Node, returning: TSESTree.Node): boolean {
  if (exported === returning) return true;
  const [definition] = exported.type === 'Identifier' ? (variableOf(exported)?.defs ?? []) : [];
  const node = definition?.node ?? exported;
  const made = node.type === 'VariableDeclarator' && node.init ? unwrap(node.init) : node;
  return (
    made === returning || (made.type === 'CallExpression' && made.arguments.some(argument => argument === returning))
  );
}

interface Route {
  exported: ReadonlyMap<string, TSESTree.Node>;
  program: TSESTree.Program;
  path: string;
}

/** Sources: the documentation of Next.js, Remix, React Router and SvelteKit; read 2026-11-20. */
function isShown(name: string, { exported, program, path }: Route): boolean {
  if (name === 'load') return /(?:^|\/)\+(?:page|layout)\.server\.[jt]s$/.test(path);
  if (NEXT.includes(name)) return exported.has('default');
  const isRemix = program.body.some(
    statement => statement.type === 'ImportDeclaration' && REMIX_PACKAGE.test(statement.source.value),
  );
  return exported.has('default') && isRemix;
}

/** What of a returned value the page gets. */
function dataIn(returned: TSESTree.Expression, name: string): TSESTree.Node[] {
  const node = unwrap(constantOf(returned) ?? returned);
  if (name === 'loader' && node.type === 'CallExpression') {
    const [data] = node.arguments;
    return data && /^(?:json|data|defer)$/.test(spelledNames(node.callee).at(-1) ?? '') ? [data] : [];
  }
  if (node.type !== 'ObjectExpression') return [];
  if (!NEXT.includes(name)) return [node];
  return node.properties.flatMap(property =>
    property.type === 'Property' && staticName(property) === 'props' ? [property.value] : [],
  );
}

/** Finds the secrets in what is given to the browser in one place. */
export function keysAt(
  { given, means }: Place,
  { vendor: { keys }, valueOf, secretOfProject }: Surroundings,
): GivenKey[] {
  const isSecret = (name: string): boolean => keys.isSecretVariable(name) && !isPublicVariable(name);
  const written = valuesOf(given);
  const names = written.flatMap(node => namesIn(valueOf(node))).filter(isSecret);
  const read = [...new Set(names)]
    .filter(name => !written.some(node => isWorkedOn(node, name, valueOf)))
    .map(name => ({ name, means, node: readIn(given, name, valueOf) }));
  const bound = bindingsIn(given)
    .filter(({ name }) => isSecret(name) && !names.includes(name))
    .map(({ name, node }) => ({ name, means, node }));
  if (read.length > 0 || bound.length > 0) return [...read, ...bound];
  const [environment] = environmentsIn(given);
  const name = environment && secretOfProject();
  return environment && name !== undefined ? [{ name, means, node: environment }] : [];
}

/** The whole environment, where it stands in something given: `process.env`, `{ ...env }`, `JSON.stringify(env)`. */
function environmentsIn(given: TSESTree.Node, depth = 0): TSESTree.Node[] {
  const at = unwrap(given);
  if (depth > DEEPEST) return [];
  const inside = (node: TSESTree.Node): TSESTree.Node[] => environmentsIn(node, depth + 1);
  switch (at.type) {
    case 'MemberExpression':
      return spelledNames(at).join('.') === 'process.env' ? [at] : [];
    case 'Identifier': {
      if (isEnvironmentImport(at)) return [at];
      const constant = constantOf(at);
      return constant && inside(constant).length > 0 ? [at] : [];
    }
    case 'ObjectExpression':
      return at.properties.flatMap(property =>
        inside(property.type === 'Property' ? property.value : property.argument),
      );
    case 'CallExpression':
      return spelledNames(at.callee).join('.') === 'JSON.stringify' ? at.arguments.slice(0, 1).flatMap(inside) : [];
    default:
      return [];
  }
}

/** `env` of `$env/dynamic/private` in SvelteKit. */
function isEnvironmentImport(name: TSESTree.Identifier): boolean {
  const [definition] = variableOf(name)?.defs ?? [];
  return (
    definition?.type === 'ImportBinding' &&
    moduleOfImport(name) === '$env/dynamic/private' &&
    importedName(definition.node, name) === 'env'
  );
}

/** What a handler gets in its environment, as `env.KEY` and `c.env.KEY` of Workers, or what Nuxt has of it, where it stands in something given. */
function bindingsIn(given: TSESTree.Node): { name: string; node: TSESTree.Node }[] {
  const at = unwrap(given);
  switch (at.type) {
    case 'MemberExpression': {
      const path = spelledNames(at);
      const name = path.at(-1) ?? '';
      const isBinding = (path.at(-2) === 'env' && isOfParameter(at)) || isOfRuntimeConfig(at);
      return isBinding ? [{ name, node: at }] : [];
    }
    case 'ObjectExpression':
      return at.properties.flatMap(property => bindingsIn(property.type === 'Property' ? property.value : property));
    case 'SpreadElement':
      return bindingsIn(at.argument);
    case 'ArrayExpression':
      return at.elements.flatMap(element => (element ? bindingsIn(element) : []));
    case 'TemplateLiteral':
      return at.expressions.flatMap(bindingsIn);
    case 'CallExpression':
      return SAME.test(spelledNames(at.callee).join('.')) ? at.arguments.flatMap(bindingsIn) : [];
    default:
      return [];
  }
}

/** What Nuxt keeps on the server: `useRuntimeConfig().name`. */
function isOfRuntimeConfig({ object }: TSESTree.MemberExpression): boolean {
  const made = unwrap(constantOf(object) ?? object);
  return made.type === 'CallExpression' && spelledNames(made.callee).join('.') === 'useRuntimeConfig';
}

function isOfParameter(member: TSESTree.MemberExpression): boolean {
  let root: TSESTree.Node = member;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return variableOf(root)?.defs[0]?.type === 'Parameter';
}

/** An expression, the constant that it names, and what is written into the text that it is. */
function valuesOf(given: TSESTree.Node): TSESTree.Node[] {
  const text = unwrap(constantOf(given) ?? given);
  const pieces = piecesOf(text).flatMap(piece => (typeof piece === 'string' || piece === given ? [] : [piece]));
  return [given, ...pieces];
}

/** What a constant is made with. */
export function constantOf(node: TSESTree.Node): TSESTree.Expression | undefined {
  const at = unwrap(node);
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  return definition?.type === 'Variable' && definition.node.id.type === 'Identifier'
    ? (definition.node.init ?? undefined)
    : undefined;
}

/** What leaves a text as it is. */
const SAME = /^(?:JSON\.stringify|String|.*\.(?:toString|trim))$/;

/**
 * Whether something else is made of a variable, which may hide it: `mask(key)`, `key.replace(/./g, '*')`, `key && 'set'`.
 */
function isWorkedOn(given: TSESTree.Node, name: string, valueOf: Surroundings['valueOf']): boolean {
  let isFound = false;
  const check = (node: TSESTree.Node): void => {
    const isIn = (part: TSESTree.Node): boolean => namesIn(valueOf(part)).includes(name);
    isFound ||=
      (node.type === 'CallExpression' && !SAME.test(spelledNames(node.callee).join('.')) && isIn(node)) ||
      (node.type === 'LogicalExpression' && node.operator === '&&' && isIn(node.left) && !isIn(node.right));
  };
  visit(given, node => {
    check(node);
    const constant = node.type === 'Identifier' ? constantOf(node) : undefined;
    if (constant) visit(constant, check);
  });
  return isFound;
}

/** Where an expression reads a variable itself, else the expression. */
function readIn(given: TSESTree.Node, name: string, valueOf: Surroundings['valueOf']): TSESTree.Node {
  let read: TSESTree.Node | undefined;
  visit(given, node => {
    if (!read && node.type === 'MemberExpression' && environmentNames(valueOf(node)).includes(name)) read = node;
  });
  return read ?? given;
}

const DEEPEST = 4;

/** The variables that a value is, or has in its properties, elements or text. */
function namesIn(value: Value, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  const inside = (inner: Value): string[] => namesIn(inner, depth + 1);
  return alternativesOf(value).flatMap(option => {
    switch (option.kind) {
      case 'object':
        return [...option.properties.values()].flatMap(read => inside(read()));
      case 'array':
        return option.elements.flatMap(read => inside(read()));
      case 'text':
        return option.parts.flatMap(part => ('hole' in part ? (nameIn(part.hole) ?? []) : []));
      case 'externalCall': {
        const isSame =
          option.callee.kind === 'external' &&
          option.callee.module === undefined &&
          option.callee.path.join('.') === 'JSON.stringify';
        return isSame && option.args[0] ? inside(option.args[0]) : [];
      }
      default:
        return environmentNames(option);
    }
  });
}

import type { TSESTree } from '@typescript-eslint/utils';
import { directiveOf } from '../../../src/vendors/browser-module.ts';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { exportedNodes } from './browser-part.ts';
import { constantOf } from './given-keys.ts';
import { importsFrom, moduleOfImport } from '../imported-from.ts';
import type { Answer } from './responses.ts';
import { isServerFunction } from './server-functions.ts';

/** The file that something is given away in. */
interface Place {
  program: TSESTree.Program;
  path: string;
  text: string;
}

/**
 * Finds what a call gives to the browser by another way than a response: a window of Electron, a message of a WebSocket, a page of
 * Gatsby, a state of Nuxt, a file that a server publishes.
 *
 * Sources: the documentation of Electron, ws, Gatsby, Nuxt, Angular, Next.js and Vite; read 2026-11-23.
 */
export function givenByCall(call: TSESTree.CallExpression, { program, path }: Place): Answer[] {
  const { callee, arguments: given } = call;
  const names = spelledNames(callee);
  const answer = (node: TSESTree.Node | undefined, means: string): Answer[] => (node ? [{ given: node, means }] : []);
  switch (names.at(-1)) {
    case 'exposeInMainWorld':
      return isOfElectron(callee, 'contextBridge') ? answer(given[1], 'this object of the window') : [];
    case 'send':
      return isSocket(callee, program) ? answer(given[0], 'this message') : [];
    case 'createPage':
      return /(?:^|\/)gatsby-node\.[cm]?[jt]sx?$/.test(path)
        ? answer(propertyOf(given[0], 'context'), "'context' of this page")
        : [];
    case 'useState':
      return isStateOfNuxt(call) ? answer(resultOf(given[1]), 'this state') : [];
    case 'writeFile':
    case 'writeFileSync':
    case 'outputFile':
    case 'outputFileSync':
      return isFileSystem(callee) && isPublished(given[0]) ? answer(given[1], 'this file') : [];
    default:
      return [];
  }
}

/** Finds what is put into a state of Nuxt, which a page carries: `useState('name').value = …`. */
export function givenByAssignment({ left, right }: TSESTree.AssignmentExpression): Answer[] {
  if (left.type !== 'MemberExpression' || staticName(left) !== 'value') return [];
  const made = unwrap(constantOf(left.object) ?? left.object);
  return made.type === 'CallExpression' && isStateOfNuxt(made) ? [{ given: right, means: 'this state' }] : [];
}

/**
 * Finds what a function returns to the browser that calls it: an action of a server, a procedure of tRPC, a resolver of GraphQL, a
 * handler of Electron, and `env` of Storybook.
 *
 * Sources: the documentation of React, Next.js, tRPC, GraphQL Tools, Electron and Storybook; read 2026-11-23.
 */
export function givenByReturn(returned: TSESTree.Expression, place: Place): Answer[] {
  const returning = enclosingFunction(returned);
  if (!returning) return [];
  if (isAction(returning, place)) return [{ given: returned, means: 'what this server action returns' }];
  if (isProcedure(returning)) return [{ given: returned, means: 'what this procedure returns', isJson: true }];
  const { parent } = returning;
  if (
    parent.type === 'CallExpression' &&
    parent.arguments[1] === returning &&
    /^handle(?:Once)?$/.test(spelledNames(parent.callee).at(-1) ?? '') &&
    isOfElectron(parent.callee, 'ipcMain')
  )
    return [{ given: returned, means: 'what this handler returns' }];
  if (parent.type !== 'Property' || parent.value !== returning) return [];
  if (staticName(parent) === 'env' && /(?:^|\/)\.storybook\/main\.[cm]?[jt]s$/.test(place.path))
    return [{ given: returned, means: "'env' of Storybook" }];
  return isResolver(parent)
    ? resolvedValues(returned, place.text).map(given => ({ given, means: 'what this resolver returns' }))
    : [];
}

/** Another module's functions call an action that is exported; one with a directive of its own may be given to a component. */
function isAction(returning: TSESTree.Node, place: Place): boolean {
  return isServerFunction(returning) || exportedActions(place).has(returning);
}

const actionsOf = new WeakMap<TSESTree.Program, ReadonlySet<TSESTree.Node>>();

/** What a module with the directive of server actions exports. */
function exportedActions({ program, text }: Place): ReadonlySet<TSESTree.Node> {
  const known = actionsOf.get(program);
  if (known) return known;
  const exported = directiveOf(text) === 'use server' ? [...exportedNodes(program).values()] : [];
  const actions = exported.map(node => {
    const [definition] = node.type === 'Identifier' ? (variableOf(node)?.defs ?? []) : [];
    const declared = definition?.node ?? node;
    return declared.type === 'VariableDeclarator' && declared.init ? unwrap(declared.init) : declared;
  });
  const found = new Set<TSESTree.Node>(actions);
  actionsOf.set(program, found);
  return found;
}

/** `publicProcedure.input(…).query(async () => …)`; a schema for the output may leave a property out. */
function isProcedure(returning: TSESTree.Node): boolean {
  const { parent } = returning;
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== returning) return false;
  const { callee } = parent;
  if (callee.type !== 'MemberExpression' || !/^(?:query|mutation)$/.test(staticName(callee) ?? '')) return false;
  const names = spelledNames(callee);
  return names.slice(0, -1).some(name => /(?:^p|P)rocedure$/.test(name)) && !names.includes('output');
}

/** Whether a property is a field of a resolver: `resolvers: { Query: { field: … } }`, or of a constant of that name. */
export function isResolver(field: TSESTree.Property): boolean {
  const type = field.parent.parent;
  if (type?.type !== 'Property' || !/^[A-Z]/.test(staticName(type) ?? '')) return false;
  const around = type.parent.parent;
  if (around?.type === 'Property') return staticName(around) === 'resolvers';
  return (
    around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' && /^resolvers$/i.test(around.id.name)
  );
}

const GRAPHQL_NAME = /^[_a-z]\w*$/i;

/** Of an object, only what the schema of the file has as a field is sent. */
function resolvedValues(returned: TSESTree.Expression, text: string): TSESTree.Node[] {
  const node = unwrap(returned);
  if (node.type === 'Identifier') return [];
  if (node.type !== 'ObjectExpression') return [node];
  return node.properties.flatMap(property => {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    const isField =
      GRAPHQL_NAME.test(name ?? '') && new RegExp(String.raw`\b${name}\s*:\s*(?:String|ID|JSON)\b`).test(text);
    return property.type === 'Property' && isField && !isFunction(property.value) ? [property.value] : [];
  });
}

function isOfElectron(callee: TSESTree.Node, name: string): boolean {
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  if (object?.type === 'Identifier') return object.name === name && moduleOfImport(object) === 'electron';
  if (object?.type !== 'MemberExpression' || staticName(object) !== name) return false;
  return object.object.type === 'Identifier' && moduleOfImport(object.object) === 'electron';
}

/** What a server of WebSockets gives to the listener of its connections. */
function isSocket(callee: TSESTree.Node, program: TSESTree.Program): boolean {
  const object = callee.type === 'MemberExpression' ? callee.object : undefined;
  if (object?.type !== 'Identifier') return false;
  const [definition] = variableOf(object)?.defs ?? [];
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return false;
  const { node: listener } = definition;
  const on = listener.parent;
  if (listener.params[0] !== definition.name || on.type !== 'CallExpression' || on.arguments[1] !== listener)
    return false;
  const [event] = on.arguments;
  return (
    event?.type === 'Literal' &&
    event.value === 'connection' &&
    importsFrom(program, /^ws$/) &&
    spelledNames(on.callee).at(-1) === 'on'
  );
}

/** Nuxt imports it by itself; that of React has another first argument. */
function isStateOfNuxt({ callee, arguments: [key] }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'Identifier' || callee.name !== 'useState' || key?.type !== 'Literal') return false;
  if (typeof key.value !== 'string') return false;
  return variableOf(callee) === undefined || /^(?:#imports|#app|nuxt\/app)$/.test(moduleOfImport(callee) ?? '');
}

/** What `() => value` results in. */
function resultOf(made: TSESTree.Node | undefined): TSESTree.Node | undefined {
  return made?.type === 'ArrowFunctionExpression' && made.body.type !== 'BlockStatement' ? made.body : undefined;
}

function propertyOf(object: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  const properties = object?.type === 'ObjectExpression' ? object.properties : [];
  const found = properties.find(property => property.type === 'Property' && staticName(property) === name);
  return found?.type === 'Property' ? found.value : undefined;
}

function isFileSystem(callee: TSESTree.Node): boolean {
  let root = unwrap(callee);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root.type === 'Identifier' && /^(?:node:fs|fs|fs-extra)(?:\/promises)?$/.test(moduleOfImport(root) ?? '');
}

/** What servers and builds publish as it is, and the environments that Angular builds into its code. */
const PUBLISHED =
  /(?:^|\/)(?:(?:public|static|www|html)\/(?:[^/]+\/)*[^/]+\.(?:[cm]?js|json|html?|css|txt|xml|webmanifest)|src\/environments\/environment[\w.-]*\.(?:ts|js|json))$/;

function isPublished(path: TSESTree.Node | undefined): boolean {
  return path !== undefined && PUBLISHED.test(writtenPath(path));
}

/** A path as far as it is written down: in a text, or in what `join` and `new URL` put together. */
function writtenPath(path: TSESTree.Node): string {
  const node = unwrap(constantOf(path) ?? path);
  switch (node.type) {
    case 'Literal':
      return String(node.value);
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.cooked ?? '').join('…');
    case 'BinaryExpression':
      return writtenPath(node.left) + writtenPath(node.right);
    case 'CallExpression':
      return /^(?:join|resolve)$/.test(spelledNames(node.callee).at(-1) ?? '')
        ? node.arguments.map(writtenPath).join('/')
        : '…';
    case 'NewExpression':
      return spelledNames(node.callee).join('.') === 'URL' && node.arguments[0] ? writtenPath(node.arguments[0]) : '…';
    default:
      return '…';
  }
}

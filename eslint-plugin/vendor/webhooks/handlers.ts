import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { callsIn } from '../../call-graph/calls-in.ts';
import { calledFunctions } from '../../call-graph/effects.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, constantString, type FunctionNode } from '../../values/value.ts';

/** A function that answers requests. */
export interface Handler {
  node: FunctionNode;
  /** Where a finding about it as a whole is put. */
  place: TSESTree.Node;
  /** What else runs before it: middlewares, guards. */
  before: TSESTree.Node[];
  /** The path that it is registered for, or that its file stands for, as far as it is known. */
  path: string;
}

const ROUTING = /^(?:post|all|use|put|route)$/;
const SERVING = /^(?:serve|createServer|defineEventHandler|eventHandler|onRequest|http|handler)$/;
const ENTRY_NAMES = /^(?:POST|PUT|handler|action|onRequest|onRequestPost|fetch|webhook|main)$/;

const known = new WeakMap<Module, Handler[]>();

/** The request handlers of a module: of routers, of Nest's controllers, and of files that stand for a path. */
export function handlersIn(module: Module): readonly Handler[] {
  const handlers = known.get(module) ?? findHandlers(module);
  known.set(module, handlers);
  return handlers;
}

function findHandlers(module: Module): Handler[] {
  const found: Handler[] = [];
  const served = new Set<FunctionNode>();
  visit(module.ast, at => {
    if (at.type === 'CallExpression') for (const node of servedBy(at)) served.add(node);
    if (at.type === 'CallExpression') found.push(...routed(at, module));
    if (at.type === 'MethodDefinition') found.push(...decorated(at));
    if (at.type === 'BinaryExpression') found.push(...compared(at));
    if (isFunction(at) && isEntry(at, module.path) && !isOfPage(at, module.path))
      found.push({ node: at, place: at, before: [], path: `/${module.path}` });
  });
  for (const node of served)
    found.push({ node, place: node, before: [], path: `/${module.path}` }, ...branchesOf(node));
  return found;
}

/** What `createServer(listener)` of Node and `server.on('request', listener)` are given by a name. */
function servedBy({ callee, arguments: given }: TSESTree.CallExpression): FunctionNode[] {
  const name = spelledNames(unwrap(callee)).at(-1);
  const [event] = given;
  const isServing =
    name === 'createServer' || (name === 'on' && event?.type === 'Literal' && event.value === 'request');
  const listener = isServing ? given.at(-1) : undefined;
  return listener && listener.type !== 'SpreadElement' ? functionsOf(listener) : [];
}

/** `case '/webhooks/klaviyo':` and `if (request.url.startsWith('/webhooks/klaviyo'))`, in what is given all requests. */
function branchesOf(node: FunctionNode): Handler[] {
  const found: Handler[] = [];
  const add = (place: TSESTree.Node, literal: TSESTree.Node | null | undefined): void => {
    const path = literal?.type === 'Literal' ? pathOf(literal) : undefined;
    if (path !== undefined) found.push({ node, place, before: [], path });
  };
  visit(node.body, at => {
    if (at.type === 'SwitchStatement' && isPathOfRequest(at.discriminant))
      for (const { test } of at.cases) if (test) add(test, test);
    if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') return;
    if (staticName(at.callee) === 'startsWith' && isPathOfRequest(at.callee.object)) add(at, at.arguments[0]);
  });
  return found;
}

function isPathOfRequest(node: TSESTree.Node): boolean {
  return spelledNames(node).some(name => /^(?:pathname|path|url)$/.test(name));
}

function routed(call: TSESTree.CallExpression, module: Module): Handler[] {
  const callee = unwrap(call.callee);
  const name = spelledNames(callee).at(-1) ?? '';
  const [first, ...rest] = call.arguments;
  if (SERVING.test(name)) {
    const inline = call.arguments.map(argument => unwrap(argument)).find(isFunction);
    return inline ? [{ node: inline, place: inline, before: [], path: `/${module.path}` }] : [];
  }
  if (callee.type !== 'MemberExpression' || !ROUTING.test(name) || !first) return [];
  const own = pathOf(first);
  const path = own ?? pathBefore(callee.object);
  const given = own === undefined ? [first, ...rest] : rest;
  const last = given.at(-1);
  if (path === undefined || !last || last.type === 'SpreadElement') return [];
  const before = given.slice(0, -1);
  return functionsOf(last).map(node => ({ node, place: node === unwrap(last) ? node : last, before, path }));
}

function pathOf(node: TSESTree.Node): string | undefined {
  if (isFunction(node) || node.type === 'SpreadElement') return undefined;
  const frame = moduleOf(node)?.frame;
  const text = frame ? constantString(evaluate(node, frame)) : undefined;
  return text?.startsWith('/') === true || (text !== undefined && node.type === 'Literal') ? text : undefined;
}

/** `if (pathname === '/webhooks/klaviyo')`. */
function compared(comparison: TSESTree.BinaryExpression): Handler[] {
  const { left, operator, right } = comparison;
  const node = enclosingFunction(comparison);
  const isPath = /^===?$/.test(operator) && isPathOfRequest(left);
  const path = isPath && right.type === 'Literal' ? pathOf(right) : undefined;
  return node && path !== undefined ? [{ node, place: comparison, before: [], path }] : [];
}

/** `router.route('/webhooks/klaviyo').post(handler)`. */
function pathBefore(holder: TSESTree.Node): string | undefined {
  const at = unwrap(holder);
  if (at.type !== 'CallExpression' || spelledNames(at.callee).at(-1) !== 'route') return undefined;
  return at.arguments[0] && pathOf(at.arguments[0]);
}

/** The functions that an expression can be, and those that it wraps. */
function functionsOf(node: TSESTree.Node): FunctionNode[] {
  const at = unwrap(node);
  if (isFunction(at)) return [at];
  if (at.type === 'CallExpression') {
    const inline = at.arguments.map(argument => unwrap(argument)).filter(isFunction);
    if (inline.length > 0) return inline;
  }
  const frame = moduleOf(node)?.frame;
  const options = frame ? alternativesOf(evaluate(at, frame)) : [];
  return options.flatMap(option => (option.kind === 'function' ? [option.node] : []));
}

/** `@Post('klaviyo-…')` in a class with `@Controller('webhooks')`. */
function decorated(method: TSESTree.MethodDefinition): Handler[] {
  const route = method.decorators.map(({ expression }) => expression).find(isRoute);
  if (!route || !isFunction(method.value)) return [];
  const owner = method.parent.parent;
  const controller = owner.decorators.map(({ expression }) => expression).find(isController);
  const path = [controller, route].map(call => `/${(call?.arguments[0] && pathOf(call.arguments[0])) ?? ''}`).join('');
  const guards = [...method.decorators, ...owner.decorators].filter(
    ({ expression }) =>
      expression.type === 'CallExpression' && /Guard|Interceptor/.test(spelledNames(expression.callee).join()),
  );
  return [{ node: method.value, place: method.key, before: guards, path }];
}

function isRoute(node: TSESTree.Expression): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && /^(?:Post|All|Put)$/.test(spelledNames(node.callee).join('.'));
}

function isController(node: TSESTree.Expression): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && /Controller$/.test(spelledNames(node.callee).join('.'));
}

/** Folders of which platforms call each file: elsewhere a router does. */
const SERVERLESS = /(?:^|\/)(?:api|functions)\//;

/** A function that a file exports to answer requests, under a name that frameworks call. */
function isEntry(node: FunctionNode, path: string): boolean {
  const { parent } = wrapped(node);
  if (parent?.type === 'ExportDefaultDeclaration') return true;
  if (parent?.type === 'Property' && ENTRY_NAMES.test(staticName(parent) ?? ''))
    return parent.parent.parent.type === 'ExportDefaultDeclaration';
  if (node.type === 'FunctionDeclaration')
    return parent?.type === 'ExportNamedDeclaration' && ENTRY_NAMES.test(node.id?.name ?? '');
  if (parent?.type === 'AssignmentExpression') {
    const names = spelledNames(parent.left);
    if (names.join('.') === 'module.exports') return SERVERLESS.test(path);
    return ENTRY_NAMES.test(names.at(-1) ?? '') && names.includes('exports');
  }
  const name = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : '';
  return ENTRY_NAMES.test(name) && parent?.parent?.parent?.type === 'ExportNamedDeclaration';
}

/** A page of `pages/`, a component, or a hook of React: what a file exports by default need not answer requests. */
function isOfPage(node: FunctionNode, path: string): boolean {
  if (wrapped(node).parent?.type !== 'ExportDefaultDeclaration') return false;
  const isPage = /(?:^|\/)pages\/(?!api\/)/.test(path) || /\.[jt]sx$/.test(path);
  return isPage || (node.type === 'FunctionDeclaration' && /^use[A-Z]/.test(node.id?.name ?? ''));
}

const OTHER_VENDORS =
  /shopify|stripe|woo|bigcommerce|recharge|twilio|sendgrid|mailchimp|hubspot|segment|typeform|yotpo|calendly|clerk|github|paypal|square|magento|salesforce|zendesk|n8n|zapier/;
const WEBHOOK =
  /(?:web)?hooks?\b|(?:un)?subscribed|bounced|opened|clicked|received|dropped|delivered|suppressed|marked/;
/** What a team does about its webhooks, and no delivery. */
const ABOUT_WEBHOOKS = /regist|creat|setup|set-up|delet|remov|list|test|health|status|sync|oauth|callback|auth/;

/** Whether a path says that a vendor sends to it. */
export function isWebhookPath(path: string, { webhooks }: Vendor): boolean {
  const lower = path.toLowerCase().replace(/\.[cm]?[jt]sx?$/, '');
  const own = lower.slice(Math.max(0, lower.search(/api\/|routes\/|functions\/|pages\//)));
  const isOwn = webhooks.isNamedIn(own) && WEBHOOK.test(own.replaceAll('_', '-'));
  return isOwn && !OTHER_VENDORS.test(own) && !webhooks.others.test(own) && !ABOUT_WEBHOOKS.test(own);
}

/** Whether a file stands for a path by where it lies, in frameworks that route so. */
export function isRoutedFile(path: string): boolean {
  return (
    /(?:^|\/)(?:api|routes|functions|pages)\//.test(path) && !/(?:^|\/)(?:lib|utils|services|components)\//.test(path)
  );
}

/** Whether a function decides by the topics of a vendor's webhooks. */
export function decidesByTopic(node: FunctionNode, vendor: Vendor): boolean {
  const isDecided = deciding(vendor).get(node) ?? findTopic(node, vendor);
  deciding(vendor).set(node, isDecided);
  return isDecided;
}

const deciding = perVendor(() => new WeakMap<FunctionNode, boolean>());

function findTopic(node: FunctionNode, { webhooks }: Vendor): boolean {
  return decidesBy(node, text => webhooks.isTopic(text));
}

/** Whether a function, or one that it calls, decides by what guides invent as topics of a vendor. */
export function decidesByInventedTopic(node: FunctionNode, { webhooks }: Vendor): boolean {
  const isInvented = webhooks.isInventedTopic;
  if (!isInvented) return false;
  const frame = moduleOf(node)?.frame;
  const called = frame ? callsIn(node).flatMap(call => calledFunctions(call, frame)) : [];
  return [node, ...called.map(({ callee }) => callee.node)].some(each => decidesBy(each, isInvented));
}

function decidesBy(node: FunctionNode, isTopic: (text: string) => boolean): boolean {
  let found = false;
  visit(node.body, at => {
    if (at.type !== 'Literal' || typeof at.value !== 'string' || !isTopic(at.value)) return;
    const { parent } = at;
    if (parent.type === 'BinaryExpression' || (parent.type === 'SwitchCase' && parent.test === at)) found = true;
    if (parent.type === 'CallExpression')
      found ||= /^(?:startsWith|includes|has)$/.test(spelledNames(parent.callee).at(-1) ?? '');
  });
  return found;
}

import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { hasSdkCall, isCaughtFromSdk, isChainOfSdk, type Surroundings } from './caught-errors.ts';
import { handlerOf } from './passed-errors.ts';
import { importsFrom, moduleOfImport } from '../imported-from.ts';
import { isUntouched } from './untouched-error.ts';

type Variable = NonNullable<ReturnType<typeof variableOf>>;

/**
 * A framework that gives what routes throw to one handler.
 *
 * Sources: the documentation of Express, Fastify, Hono and Koa on errors; read 2026-11-23.
 */
interface Framework {
  module: RegExp;
  /** The method of an application that takes a handler. */
  method: string;
  /** How many parameters tell a handler of errors; absent where the method does. */
  parameters?: number;
  /** Whether what an asynchronous route throws goes to it; if not, only what is given to `next`. */
  takesRejections: boolean;
  /** Whether it only handles what is registered before it. */
  isOrdered?: true;
}

const FRAMEWORKS: readonly Framework[] = [
  { module: /^express$/, method: 'use', parameters: 4, takesRejections: false, isOrdered: true },
  { module: /^fastify$/, method: 'setErrorHandler', takesRejections: true },
  { module: /^hono(?:$|\/)/, method: 'onError', takesRejections: true },
];
/** What makes Express take what asynchronous routes throw. */
const ASYNC_ROUTES = /^express-async-errors$/;
const ASYNC_WRAPPER = /^express-async-handler$/;
const ROUTE = /^(?:get|post|put|patch|delete|del|all|options)$/;

/** Whether a name is the error that an application of this module gives to its handler, and a route of it gets from the SDK. */
export function isPassedFromSdk(name: TSESTree.Identifier, surroundings: Surroundings): boolean {
  const [definition, ...others] = variableOf(name)?.defs ?? [];
  if (!definition || others.length > 0 || definition.name.type !== 'Identifier') return false;
  if (definition.node.type === 'CatchClause')
    return isUntouched(name, definition.node.body) && isPassedToMiddleware(definition.node, surroundings);
  if (definition.type !== 'Parameter' || !isFunction(definition.node)) return false;
  const handler = definition.node;
  if (handler.params[0] !== definition.name || !handler.body || !isUntouched(name, handler.body)) return false;
  return registrationsOf(handler).some(call => isPassedTo(call, handler, surroundings));
}

/** The calls that a function is given to, by itself or by its name. */
function registrationsOf(handler: FunctionNode): TSESTree.CallExpression[] {
  const { parent } = handler;
  if (parent.type === 'CallExpression') return parent.callee === handler ? [] : [parent];
  const named = handler.type === 'FunctionDeclaration' ? handler.id : parent.type === 'VariableDeclarator' && parent.id;
  if (!named) return [];
  return (variableOf(named)?.references ?? []).flatMap(({ identifier }) => {
    const call = (identifier as TSESTree.Node).parent;
    return call?.type === 'CallExpression' && call.callee !== identifier ? [call] : [];
  });
}

function isPassedTo(call: TSESTree.CallExpression, handler: FunctionNode, surroundings: Surroundings): boolean {
  const { ast } = surroundings.module;
  const app = appOf(call);
  const framework = FRAMEWORKS.find(
    ({ module, method, parameters }) =>
      methodOf(call) === method &&
      importsFrom(ast, module) &&
      (parameters === undefined || handler.params.length === parameters),
  );
  if (!app || !framework || isConditional(call)) return false;
  const calls = callsIn(ast);
  const { isOrdered = false } = framework;
  // One for a path handles what is below it; of several that are set, only the last one counts.
  if (isOrdered ? hasPath(call) : calls.some(other => other !== call && isSame(other, call))) return false;
  const after = isOrdered ? call.range[0] : Infinity;
  const takesRejections = framework.takesRejections || importsFrom(ast, ASYNC_ROUTES);
  return calls.some(route => {
    const router = appOf(route);
    const mounted = router && mountOf(router, app, calls);
    if (!mounted || mounted.range[0] > after || route.range[0] > after) return false;
    // A handler before it may answer itself, or give another error to the next one.
    const start = router === app ? route.range[1] : mounted.range[1];
    const isTaken = calls.some(
      other =>
        (isBetween(other, start, after) && mayHandle(other, app)) ||
        (router !== app && other.range[0] > route.range[1] && mayHandle(other, router)),
    );
    if ((isOrdered && isTaken) || (!isOrdered && hasOwnHandler(route))) return false;
    return routeOf(route).some(({ handler: each, isWrapped }) =>
      takesRejections || isWrapped ? rejects(each, surroundings) : givesToNext(each, surroundings),
    );
  });
}

/** Whether something decides if a handler is registered, such as where the application runs. */
function isConditional(call: TSESTree.CallExpression): boolean {
  for (let at: TSESTree.Node | undefined = call.parent; at; at = at.parent)
    if (/^(?:If|Switch)Statement$|^(?:Conditional|Logical)Expression$/.test(at.type)) return true;
  return false;
}

function hasPath({ arguments: [first] }: TSESTree.CallExpression): boolean {
  return first !== undefined && !isFunction(first) && first.type !== 'Identifier';
}

function isSame(one: TSESTree.CallExpression, other: TSESTree.CallExpression): boolean {
  return methodOf(one) === methodOf(other) && appOf(one) === appOf(other);
}

/** Whether the options of a route of Fastify have a handler of errors, or may have one. */
function hasOwnHandler({ arguments: given }: TSESTree.CallExpression): boolean {
  return given.slice(1, -1).some(options => {
    if (isFunction(options)) return false;
    if (options.type !== 'ObjectExpression') return true;
    return options.properties.some(property => property.type !== 'Property' || staticName(property) === 'errorHandler');
  });
}

function methodOf({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === 'MemberExpression' ? staticName(callee) : undefined;
}

/** The variable of the application, or router, whose method is called. */
function appOf({ callee }: TSESTree.CallExpression): Variable | undefined {
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  return object?.type === 'Identifier' ? variableOf(object) : undefined;
}

function callsIn(ast: TSESTree.Program): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  visit(ast, node => {
    if (node.type === 'CallExpression') calls.push(node);
  });
  return calls;
}

/** What makes the routes of a router those of an application: `app.use('/path', router)`; the application's own need nothing. */
function mountOf(
  router: Variable,
  app: Variable,
  calls: readonly TSESTree.CallExpression[],
): TSESTree.Node | undefined {
  if (router === app) return app.defs[0]?.node;
  return calls.find(
    call => methodOf(call) === 'use' && appOf(call) === app && call.arguments.some(given => isVariable(given, router)),
  );
}

/** The router itself, or what Koa takes of it: `router.routes()`. */
function isVariable(given: TSESTree.Node, router: Variable): boolean {
  const at = given.type === 'CallExpression' && given.callee.type === 'MemberExpression' ? given.callee.object : given;
  return at.type === 'Identifier' && variableOf(at) === router;
}

function isBetween({ range }: TSESTree.Node, start: number, end: number): boolean {
  return range[0] >= start && range[1] <= end;
}

/** Whether what is registered on an application may handle errors: a function with four parameters, or one that is not known. */
function mayHandle(call: TSESTree.CallExpression, app: Variable): boolean {
  if (methodOf(call) !== 'use' || appOf(call) !== app) return false;
  return call.arguments.some(given => {
    if (isFunction(given)) return given.params.length > 3;
    if (given.type === 'CallExpression') return /err|exception/i.test(spelledNames(given.callee).join('.'));
    if (given.type !== 'Identifier') return given.type !== 'Literal' && given.type !== 'TemplateLiteral';
    const [definition] = variableOf(given)?.defs ?? [];
    if (definition?.type === 'FunctionName') return definition.node.params.length > 3;
    const init = definition?.type === 'Variable' ? definition.node.init : undefined;
    if (init && isFunction(init)) return init.params.length > 3;
    return !(init?.type === 'CallExpression' && /(?:^|\.)Router$/.test(spelledNames(init.callee).join('.')));
  });
}

interface Route {
  handler: FunctionNode;
  /** In what takes rejections. */
  isWrapped: boolean;
}

/** The handlers that a call gives to a path. */
function routeOf(call: TSESTree.CallExpression): Route[] {
  const [path] = call.arguments;
  if (!ROUTE.test(methodOf(call) ?? '') || (path?.type !== 'Literal' && path?.type !== 'TemplateLiteral')) return [];
  return call.arguments.flatMap((given): Route[] => {
    if (isFunction(given)) return [{ handler: given, isWrapped: false }];
    if (given.type !== 'CallExpression' || given.callee.type !== 'Identifier') return [];
    const [inner] = given.arguments;
    const isWrapper = ASYNC_WRAPPER.test(moduleOfImport(given.callee) ?? '');
    return isWrapper && isFunction(inner) ? [{ handler: inner, isWrapped: true }] : [];
  });
}

/** Whether a function gives an error of the SDK to `next`. */
function givesToNext(handler: FunctionNode, surroundings: Surroundings): boolean {
  const next = handler.params[2];
  const variable = next?.type === 'Identifier' ? variableOf(next) : undefined;
  if (!variable) return false;
  const isNext = (node: TSESTree.Node | undefined): boolean =>
    node?.type === 'Identifier' && variableOf(node) === variable;
  let isFound = false;
  visit(handler, node => {
    if (isFound || node.type !== 'CallExpression') return;
    const {
      callee,
      arguments: [first],
    } = node;
    if (isNext(callee)) isFound = first?.type === 'Identifier' && isCaughtFromSdk(first, surroundings);
    else if (callee.type === 'MemberExpression' && staticName(callee) === 'catch' && isNext(first))
      isFound = isChainOfSdk(callee.object, surroundings);
  });
  return isFound;
}

/** Whether what a function returns is rejected with an error of the SDK. */
function rejects(handler: FunctionNode, surroundings: Surroundings): boolean {
  if (hasSdkCall(handler, surroundings)) return true;
  if (handler.body && isChainOfSdk(handler.body, surroundings)) return true;
  let isFound = false;
  visit(handler, node => {
    if (isFound || handlerOf(node) !== handler) return;
    if (node.type === 'ThrowStatement')
      isFound = node.argument.type === 'Identifier' && isCaughtFromSdk(node.argument, surroundings);
    else if (node.type === 'ReturnStatement' && node.argument) isFound = isChainOfSdk(node.argument, surroundings);
  });
  return isFound;
}

const KOA = /^(?:koa|@koa\/router|koa-router)$/;

/** Whether a first function of Koa catches what routes behind it throw: `app.use(async (ctx, next) => { try { await next(); } … })`. */
function isPassedToMiddleware(clause: TSESTree.CatchClause, surroundings: Surroundings): boolean {
  const { ast } = surroundings.module;
  const middleware = enclosingFunction(clause);
  if (!middleware || !importsFrom(ast, KOA) || !isForOthers(clause)) return false;
  const [call] = registrationsOf(middleware);
  const app = call && methodOf(call) === 'use' ? appOf(call) : undefined;
  if (!call || !app) return false;
  const calls = callsIn(ast);
  return calls.some(other => {
    const router = appOf(other);
    const mounted = router && mountOf(router, app, calls);
    if (!mounted || other.range[0] < call.range[1] || (router !== app && mounted.range[0] < call.range[1]))
      return false;
    if (calls.some(each => each !== other && isBetween(each, call.range[1], other.range[0]) && catches(each, app)))
      return false;
    const handlers =
      router === app && methodOf(other) === 'use' ? other.arguments.filter(given => isFunction(given)) : [];
    return [...handlers, ...routeOf(other).map(({ handler }) => handler)].some(each => rejects(each, surroundings));
  });
}

/** Whether a function that is registered may catch errors of those behind it. */
function catches(call: TSESTree.CallExpression, app: Variable): boolean {
  if (methodOf(call) !== 'use' || appOf(call) !== app) return false;
  return call.arguments.some(given => {
    if (!isFunction(given)) return given.type === 'Identifier';
    let isFound = false;
    visit(given, node => {
      isFound ||= node.type === 'TryStatement' || (node.type === 'MemberExpression' && staticName(node) === 'catch');
    });
    return isFound;
  });
}

/** Whether a block waits for a function that it is given: what it catches may come from any other. */
function isForOthers(clause: TSESTree.CatchClause): boolean {
  const { block } = clause.parent;
  let isFound = false;
  visit(block, node => {
    if (isFound || (node.type !== 'AwaitExpression' && node.type !== 'ReturnStatement')) return;
    const call = node.argument && unwrap(node.argument);
    if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || handlerOf(node) !== block) return;
    isFound = variableOf(call.callee)?.defs[0]?.type === 'Parameter';
  });
  return isFound;
}

/** How a handler of errors, and what it gets, are called. */
const HANDLER_NAME = /error|exception/i;
const ERROR_NAME = /^_?(?:e|ex|err\w*|error\w*|exception\w*)$/i;
const RESPONSE_NAME = /^_?(?:res|resp|response|reply)$/;

/** Whether a name is what a handler of the errors of an application gets, whoever throws them. */
export function isOfErrorHandler(name: TSESTree.Identifier): { body: TSESTree.Node } | undefined {
  const [definition, ...others] = variableOf(name)?.defs ?? [];
  if (!definition || others.length > 0 || definition.name.type !== 'Identifier') return undefined;
  if (definition.node.type === 'CatchClause')
    return isForOthers(definition.node) ? { body: definition.node.body } : undefined;
  if (definition.type !== 'Parameter' || !isFunction(definition.node)) return undefined;
  const { node: handler } = definition;
  const isHandler = handler.params[0] === definition.name && (isFilter(handler) || isErrorHandler(handler));
  return isHandler && handler.body ? { body: handler.body } : undefined;
}

function isErrorHandler(handler: FunctionNode): boolean {
  const [error, ...others] = handler.params.map(parameter => (parameter.type === 'Identifier' ? parameter.name : ''));
  if (handler.params.length === 4 && RESPONSE_NAME.test(others[1] ?? '')) return true;
  if (others.length === 0 || !ERROR_NAME.test(error ?? '')) return false;
  const { parent } = handler;
  if (parent.type === 'CallExpression') return /^(?:setErrorHandler|onError)$/.test(methodOf(parent) ?? '');
  return HANDLER_NAME.test(nameOf(handler));
}

/** By what a function is called, or is the value of. */
function nameOf(handler: FunctionNode): string {
  const { parent } = handler;
  if (handler.id) return handler.id.name;
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : '';
  if (parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition')
    return staticName(parent) ?? '';
  return '';
}

/** A filter of NestJS that gets every exception: `@Catch() class … { catch(exception, host) { … } }`. */
function isFilter(handler: FunctionNode): boolean {
  const { parent } = handler;
  if (parent.type !== 'MethodDefinition' || staticName(parent) !== 'catch') return false;
  const { decorators } = parent.parent.parent;
  return decorators.some(({ expression }) => {
    if (expression.type !== 'CallExpression' || spelledNames(expression.callee).join('.') !== 'Catch') return false;
    return expression.arguments.every(kind => kind.type === 'Identifier' && /^(?:Axios)?Error$/.test(kind.name));
  });
}

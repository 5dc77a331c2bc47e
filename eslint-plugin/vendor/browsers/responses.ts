import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { importsFrom, moduleOfImport } from '../imported-from.ts';

/** What a server answers a request with. */
export interface Answer {
  /** What is sent. */
  given: TSESTree.Node;
  means: string;
  /** It becomes JSON, also where it is an object of a class. */
  isJson?: true;
}

/** How servers name the object that answers a request; the answer to a request of their own has such a name, too. */
const RESPONSE_NAME = /^(?:res|resp|response|reply)$/;
const SENDS = new Set(['json', 'jsonp', 'send', 'end', 'write']);
const SETS_HEADER = new Set(['set', 'header', 'setHeader', 'append']);
/** What returns the response that it is called on. */
const CHAINS = /^(?:status|code|type|contentType|set|header|cookie|append|links|vary|format|attachment)$/;
const THIS_RESPONSE = 'this response';
const THIS_COOKIE = 'this cookie';
/** Mocks of requests have such a class, too, under another name. */
const RESPONSE_CLASS = /^(?:Next)?Response$/;
const JSON_FUNCTIONS =
  /^(?:@sveltejs\/kit|@remix-run\/[\w-]+|react-router|@tanstack\/(?:react|solid)-start|@solidjs\/start)$/;
const CONTEXT_NAME = /^(?:c|ctx|context)$/;

/**
 * Finds what a call puts into the response of a server, or into a cookie.
 *
 * Sources: the documentation of Node.js, Express, Fastify, Hono, NestJS, Next.js, SvelteKit, Remix, and h3; read 2026-11-23.
 */
export function answersOfCall(call: TSESTree.CallExpression, program: TSESTree.Program): Answer[] {
  const { callee, arguments: given } = call;
  if (given.length === 0) return [];
  if (callee.type === 'Identifier') return answersOfFunction(callee, given);
  if (callee.type !== 'MemberExpression') return [];
  const method = staticName(callee);
  if (method === undefined) return [];
  const object = unwrap(callee.object);
  if (method === 'set' && isCookies(object)) return givenBy(given.slice(1, 2), THIS_COOKIE);
  if (object.type === 'Identifier' && method === 'json' && isResponseClass(object))
    return givenBy(given, THIS_RESPONSE);
  if (isResponse(object)) return answersOfMethod(method, given);
  // An adapter of NestJS.
  if (method === 'reply' && given[0] && isResponse(unwrap(given[0]))) return givenBy(given.slice(1, 2), THIS_RESPONSE);
  const answers =
    /^(?:json|text|html|body)$/.test(method) && isContext(object) && importsFrom(program, /^hono(?:$|\/)/);
  return answers ? givenBy(given.slice(0, 1), THIS_RESPONSE) : [];
}

/** Finds what `new Response(body, { headers })` sends. */
export function answersOfNew({ callee, arguments: given }: TSESTree.NewExpression): Answer[] {
  return callee.type === 'Identifier' && isResponseClass(callee) ? givenBy(given, THIS_RESPONSE) : [];
}

/** Finds what Koa sends: `ctx.body = …`. */
export function answersOfAssignment(
  { left, right }: TSESTree.AssignmentExpression,
  program: TSESTree.Program,
): Answer[] {
  const [context = '', ...path] = left.type === 'MemberExpression' ? spelledNames(left) : [];
  if (!/^(?:response\.)?body$/.test(path.join('.')) || context !== 'ctx') return [];
  return importsFrom(program, /^(?:koa|@koa\/router|koa-router)$/) ? givenBy([right], THIS_RESPONSE) : [];
}

/** Finds what a handler returns as the response: an object with a status and a body, or what a route or an event handler of h3 returns. */
export function answersOfReturn(returned: TSESTree.Expression, program: TSESTree.Program): Answer[] {
  const node = unwrap(returned);
  if (node.type === 'ObjectExpression') {
    const properties = new Map(
      node.properties.flatMap(property =>
        property.type === 'Property' ? [[staticName(property), property.value] as const] : [],
      ),
    );
    if (properties.has('statusCode') && properties.has('body'))
      return givenBy(
        ['body', 'headers'].flatMap(name => properties.get(name) ?? []),
        THIS_RESPONSE,
      );
  }
  const returning = enclosingFunction(returned);
  return returning && isHandler(returning, program) ? givenBy([returned], THIS_RESPONSE) : [];
}

/** Finds what a node of any kind puts into the response of a server. */
export function answersAt(node: TSESTree.Node, ast: TSESTree.Program): Answer[] {
  switch (node.type) {
    case 'CallExpression':
      return answersOfCall(node, ast);
    case 'NewExpression':
      return answersOfNew(node);
    case 'AssignmentExpression':
      return answersOfAssignment(node, ast);
    case 'ReturnStatement':
      return node.argument ? answersOfReturn(node.argument, ast) : [];
    case 'ArrowFunctionExpression':
      return node.body.type === 'BlockStatement' ? [] : answersOfReturn(node.body, ast);
    default:
      return [];
  }
}

const METHODS = /^(?:get|post|put|patch|delete|all)$/;

/** A function whose result is sent, whatever it is. */
function isHandler(handler: TSESTree.Node, program: TSESTree.Program): boolean {
  const { parent } = handler;
  if (parent?.type === 'MethodDefinition') return isOfController(parent);
  if (parent?.type !== 'CallExpression' || !parent.arguments.some(argument => argument === handler)) return false;
  const { callee } = parent;
  if (callee.type === 'Identifier') return /^(?:define)?(?:Cached)?EventHandler$/i.test(callee.name);
  return isRoute(handler) && importsFrom(program, /^(?:fastify|elysia)$/);
}

/** Decorators of a method whose result is sent. */
const ROUTE = /^(?:Get|Post|Put|Patch|Delete|All|Sse)$/;
const CONTROLLERS = /^(?:@nestjs\/common|routing-controllers|tsoa)$/;

/** `@Get() settings() { … }`; one with `@Render()` gives its result to a template. ESLint's own parser knows no decorators. */
function isOfController({ decorators = [] }: Partial<TSESTree.MethodDefinition>): boolean {
  const names = decorators.flatMap(({ expression }) => {
    const name = expression.type === 'CallExpression' ? expression.callee : expression;
    return name.type === 'Identifier' ? name : [];
  });
  return (
    names.some(name => ROUTE.test(name.name) && CONTROLLERS.test(moduleOfImport(name) ?? '')) &&
    !names.some(({ name }) => name === 'Render')
  );
}

function answersOfFunction(callee: TSESTree.Identifier, given: readonly TSESTree.Node[]): Answer[] {
  if (callee.name === 'setCookie' && given.length > 2) {
    const module = moduleOfImport(callee);
    const isOfServer =
      module === undefined
        ? variableOf(callee) === undefined
        : /^(?:h3|nitro|hono\/cookie|@tanstack\/.*|vinxi\/http)$/.test(module);
    return isOfServer ? givenBy(given.slice(2, 3), THIS_COOKIE) : [];
  }
  const isAnswer = /^(?:json|text)$/.test(callee.name) && JSON_FUNCTIONS.test(moduleOfImport(callee) ?? '');
  return isAnswer ? givenBy(given, THIS_RESPONSE) : [];
}

function answersOfMethod(method: string, given: readonly TSESTree.Node[]): Answer[] {
  if (SENDS.has(method)) return givenBy(given.slice(0, 1), THIS_RESPONSE);
  if (method === 'cookie' || method === 'setCookie') return givenBy(given.slice(1, 2), THIS_COOKIE);
  if (SETS_HEADER.has(method)) return givenBy(given.slice(0, 2), THIS_RESPONSE);
  return method === 'render' ? givenBy(given.slice(1, 2).flatMap(shownValues), 'this page') : [];
}

/** What a template is given by a name of its own; of a larger object it may show anything. */
function shownValues(locals: TSESTree.Node): TSESTree.Node[] {
  if (locals.type !== 'ObjectExpression') return [];
  return locals.properties.flatMap(property =>
    property.type === 'Property' && property.value.type !== 'ObjectExpression' ? [property.value] : [],
  );
}

function givenBy(given: readonly TSESTree.Node[], means: string): Answer[] {
  return given.flatMap(node => (node.type === 'SpreadElement' ? [] : [{ given: node, means }]));
}

/** `res`, `res.status(200)`: what a handler gets behind the request. */
function isResponse(object: TSESTree.Node): boolean {
  let root = object;
  while (
    root.type === 'CallExpression' &&
    root.callee.type === 'MemberExpression' &&
    CHAINS.test(staticName(root.callee) ?? '')
  )
    root = unwrap(root.callee.object);
  if (isResponseOfHost(root)) return true;
  const parameter = root.type === 'Identifier' ? parameterOf(root) : undefined;
  if (root.type !== 'Identifier' || !parameter) return false;
  if (RESPONSE_NAME.test(root.name)) return parameter.index > 0 || parameter.isDecorated;
  return parameter.index === 1 && isRoute(parameter.of);
}

/** Whether a function is given to a server for a path, as `app.get('/lists', (q, r) => …)`; what it gets second is the response. */
function isRoute(handler: TSESTree.Node): boolean {
  const { parent } = handler;
  if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
  const [path] = parent.arguments;
  return (
    METHODS.test(staticName(parent.callee) ?? '') &&
    path?.type === 'Literal' &&
    String(path.value).startsWith('/') &&
    parent.arguments.at(-1) === handler
  );
}

/** What NestJS has for a filter: `host.switchToHttp().getResponse()`, also behind constants. */
function isResponseOfHost(object: TSESTree.Node): boolean {
  const made = madeWith(object);
  if (made?.type !== 'CallExpression' || made.callee.type !== 'MemberExpression') return false;
  if (staticName(made.callee) !== 'getResponse' || made.arguments.length > 0) return false;
  const host = madeWith(unwrap(made.callee.object));
  return (
    host?.type === 'CallExpression' &&
    host.callee.type === 'MemberExpression' &&
    staticName(host.callee) === 'switchToHttp'
  );
}

/** A node, or what the constant is made with that it names. */
function madeWith(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type !== 'Identifier') return node;
  const [definition] = variableOf(node)?.defs ?? [];
  return definition?.type === 'Variable' && definition.node.init ? unwrap(definition.node.init) : undefined;
}

/** What a handler of Hono gets first, and one of errors behind the error. */
function isContext(object: TSESTree.Node): boolean {
  if (object.type !== 'Identifier' || !CONTEXT_NAME.test(object.name)) return false;
  const index = parameterOf(object)?.index;
  return index === 0 || (index === 1 && isOfErrorHandler(object));
}

function isOfErrorHandler(context: TSESTree.Identifier): boolean {
  const [definition] = variableOf(context)?.defs ?? [];
  const call = definition?.type === 'Parameter' ? definition.node.parent : undefined;
  return (
    call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && staticName(call.callee) === 'onError'
  );
}

/** Where in the parameters of its function a name is declared. */
function parameterOf(
  name: TSESTree.Identifier,
): { of: TSESTree.Node; index: number; isDecorated: boolean } | undefined {
  const [definition] = variableOf(name)?.defs ?? [];
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return undefined;
  const index = definition.node.params.findIndex(parameter => parameter === definition.name);
  return index < 0
    ? undefined
    : { of: definition.node, index, isDecorated: (definition.name.decorators ?? []).length > 0 };
}

/** The global, or that of Next.js. */
function isResponseClass(name: TSESTree.Identifier): boolean {
  if (!RESPONSE_CLASS.test(name.name)) return false;
  return variableOf(name) === undefined ? name.name === 'Response' : moduleOfImport(name) === 'next/server';
}

/** `cookies()` of Next.js, and what frameworks name `cookies` in what a handler gets. */
function isCookies(object: TSESTree.Node): boolean {
  const at = unwrap(object.type === 'AwaitExpression' ? object.argument : object);
  if (at.type === 'CallExpression')
    return (
      at.callee.type === 'Identifier' && at.callee.name === 'cookies' && moduleOfImport(at.callee) === 'next/headers'
    );
  if (at.type === 'MemberExpression')
    return staticName(at) === 'cookies' && (isOfHandler(at.object) || isMadeResponse(at.object));
  if (at.type !== 'Identifier') return false;
  const [definition] = variableOf(at)?.defs ?? [];
  if (definition?.type === 'Variable') return definition.node.init ? isMadeByCookies(definition.node.init) : false;
  return at.name === 'cookies' && definition?.type === 'Parameter';
}

function isMadeByCookies(init: TSESTree.Expression): boolean {
  const at = unwrap(init);
  const made = at.type === 'AwaitExpression' ? unwrap(at.argument) : at;
  return made.type === 'CallExpression' && isCookies(made);
}

/** `const answer = NextResponse.next()`, `new NextResponse()`. */
function isMadeResponse(object: TSESTree.Node): boolean {
  const [definition] = object.type === 'Identifier' ? (variableOf(object)?.defs ?? []) : [];
  const init = definition?.type === 'Variable' && definition.node.init ? unwrap(definition.node.init) : undefined;
  if (init?.type !== 'CallExpression' && init?.type !== 'NewExpression') return false;
  const { callee } = init;
  const named = callee.type === 'MemberExpression' ? callee.object : callee;
  return named.type === 'Identifier' && isResponseClass(named);
}

/** `response.cookies`, `event.cookies`, `Astro.cookies`; the cookies of a browser that a script drives are others. */
function isOfHandler(object: TSESTree.Node): boolean {
  return object.type === 'Identifier' && /^(?:Astro|event|context|ctx|res|response)$/.test(object.name);
}

import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, constantString, packageOf } from '../../values/value.ts';
import type { Handler } from './handlers.ts';

/** What `app.use(…)` of Express runs before handlers. */
interface Middleware {
  /** The spelling of what it is registered at. */
  receiver: string;
  /** Where its registration ends. */
  end: number;
  /** The path that requests to it begin with: empty for all, undefined where that is not known. */
  path: string | undefined;
  parses: boolean;
  takesBytes: boolean;
  given: TSESTree.Node[];
}

/**
 * Whether Express parses a body as JSON before a handler gets it: at its route, or before its route, unless something takes the bytes, or
 * may. What takes the bytes behind a parser gets what is parsed already.
 */
export function isParsedFor(route: Handler, module: Module): boolean {
  if (route.before.some(isJsonParser) && !route.before.some(takesBytes)) return true;
  const receiver = receiverOf(route.place);
  const uses = middlewaresIn(module);
  const parser = uses.find(
    use =>
      use.parses &&
      use.end <= route.place.range[0] &&
      (use.path === '' || (use.receiver === receiver && covers(use.path, route.path))),
  );
  return parser !== undefined && !uses.some(use => mayTake(use, parser) && mayReach(use, route, receiver));
}

/** The same for code of which no route is known. */
export function isParsedAt(node: TSESTree.Node, module: Module): boolean {
  const uses = middlewaresIn(module);
  const parser = uses.find(use => use.parses && use.path === '' && use.end <= node.range[0]);
  return parser !== undefined && !uses.some(use => mayTake(use, parser));
}

/**
 * Whether Express parses a body as JSON before a handler gets it, and nothing can keep its bytes: the program starts its server in this
 * file, and what runs before is all of this file or of a package. A platform that calls the program may add the bytes to a request.
 */
export function losesBytesFor(route: Handler, module: Module): boolean {
  const receiver = receiverOf(route.place);
  if (receiver === undefined || !isParsedFor(route, module) || !isStarted(receiver, module)) return false;
  const uses = middlewaresIn(module).filter(use => use.end <= route.place.range[0]);
  return [...uses.flatMap(({ given }) => given), ...route.before].every(each => cannotKeepBytes(each, module));
}

/** `app.listen(…)`, and `createServer(app)`, whose server listens. */
function isStarted(receiver: string, { ast }: Module): boolean {
  let isFound = false;
  visit(ast, at => {
    if (at.type !== 'CallExpression') return;
    const names = spelledNames(unwrap(at.callee));
    isFound ||= names.join('.') === `${receiver}.listen`;
    isFound ||= names.at(-1) === 'createServer' && at.arguments.some(each => spelledNames(each).join('.') === receiver);
  });
  return isFound;
}

function cannotKeepBytes(node: TSESTree.Node, module: Module): boolean {
  const at = madeOf(node);
  if (isJsonParser(at) || isFunction(at) || at.type === 'Literal' || at.type === 'TemplateLiteral') return true;
  const frame = at.type === 'SpreadElement' ? undefined : moduleOf(at)?.frame;
  const values = frame ? alternativesOf(evaluate(at, frame)) : [];
  return (
    values.length > 0 &&
    values.every(value =>
      value.kind === 'function' ? moduleOf(value.node) === module : !/raw/i.test(packageOf(value) ?? 'raw'),
    )
  );
}

/** What is run for some paths only, and before the parser, may take the bytes whatever it is. */
function mayTake(use: Middleware, parser: Middleware): boolean {
  return use.takesBytes || (use.path !== '' && !use.parses && use.end <= parser.end);
}

/** A route of another router is behind a path that is not known. */
function mayReach(use: Middleware, { path }: Handler, receiver: string | undefined): boolean {
  return use.path === undefined || use.receiver !== receiver || covers(use.path, path);
}

function covers(beginning: string | undefined, path: string): boolean {
  return beginning !== undefined && (beginning === '' || path === beginning || path.startsWith(`${beginning}/`));
}

/** `app` of `app.post('/hooks', handler)` and of `app.route('/hooks').post(handler)`. */
function receiverOf(place: TSESTree.Node): string | undefined {
  let call = wrapped(place).parent;
  while (call?.type === 'CallExpression') {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression') return undefined;
    const holder = unwrap(callee.object);
    if (holder.type !== 'CallExpression') return spelledNames(holder).join('.');
    call = holder;
  }
  return undefined;
}

const middlewares = new WeakMap<Module, readonly Middleware[]>();

function middlewaresIn(module: Module): readonly Middleware[] {
  const known = middlewares.get(module) ?? findMiddlewares(module);
  middlewares.set(module, known);
  return known;
}

function findMiddlewares({ ast }: Module): Middleware[] {
  const found: Middleware[] = [];
  visit(ast, at => {
    const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
    if (at.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || staticName(callee) !== 'use') return;
    found.push({
      receiver: spelledNames(callee.object).join('.'),
      end: at.range[1],
      path: pathOf(at.arguments[0]),
      parses: at.arguments.some(isJsonParser),
      takesBytes: at.arguments.some(takesBytes),
      given: at.arguments,
    });
  });
  return found;
}

/** What is no text is a middleware for all requests, unless it may be a pattern or a list of paths. */
function pathOf(first: TSESTree.CallExpressionArgument | undefined): string | undefined {
  const at = first && unwrap(first);
  if (!at || at.type === 'CallExpression' || isFunction(at)) return '';
  const frame = moduleOf(at)?.frame;
  const text = frame && at.type !== 'SpreadElement' ? constantString(evaluate(at, frame)) : undefined;
  if (text !== undefined) return text.replace(/\/$/, '');
  const value = frame && at.type === 'Identifier' ? alternativesOf(evaluate(at, frame)) : [];
  return value.length > 0 && value.every(({ kind }) => kind === 'function' || kind === 'externalCall') ? '' : undefined;
}

const PACKAGES = new Set(['express', 'body-parser']);

function isJsonParser(node: TSESTree.Node): boolean {
  const at = madeOf(node);
  if (at.type !== 'CallExpression' || !isOfParser(at.callee)) return false;
  const [options] = at.arguments;
  return options === undefined || (options.type === 'ObjectExpression' && !options.properties.some(isVerify));
}

/** `express.json`, `bodyParser.json`, or `json` of one of the packages. */
function isOfParser(callee: TSESTree.Node): boolean {
  if (/^(?:express|bodyParser)\.json$/.test(spelledNames(callee).join('.'))) return true;
  const frame = moduleOf(callee)?.frame;
  return (
    frame !== undefined &&
    alternativesOf(evaluate(callee, frame)).some(
      option => option.kind === 'external' && PACKAGES.has(option.module ?? '') && option.path.at(-1) === 'json',
    )
  );
}

/** `verify` keeps the bytes, and `type` leaves some requests alone. */
function isVerify(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'SpreadElement' || /^(?:verify|type)$/.test(staticName(property) ?? '');
}

function takesBytes(node: TSESTree.Node): boolean {
  const at = madeOf(node);
  return at.type === 'CallExpression' && /^(?:raw|text|buffer)$/.test(spelledNames(at.callee).at(-1) ?? '');
}

/** What a middleware is made with, where a constant holds it. */
function madeOf(node: TSESTree.Node): TSESTree.Node {
  const at = unwrap(node);
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  const init = definition?.type === 'Variable' ? definition.node.init : null;
  return init ? unwrap(init) : at;
}

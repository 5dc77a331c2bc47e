import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../src/vendors/vendor.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import { type Module, variableOf } from '../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import { alternativesOf, type Value } from '../values/value.ts';
import { environmentNames } from './environment.ts';
import { perVendor } from './per-vendor.ts';
import { constructedClass } from './sdk-api.ts';
import type { Answer } from './responses.ts';

/** An error of the SDK that a server answers with. */
export interface GivenError {
  means: string;
  node: TSESTree.Node;
}

/**
 * Finds the errors of a vendor's SDK among what a server answers with as JSON: a caught one is given whole, and so with the headers of
 * its request. Where anything may have changed or replaced it, or decided that it is another error, it is not found.
 *
 * @param sender what sends the answer, and decides whether an object that is given becomes JSON
 */
export function errorsGiven(
  answers: readonly Answer[],
  sender: TSESTree.Node,
  { module, vendor }: { module: Module; vendor: Vendor },
): GivenError[] {
  if (!vendor.sdk.errorsHaveHeaders || answers.length === 0) return [];
  return answers.flatMap(({ given, means }) =>
    errorNames(given, jsonOf(given, sender, frameworksOf(module))).flatMap(node =>
      isErrorOfSdk(node, { module, vendor }) ? [{ node, means }] : [],
    ),
  );
}

/** What becomes JSON of what is given: all, an object that is no error by itself, or only what is already a text of it. */
type Json = 'all' | 'objects' | 'texts';

/** Fastify has its own way with errors and, with a schema, with the rest. */
function jsonOf(given: TSESTree.Node, sender: TSESTree.Node, { isExpress, isFastify, isElysia }: Frameworks): Json {
  if (sender.type === 'AssignmentExpression') return 'objects';
  // What a handler returns as it is; the body of a lambda is a text.
  if (given === sender) return isFastify || isElysia ? 'texts' : 'objects';
  if (sender.type !== 'CallExpression') return 'texts';
  const method = spelledNames(sender.callee).at(-1) ?? '';
  if (/^jsonp?$/.test(method)) return 'all';
  return method === 'send' && isExpress && !isFastify ? 'all' : 'texts';
}

/** Which frameworks a module names. */
interface Frameworks {
  isExpress: boolean;
  isFastify: boolean;
  isElysia: boolean;
}

const frameworks = new WeakMap<Module, Frameworks>();

function frameworksOf(module: Module): Frameworks {
  const { text } = module;
  const known = frameworks.get(module) ?? {
    isExpress: /\bexpress\b/.test(text),
    isFastify: /\bfastify\b/i.test(text),
    isElysia: /\belysia\b/i.test(text),
  };
  frameworks.set(module, known);
  return known;
}

/** The names that are written out whole: given themselves, or as properties of an object. */
function errorNames(given: TSESTree.Node, json: Json): TSESTree.Identifier[] {
  const node = unwrap(given);
  const holder = json === 'texts' ? undefined : holderOfKey(node);
  if (holder) return [holder];
  switch (node.type) {
    case 'Identifier':
      return json === 'all' ? [node] : [];
    case 'ObjectExpression':
      if (json === 'texts') return [];
      return node.properties.flatMap(property =>
        property.type === 'Property' ? errorNames(property.value, 'all') : [],
      );
    case 'CallExpression': {
      const [first] = node.arguments;
      const isText = spelledNames(node.callee).join('.') === 'JSON.stringify' && first !== undefined;
      // A replacer may leave something out.
      const isWhole = node.arguments[1] === undefined || isNull(node.arguments[1]);
      return isText && isWhole ? errorNames(first, 'all') : [];
    }
    default:
      return [];
  }
}

/** The parts of an error of axios, which are no errors by themselves, that have the headers of the request. */
const PARTS_WITH_KEY = /^(?:response\.)?config(?:\.headers)?$/;

/** The error of which a part with the key is given: `error.config`, `error.config.headers`, `error.toJSON()`. */
function holderOfKey(given: TSESTree.Node): TSESTree.Identifier | undefined {
  const isCall = given.type === 'CallExpression';
  const names: string[] = [];
  let at = isCall ? unwrap(given.callee) : given;
  while (at.type === 'MemberExpression') {
    names.unshift(staticName(at) ?? '');
    at = unwrap(at.object);
  }
  const path = names.join('.');
  return at.type === 'Identifier' && (isCall ? path === 'toJSON' : PARTS_WITH_KEY.test(path)) ? at : undefined;
}

function isNull(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === null;
}

interface Surroundings {
  module: Module;
  vendor: Vendor;
}

function isErrorOfSdk(name: TSESTree.Identifier, surroundings: Surroundings): boolean {
  const [definition, ...others] = variableOf(name)?.defs ?? [];
  if (!definition || others.length > 0 || definition.name.type !== 'Identifier') return false;
  const handler = definition.node;
  if (handler.type === 'CatchClause') {
    return isUntouched(name, handler.body) && hasSdkCall(handler.parent.block, surroundings);
  }
  if (definition.type !== 'Parameter' || !isFunction(handler) || handler.params[0] !== definition.name) return false;
  const { parent } = handler;
  if (parent.type !== 'CallExpression' || parent.arguments[0] !== handler || !handler.body) return false;
  const { callee } = parent;
  if (callee.type !== 'MemberExpression' || staticName(callee) !== 'catch') return false;
  return isUntouched(name, handler.body) && isChainOfSdk(callee.object, surroundings);
}

/** `sdk.method(…).then(…)`. */
function isChainOfSdk(chain: TSESTree.Node, surroundings: Surroundings): boolean {
  let at = unwrap(chain);
  while (at.type === 'CallExpression') {
    if (isSdkCall(at, surroundings)) return true;
    const callee = unwrap(at.callee);
    if (callee.type !== 'MemberExpression' || !/^(?:then|finally)$/.test(staticName(callee) ?? '')) return false;
    // A second listener has handled the error.
    if (at.arguments.length > 1) return false;
    at = unwrap(callee.object);
  }
  return false;
}

const blocks = perVendor(() => new WeakMap<TSESTree.Node, boolean>());

/** Whether a block waits for the SDK, where nothing else catches what it throws. */
function hasSdkCall(block: TSESTree.Node, surroundings: Surroundings): boolean {
  const known = blocks(surroundings.vendor).get(block);
  if (known !== undefined) return known;
  let isFound = false;
  visit(block, node => {
    if (!isFound && node.type === 'AwaitExpression' && handlerOf(node) === block)
      isFound = awaited(node.argument).some(call => isChainOfSdk(call, surroundings));
  });
  blocks(surroundings.vendor).set(block, isFound);
  return isFound;
}

/** The block that leads to a handler of errors, or the body of the function, that a node stands in. */
function handlerOf(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    if (isFunction(at)) return at;
    const { parent }: { parent?: TSESTree.Node } = at;
    if (parent?.type === 'TryStatement' && parent.block === at && parent.handler) return at;
  }
  return undefined;
}

/** The calls that are waited for, also several at once. */
function awaited(argument: TSESTree.Node): TSESTree.CallExpression[] {
  const node = unwrap(argument);
  if (node.type !== 'CallExpression') return [];
  const [list] = node.arguments;
  const isAll = spelledNames(node.callee).join('.') === 'Promise.all' && list?.type === 'ArrayExpression';
  return isAll ? list.elements.flatMap(element => (element ? awaited(element) : [])) : [node];
}

/** Whether a call is one of the SDK with a key of the environment. */
function isSdkCall({ callee }: TSESTree.CallExpression, { module, vendor }: Surroundings): boolean {
  return alternativesOf(evaluate(callee, module.frame)).some(option => {
    if (option.kind !== 'externalMember' || option.object.kind !== 'externalCall' || !option.object.constructed)
      return false;
    const apiClass = constructedClass(option.object.callee, vendor);
    return (
      apiClass !== undefined && vendor.sdk.callsApi(apiClass, option.name) && isGivenKey(option.object.args, vendor)
    );
  });
}

function isGivenKey([session]: readonly Value[], { keys }: Vendor): boolean {
  if (!session) return false;
  return alternativesOf(session).some(option => {
    if (option.kind !== 'externalCall' || !option.constructed || option.callee.kind !== 'external') return false;
    const index = keys.secretArgument(option.callee.path.at(-1) ?? '', () => undefined);
    const key = index === undefined ? undefined : option.args[index];
    return key !== undefined && environmentNames(key).some(name => keys.mayBeKeyVariable(name));
  });
}

/** Whether an error is still the one that was caught, whole, where it is given: nothing set, tested or took it before. */
function isUntouched(name: TSESTree.Identifier, body: TSESTree.Node): boolean {
  const variable = variableOf(name);
  if (!variable) return false;
  return variable.references.every(({ identifier, init }) => {
    const node = identifier as TSESTree.Node;
    return init === true || node === name || isRead(node, body, name);
  });
}

/** What only tells of an error. */
const TELLING =
  /^(?:console|log|logger|sentry|rollbar|bugsnag|String|inspect)$|(?:^|\.)(?:captureException|recordException|log|error|warn|info|debug)$/i;

function isRead(node: TSESTree.Node, body: TSESTree.Node, name: TSESTree.Identifier): boolean {
  if (node.range[0] > name.range[1]) return true;
  let at: TSESTree.Node = node;
  for (; at.parent && at.parent !== body; at = at.parent) {
    const { parent }: { parent?: TSESTree.Node } = at;
    if (!parent) return false;
    if (isDecision(parent, at, name) || isChange(parent, at) || (isAlias(parent, at) && isWhole(node, at)))
      return false;
    const isGiven = parent.type === 'CallExpression' && parent.callee !== at;
    if (isGiven && !TELLING.test(spelledNames(parent.callee).join('.')) && isWhole(node, at)) return false;
  }
  return true;
}

/** What decides whether the answer is given. */
function isDecision(parent: TSESTree.Node, at: TSESTree.Node, name: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'WhileStatement':
      return parent.test === at;
    case 'SwitchStatement':
      return parent.discriminant === at;
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return parent.range[0] <= name.range[0] && name.range[1] <= parent.range[1];
    default:
      return false;
  }
}

function isChange(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  if (parent.type === 'AssignmentExpression') return parent.left === at;
  return parent.type === 'UnaryExpression' && parent.operator === 'delete';
}

/** Another name, by which it may be changed. */
function isAlias(parent: TSESTree.Node, at: TSESTree.Node): boolean {
  return (
    (parent.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'Identifier') ||
    (parent.type === 'AssignmentExpression' && parent.right === at)
  );
}

/** Whether an expression is the error itself, or has it in an object. */
function isWhole(node: TSESTree.Node, expression: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && at !== expression; at = at.parent)
    if (at.parent?.type === 'MemberExpression' && at.parent.object === at) return false;
  return true;
}

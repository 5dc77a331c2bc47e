import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { type Module, type ParsedFile, registerModule, variableOf } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { isCaughtFromSdk } from './caught-errors.ts';
import { linkParents } from '../../program/program-modules.ts';
import { isOfErrorHandler, isPassedFromSdk } from './error-handlers.ts';
import { type Answer, answersAt } from '../browsers/responses.ts';
import { mayBeWhole } from './untouched-error.ts';

/** An error of the SDK that a server answers with. */
export interface GivenError {
  means: string;
  node: TSESTree.Node;
}

/**
 * Finds the errors of a vendor's SDK among what a server answers with as JSON: one that is caught, or that an application gives to its
 * handler of errors, is given whole, and so with the headers of its request. Where anything may have changed or replaced it, or decided that it is another error, it is not found.
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
      isCaughtFromSdk(node, { module, vendor }) || isPassedFromSdk(node, { module, vendor }) ? [{ node, means }] : [],
    ),
  );
}

/** Finds where handlers of the errors of an application answer with one that is whole, whoever has thrown it. */
export function errorsOfHandlers(file: ParsedFile): TSESTree.Node[] {
  linkParents(file.ast, file.visitorKeys);
  const module = registerModule(file);
  const { ast, text } = module;
  const found = new Set<TSESTree.Node>();
  visit(ast, node => {
    for (const { given } of answersAt(node, ast))
      for (const name of errorNames(given, jsonOf(given, node, frameworksOf(module)))) {
        const handler = isOfErrorHandler(name);
        if (handler && mayBeWhole(name, handler.body, text)) found.add(name);
      }
  });
  return [...found];
}

/** Whether objects that are no errors become JSON where they are given. @param sender what sends the answer */
export function isSentAsJson(given: TSESTree.Node, sender: TSESTree.Node, module: Module): boolean {
  const known = frameworksOf(module);
  // They return objects as they are, and only errors are others.
  if (given === sender && (known.isFastify || known.isElysia)) return !known.hasSchema;
  return jsonOf(given, sender, known) !== 'texts';
}

/** What becomes JSON of what is given: all, an object that is no error by itself, or only what is already a text of it. */
type Json = 'all' | 'objects' | 'texts';

/** Fastify has its own way with errors and, with a schema, with the rest. */
function jsonOf(
  given: TSESTree.Node,
  sender: TSESTree.Node,
  { isExpress, isFastify, isElysia, hasSchema }: Frameworks,
): Json {
  if (sender.type === 'AssignmentExpression') return 'objects';
  // What a handler returns as it is; the body of a lambda is a text.
  if (given === sender) return isFastify || isElysia ? 'texts' : 'objects';
  if (sender.type !== 'CallExpression') return 'texts';
  const method = spelledNames(sender.callee).at(-1) ?? '';
  if (/^jsonp?$/.test(method)) return 'all';
  if (method !== 'send' && method !== 'reply') return 'texts';
  return isExpress && !isFastify ? 'all' : hasSchema ? 'texts' : 'objects';
}

/** Which frameworks a module names. */
interface Frameworks {
  isExpress: boolean;
  isFastify: boolean;
  isElysia: boolean;
  /** Something may choose what of an object is sent. */
  hasSchema: boolean;
}

const frameworks = new WeakMap<Module, Frameworks>();

function frameworksOf(module: Module): Frameworks {
  const { text } = module;
  const known = frameworks.get(module) ?? {
    isExpress: /\bexpress\b/.test(text),
    isFastify: /\bfastify\b/i.test(text),
    isElysia: /\belysia\b/i.test(text),
    hasSchema: /schema|serializ|onSend\b/i.test(text),
  };
  frameworks.set(module, known);
  return known;
}

/** The names that are written out whole: given themselves, or as properties of an object. */
export function errorNames(given: TSESTree.Node, json: Json): TSESTree.Identifier[] {
  const node = unwrap(given);
  const holder = json === 'texts' ? undefined : holderOfKey(node);
  if (holder) return [holder];
  switch (node.type) {
    case 'Identifier': {
      const made = json === 'texts' ? undefined : objectOf(node);
      if (made) return errorNames(made, json);
      return json === 'all' ? [node] : [];
    }
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

/** The object that a constant is made with, where nothing is done to it but giving it away. */
function objectOf(name: TSESTree.Identifier): TSESTree.ObjectExpression | undefined {
  const variable = variableOf(name);
  const [definition, ...others] = variable?.defs ?? [];
  if (!variable || definition?.type !== 'Variable' || others.length > 0) return undefined;
  const init = definition.node.init ? unwrap(definition.node.init) : undefined;
  const isGivenOnly = variable.references.every(
    ({ identifier, init: isInit }) => isInit === true || (identifier as TSESTree.Node) === name,
  );
  return init?.type === 'ObjectExpression' && isGivenOnly ? init : undefined;
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

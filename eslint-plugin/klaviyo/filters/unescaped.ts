import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { argumentsOfMethod } from '../../call-graph/method-calls.ts';
import { assignmentAround } from '../../evaluator/assignments.ts';
import { returnedExpressions } from '../../evaluator/calls.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { expressionsPassedFor } from '../../evaluator/parameters.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { keysOf } from '../../values/key-origins.ts';
import { alternativesOf, type Value } from '../../values/value.ts';
import { piecesOf } from './filter-text.ts';
import { isGuarded, isGuardFunction } from './guards.ts';
import { hasHarmlessType } from './harmless-type.ts';
import { findsQuotes } from './quote-pattern.ts';

/**
 * Whether a value comes from outside and may hold a quote: nothing on its way escapes it, limits it to what is allowed, or makes
 * it something that has no quotes. What cannot be seen counts as checked.
 */
export function mayHoldQuote(expression: TSESTree.Node, quote: string): boolean {
  return new QuoteSearch(quote).search(expression);
}

/** One search: what was looked at already leads nowhere new. */
class QuoteSearch {
  private readonly quote: string;
  private readonly seen = new Set<TSESTree.Node>();

  constructor(quote: string) {
    this.quote = quote;
  }

  search(node: TSESTree.Node): boolean {
    const at = unwrap(node);
    if (this.seen.has(at)) return false;
    this.seen.add(at);
    return !isGuarded(at, this.quote) && !isConstant(at) && !hasHarmlessType(at) && this.searchIn(at);
  }

  private searchIn(at: TSESTree.Node): boolean {
    switch (at.type) {
      case 'TemplateLiteral':
        return at.expressions.some(node => this.search(node));
      case 'BinaryExpression':
        return at.operator === '+' && piecesOf(at).some(({ text, node }) => text === undefined && this.search(node));
      case 'ConditionalExpression':
        return this.search(at.consequent) || this.search(at.alternate);
      case 'LogicalExpression':
        return (at.operator !== '&&' && this.search(at.left)) || this.search(at.right);
      case 'AssignmentExpression':
        return this.search(at.right);
      case 'ArrayExpression':
        return at.elements.some(
          element => element !== null && element.type !== 'SpreadElement' && this.search(element),
        );
      case 'CallExpression':
        return this.searchCall(at);
      case 'MemberExpression':
        return this.searchMember(at);
      case 'Identifier':
        return variableOf(at)?.defs.some(definition => this.searchDefinition(definition, at)) ?? false;
      default:
        return false;
    }
  }

  private searchDefinition(definition: TSESLint.Scope.Definition, use: TSESTree.Identifier): boolean {
    if (hasHarmlessType(definition.name)) return false;
    if (definition.type === 'Parameter') return this.searchParameter(definition.name);
    return definition.type === 'Variable' && this.searchWrites(use);
  }

  private searchParameter(name: TSESTree.Node): boolean {
    const root = parameterAround(name);
    const owner = root.parent;
    const call = owner?.parent;
    if (call?.type === 'CallExpression' && call.callee !== owner) return this.searchCallback(call, name);
    const direct = expressionsPassedFor(root);
    const passed = direct.length > 0 ? direct : argumentsOfMethod(root);
    return passed.length === 0 || passed.some(argument => this.searchTaken(argument, name, root));
  }

  /** What a list gives its callback is one of its elements; what others give is data, unless a schema beside it says which. */
  private searchCallback(call: TSESTree.CallExpression, name: TSESTree.Node): boolean {
    const { callee } = call;
    if (callee.type === 'MemberExpression' && ITERATING.has(staticName(callee) ?? ''))
      return this.search(callee.object);
    return !isLimitedBySchema(call, keyInPattern(name));
  }

  /** What a pattern takes out of an argument; all of it for a plain parameter. */
  private searchTaken(source: TSESTree.Node, name: TSESTree.Node, pattern: TSESTree.Node): boolean {
    const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    if (target === name) return this.search(source);
    if (target.type === 'ArrayPattern' && target.elements[0] === name) {
      const keys = keysAssigned(source);
      if (keys.length > 0) return keys.some(key => this.search(key));
    }
    const key = keyInPattern(name);
    return key === undefined || this.searchProperty(source, key);
  }

  private searchWrites(use: TSESTree.Identifier): boolean {
    const writes = (variableOf(use)?.references ?? []).filter(reference => reference.isWrite());
    return writes.some(({ identifier }) => {
      const site = assignmentAround(identifier);
      if (site.type === 'ForOfStatement') return this.search(site.right);
      if (site.type === 'AssignmentExpression') return this.searchTaken(site.right, identifier, site.left);
      if (site.type !== 'VariableDeclarator') return false;
      const loop = site.parent.parent;
      if (loop.type === 'ForOfStatement' && loop.left === site.parent)
        return this.searchTaken(loop.right, identifier, site.id);
      return site.init !== null && this.searchTaken(site.init, identifier, site.id);
    });
  }

  private searchMember(node: TSESTree.MemberExpression): boolean {
    const name = staticName(node);
    if (node.object.type === 'ThisExpression') return false;
    // An element is what its list is.
    const isElement = name === undefined || /^\d+$/.test(name);
    return isElement ? this.search(node.object) : this.searchProperty(node.object, name);
  }

  /** A property of an object: as it is written where that is known, otherwise data of wherever the object comes from. */
  private searchProperty(holder: TSESTree.Node, name: string): boolean {
    const written = propertiesWritten(holder, name);
    if (written.length > 0) return written.some(node => this.search(node));
    if (name === 'length' || (name === 'id' && !isInput(holder)) || isConfiguration(holder)) return false;
    return !isValidatedObject(holder);
  }

  private searchCall(call: TSESTree.CallExpression): boolean {
    const callee = unwrap(call.callee);
    const name = spelledNames(callee).at(-1) ?? '';
    const [first] = call.arguments;
    if (CONVERSIONS.has(name)) return first !== undefined && this.search(first);
    const frame = moduleOf(call)?.frame;
    const functions = frame ? calledFunctions(call, frame) : [];
    if (HARMLESS.test(name) && functions.length === 0) return false;
    if (callee.type === 'MemberExpression' && TEXT_METHODS.has(name))
      return !removesQuotes(name, call, this.quote) && this.search(callee.object);
    if (callee.type === 'MemberExpression' && name === 'map')
      return (
        this.search(callee.object) &&
        (first === undefined || !isFunction(first) || returnedExpressions(first).some(node => this.search(node)))
      );
    if (functions.length === 0) return INPUT_METHODS.has(name) && callee.type === 'MemberExpression';
    if (isGuardFunction(call)) return false;
    return functions.some(({ callee: { node } }) => returnedExpressions(node).some(node => this.search(node)));
  }
}

/**
 * The keys that the checked code writes to an object whose entries are listed: `byId[campaign.id] = …` for `Object.entries(byId)`. None if
 * the object may have others, because it does not begin empty or is given away.
 */
function keysAssigned(source: TSESTree.Node): TSESTree.Node[] {
  const call = unwrap(source);
  const [listed] = call.type === 'CallExpression' ? call.arguments : [];
  if (call.type !== 'CallExpression' || spelledNames(call.callee).join('.') !== 'Object.entries') return [];
  const variable = listed?.type === 'Identifier' ? variableOf(listed) : undefined;
  if (!variable || !beginsEmpty(variable)) return [];
  const uses = variable.references.filter(({ init }) => init !== true);
  if (!uses.every(({ identifier }) => isOwnUse(identifier))) return [];
  return uses.flatMap(({ identifier: { parent } }) => {
    if (parent.type !== 'MemberExpression' || !parent.computed || parent.parent.type !== 'AssignmentExpression')
      return [];
    return parent.parent.left === parent ? [parent.property] : [];
  });
}

function beginsEmpty({ defs: [definition] }: TSESLint.Scope.Variable): boolean {
  const init = definition?.type === 'Variable' && definition.node.init ? unwrap(definition.node.init) : undefined;
  return init?.type === 'ObjectExpression' && init.properties.length === 0;
}

/** A member of an object, a list of what is in it, or its return: nothing that adds keys to it unseen. */
function isOwnUse(identifier: TSESTree.Node): boolean {
  const { parent } = wrapped(identifier);
  if (parent?.type === 'MemberExpression') return true;
  if (parent?.type !== 'CallExpression') return parent?.type === 'ReturnStatement';
  return /^Object\.(?:entries|keys|values)$/.test(spelledNames(parent.callee).join('.'));
}

/** Known texts, and what the environment holds: nothing of that comes from a request. */
function isConstant(node: TSESTree.Node): boolean {
  const frame = moduleOf(node)?.frame;
  return frame !== undefined && alternativesOf(evaluate(node, frame)).every(isKnown);
}

function isKnown(value: Value): boolean {
  if (value.kind === 'text') return value.parts.every(part => 'text' in part || part.hole.startsWith('env:'));
  return value.kind === 'nullish' || (value.kind === 'unknown' && value.hint.startsWith('env:'));
}

/** They give their argument, or something with the same quotes once it is decoded. */
const CONVERSIONS = new Set([
  'String',
  'encodeURIComponent',
  'encodeURI',
  'decodeURIComponent',
  'unescape',
  'from',
  'entries',
  'values',
]);
const HARMLESS =
  /^(?:stringify|Number|parseInt|parseFloat|BigInt|Boolean|to(?:ISO|Fixed|JSON|Locale(?:Date|Time)|Date)\w*|getTime|now|format(?:ISO\w*|Date\w*)?|randomUUID|uuid|v4|nanoid|digest|count)$|escap|quot|saniti[sz]|safe|slugif|literal|encodeFilter/i;
const TEXT_METHODS = new Set([
  ...['trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'normalize', 'toString', 'valueOf', 'concat'],
  ...['slice', 'substring', 'substr', 'split', 'join', 'at', 'replace', 'replaceAll', 'filter', 'flat', 'sort', 'find'],
]);
const ITERATING = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'some', 'every', 'reduce', 'then', 'sort']);
/** `searchParams.get('email')`, `formData.get(…)`. */
const INPUT_METHODS = new Set(['get', 'getAll', 'param', 'query', 'header']);

function removesQuotes(
  name: string,
  { arguments: [pattern, replacement] }: TSESTree.CallExpression,
  quote: string,
): boolean {
  if ((name !== 'replace' && name !== 'replaceAll') || pattern?.type !== 'Literal' || replacement === undefined)
    return false;
  // Two quotes in place of one are an escape in SQL, not in a filter.
  if (replacement.type === 'Literal' && /^(['"])\1$/.test(String(replacement.value))) return false;
  if ('regex' in pattern) return pattern.regex.flags.includes('g') && findsQuotes(pattern.regex.pattern, quote);
  return name === 'replaceAll' && pattern.value === quote;
}

const LIMITING_SCHEMA =
  /^(?:enum|nativeEnum|literal|number|boolean|date|datetime|email|uuid|ulid|cuid2?|regex|int|coerce)$/;

/** `tool(name, { status: z.enum(['draft', 'sent']) }, ({ status }) => …)`. */
function isLimitedBySchema(call: TSESTree.CallExpression, key: string | undefined): boolean {
  let isLimited = false;
  visit(call, at => {
    if (at.type !== 'Property' || at.value.type !== 'CallExpression' || staticName(at) !== key) return;
    isLimited ||= spelledNames(at.value).some(name => LIMITING_SCHEMA.test(name));
  });
  return isLimited;
}

function parameterAround(name: TSESTree.Node): TSESTree.Node {
  let at = name;
  while (at.parent && !isFunction(at.parent) && at.parent.type !== 'TSParameterProperty') at = at.parent;
  return at;
}

/** The key that a name has in a pattern of one level. */
function keyInPattern({ parent }: TSESTree.Node): string | undefined {
  const property = parent?.type === 'AssignmentPattern' ? parent.parent : parent;
  return property?.type === 'Property' ? staticName(property) : undefined;
}

/** The expressions that are written behind a key of an object of the checked code. */
function propertiesWritten(holder: TSESTree.Node, name: string): TSESTree.Node[] {
  const frame = moduleOf(holder)?.frame;
  const objects = frame ? alternativesOf(evaluate(holder, frame)) : [];
  return objects.flatMap(object => {
    const keys = object.kind === 'object' ? keysOf(object.properties.get(name)) : [];
    return keys.flatMap(({ parent }) => {
      if (parent?.type === 'Property') return [parent.value];
      const assignment = parent?.type === 'MemberExpression' ? parent.parent : undefined;
      return assignment?.type === 'AssignmentExpression' ? [assignment.right] : [];
    });
  });
}

/** Variables that hold what somebody else sent. */
const INPUTS =
  /^_?(?:req|request|params|query|body|input|args?|options|opts|filters?|ctx|context|form|searchParams|props)$/i;
const CONFIGURATIONS = /config|settings|constants|^env$|^[A-Z][A-Z\d_]+$/;

function isInput(holder: TSESTree.Node): boolean {
  return INPUTS.test(spelledNames(holder)[0] ?? '');
}

function isConfiguration(holder: TSESTree.Node): boolean {
  return holder.type !== 'CallExpression' && CONFIGURATIONS.test(spelledNames(holder)[0] ?? '');
}

/** What a schema parsed: `schema.parse(body)`, `const { data } = schema.safeParse(body)`. */
function isValidatedObject(holder: TSESTree.Node): boolean {
  let at = unwrap(holder);
  while (at.type === 'MemberExpression') at = unwrap(at.object);
  if (at.type === 'Identifier') {
    const [definition] = variableOf(at)?.defs ?? [];
    const init = definition?.type === 'Variable' ? definition.node.init : undefined;
    return init !== null && init !== undefined && isValidatedObject(init);
  }
  const names = at.type === 'CallExpression' ? spelledNames(at.callee) : [];
  return (
    /^(?:parse|parseAsync|safeParse|safeParseAsync|validate\w*|validated|valid)$/.test(names.at(-1) ?? '') &&
    names[0] !== 'JSON'
  );
}

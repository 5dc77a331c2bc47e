import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../../http/request.ts';
import { type Module, moduleOf, variableOf } from '../../program/module.ts';
import { enclosingFunction, positionalParameters, spelledNames, staticName } from '../../program/node.ts';
import type { FunctionNode } from '../../values/value.ts';
import { looksAtError } from './caught-errors.ts';
import { calledFunction, constantOf, usesOf, withoutTypes, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';
import { readsErrors } from './response-uses.ts';
import { ANSWERED, type ResultPlan, resultPlan } from './result-edits.ts';
import { objectAsText, piecesAt } from './url-pieces.ts';
import { type Extra, readWrapperBody, type WrapperBody } from './wrapper-body.ts';
import { HARMLESS_OF_FETCH, isHarmless, parsedFrom, stringified, type WrittenRequest } from './written-request.ts';

/** A call of a wrapper that is read as the request that it sends. */
export interface WrappedRequest {
  written: WrittenRequest;
  wrapper: FunctionNode;
  body: WrapperBody;
}

/** Reads the call of a function that sends what it is given with `fetch`, and gives the answer. @throws Refusal */
export function readWrapped(call: TSESTree.CallExpression, request: HttpRequest, module: Module): WrappedRequest {
  const sender = request.node;
  const wrapper = enclosingFunction(sender);
  if (sender.type !== 'CallExpression' || moduleOf(sender) !== module) return refuse('the wrapper is in another file');
  if (!wrapper || calledFunction(call.callee) !== wrapper) return refuse('the wrapper is called through others');
  if (request.client !== 'fetch') return refuse('the wrapper is not one of fetch');
  const body = readWrapperBody(wrapper, sender);
  if (body.extras.has('error texts') && looksAtError(call)) refuse("the caller looks at the wrapper's errors");
  const reading = { wrapper, call, extras: body.extras };
  const [address, options] = sender.arguments;
  const given = (node: TSESTree.Node): TSESTree.Node | undefined => givenFor(node, reading);
  const url = address && pathIn(address, module);
  return {
    written: {
      call,
      family: 'fetch',
      url: (url && given(url)) ?? refuse('the wrapper makes the address in another way'),
      query: undefined,
      body: options && bodyIn(options, given, body.extras),
      isJson: false,
    },
    wrapper,
    body,
  };
}

interface Wrapping {
  wrapper: FunctionNode;
  call: TSESTree.CallExpression;
}

/** What the call gives for a parameter that keeps its value, or for a property of one: `body`, `init.body`. */
function givenFor(node: TSESTree.Node, wrapping: Wrapping): TSESTree.Node | undefined {
  const at = withoutTypes(node);
  if (at.type === 'MemberExpression') return propertyOf(givenFor(at.object, wrapping), staticName(at));
  if (at.type === 'LogicalExpression' && at.operator !== '&&') return givenFor(at.left, wrapping);
  const variable = at.type === 'Identifier' ? variableOf(at) : undefined;
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition || variable.references.some(reference => reference.isWrite() && reference.init !== true))
    return refuse('the wrapper changes what it is given');
  const { wrapper, call } = wrapping;
  const parameter = positionalParameters(wrapper).findIndex(each => isAround(each, definition.name));
  if (parameter >= 0) {
    const argument = call.arguments[parameter];
    if (argument?.type === 'SpreadElement') return refuse('arguments are spread');
    return takenApart(withoutDefault(positionalParameters(wrapper)[parameter]), definition.name, argument);
  }
  const declarator = definition.node;
  if (declarator.type !== 'VariableDeclarator' || !declarator.init || declarator.id.type !== 'ObjectPattern')
    return refuse('the wrapper changes what it is given');
  return takenApart(declarator.id, definition.name, givenFor(declarator.init, wrapping));
}

function withoutDefault(node: TSESTree.Node | undefined): TSESTree.Node | undefined {
  return node?.type === 'AssignmentPattern' ? node.left : node;
}

/** The part of a value that a pattern gives to a name. */
function takenApart(
  pattern: TSESTree.Node | undefined,
  name: TSESTree.Node,
  value: TSESTree.Node | undefined,
): TSESTree.Node | undefined {
  if (pattern === name) return value;
  const property =
    pattern?.type === 'ObjectPattern'
      ? pattern.properties.find(each => each.type === 'Property' && withoutDefault(each.value) === name)
      : undefined;
  if (property?.type !== 'Property') return refuse('the wrapper changes what it is given');
  return propertyOf(value, staticName(property));
}

/** A property of options that are written in the call, and have nothing but what the SDK does anyway. */
function propertyOf(value: TSESTree.Node | undefined, name: string | undefined): TSESTree.Node | undefined {
  if (!value) return undefined;
  const at = writtenAt(value);
  if (at.type !== 'ObjectExpression') return refuse('the options are not written in the call');
  let found: TSESTree.Node | undefined;
  for (const property of at.properties) {
    const key = property.type === 'Property' ? staticName(property) : refuse('options are spread');
    if (key !== name && !HARMLESS_OF_FETCH.includes(key ?? ''))
      refuse(`the option '${key ?? '?'}' is not one of the SDK`);
    if (key === name) found = (property as TSESTree.Property).value;
  }
  return found;
}

function isAround(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The parameter behind a known base: `${BASE}${path}`. */
function pathIn(address: TSESTree.Node, module: Module): TSESTree.Node | undefined {
  const pieces = piecesAt(objectAsText(address), module);
  const last = pieces.at(-1)?.node;
  return pieces.slice(0, -1).every(({ node }) => node === undefined) && last?.type === 'Identifier' ? last : undefined;
}

type Given = (node: TSESTree.Node) => TSESTree.Node | undefined;

/** What is sent, of the options of the wrapper's own call: `{ ...init, headers }`, `{ method, body: JSON.stringify(body) }`. */
function bodyIn(options: TSESTree.Node, given: Given, extras: Set<Extra>): TSESTree.Node | undefined {
  const at = writtenAt(options);
  if (at.type === 'Identifier') return bodyInSpread(at, given, extras);
  if (at.type !== 'ObjectExpression') return refuse('the wrapper has options that are not known');
  let body: TSESTree.Node | undefined;
  for (const property of at.properties) {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    if (property.type === 'SpreadElement') body = bodyInSpread(withoutTypes(property.argument), given, extras) ?? body;
    else if (name === 'body') body = bodyOf(property.value, given);
    else if (name === 'signal' && isTimeLimit(property.value)) extras.add('time limit');
    else if (!isHarmless(name, property.value)) refuse('the wrapper has options of its own');
  }
  for (const assigned of assignedBodies(options)) body ??= bodyOf(assigned, given);
  return body;
}

/** `options.body = JSON.stringify(body)` */
function assignedBodies(options: TSESTree.Node): TSESTree.Node[] {
  const constant = constantOf(withoutTypes(options));
  const assigned = constant ? usesOf(constant.variable).flatMap(use => assignmentTo(use) ?? []) : [];
  return assigned.flatMap(({ left, right }) => {
    const name = left.type === 'MemberExpression' ? staticName(left) : undefined;
    if (name !== 'body' && name !== 'headers') refuse('the wrapper has options of its own');
    return name === 'body' ? [right] : [];
  });
}

function assignmentTo({ parent }: TSESTree.Node): TSESTree.AssignmentExpression | undefined {
  const assignment = parent?.type === 'MemberExpression' ? parent.parent : undefined;
  return assignment?.type === 'AssignmentExpression' && assignment.left === parent ? assignment : undefined;
}

/** `AbortSignal.timeout(…)`, or the signal of a controller of the wrapper. */
function isTimeLimit(node: TSESTree.Node): boolean {
  const at = writtenAt(node);
  const member = at.type === 'CallExpression' ? at.callee : at;
  if (member.type !== 'MemberExpression') return false;
  const object = writtenAt(member.object);
  if (object.type === 'NewExpression')
    return staticName(member) === 'signal' && spelledNames(object.callee).join() === 'AbortController';
  return spelledNames(member).join('.') === 'AbortSignal.timeout';
}

/** `...init`, `...(body && { body: JSON.stringify(body) })`, `...(body ? { body: JSON.stringify(body) } : {})` */
function bodyInSpread(node: TSESTree.Node, given: Given, extras: Set<Extra>): TSESTree.Node | undefined {
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return bodyInSpread(withoutTypes(node.right), given, extras);
  if (node.type === 'ConditionalExpression') return bodyInSpread(withoutTypes(node.consequent), given, extras);
  if (node.type === 'ObjectExpression') return bodyIn(node, given, extras);
  const argument = given(node);
  const at = argument && writtenAt(argument);
  if (!at) return undefined;
  if (at.type !== 'ObjectExpression') return refuse('the options are not written in the call');
  let body: TSESTree.Node | undefined;
  for (const property of at.properties) {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    if (property.type !== 'Property' || !isHarmless(name, property.value))
      return refuse(`the option '${name ?? '?'}' is not one of the SDK`);
    if (name === 'body') body = parsedFrom(property.value);
  }
  return body;
}

/** `JSON.stringify(body)`, `body ? JSON.stringify(body) : undefined`, or what is text already. */
function bodyOf(node: TSESTree.Node, given: Given): TSESTree.Node | undefined {
  const at = writtenAt(node);
  if (at.type === 'ConditionalExpression')
    return bodyOf(isNothing(at.consequent) ? at.alternate : at.consequent, given);
  if (at.type === 'LogicalExpression' && at.operator === '&&') return bodyOf(at.right, given);
  const json = stringified(at);
  if (json) return given(json);
  const argument = given(at);
  return argument && parsedFrom(argument);
}

function isNothing(node: TSESTree.Node): boolean {
  return (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'Literal' && node.value === null);
}

/** What becomes of the result of a wrapper. @param isRead whether the API has a body for every answer @throws Refusal */
export function wrappedResultPlan(wrapped: WrappedRequest, isRead: boolean, source: string): ResultPlan {
  const { written, body } = wrapped;
  const { call } = written;
  if (body.gives === 'response' && body.throws) refuse('the wrapper gives a response that it looked at');
  if (body.gives === 'response') return resultPlan(written, source);
  const awaited = call.parent.type === 'AwaitExpression' ? call.parent : undefined;
  const isUnused = (awaited ?? call).parent?.type === 'ExpressionStatement';
  if (isUnused)
    return awaited ? { replaced: call, write: text => text, edits: [] } : refuse('nobody waits for the call');
  if (body.gives === 'nothing') return refuse('the wrapper gives nothing');
  return jsonResultPlan(wrapped, isRead, source);
}

/** What becomes of a call whose value is the JSON of the answer. */
function jsonResultPlan({ written, wrapper, body }: WrappedRequest, isRead: boolean, source: string): ResultPlan {
  const { call } = written;
  const type = typeOfAnswer(call, wrapper, source);
  const answered = !body.throws && readsErrors([call], source) ? ANSWERED : '';
  const empty = body.empty && !isRead ? ` || ${source.slice(...withoutTypes(body.empty).range)}` : '';
  const as = type === undefined ? '' : ` as ${type}`;
  const grouped = (text: string): string => (as === '' || empty === '' ? text : `(${text})`);
  if (call.parent.type !== 'AwaitExpression') {
    const isObject = empty.endsWith('}');
    const data = `${grouped(`response.data${empty}`)}${as}`;
    return {
      replaced: call,
      write: text => `${text}${answered}.then(({ response }) => ${isObject ? `(${data})` : data})`,
      edits: [],
    };
  }
  return {
    replaced: call.parent,
    write: text => {
      const data = `${grouped(`(await ${text}${answered}).response.data${empty}`)}${as}`;
      return as === '' && empty === '' ? data : `(${data})`;
    },
    edits: [],
  };
}

/** The type that the wrapper declares, so that what is made of the answer compiles as before. */
function typeOfAnswer(
  { typeArguments, callee }: TSESTree.CallExpression,
  wrapper: FunctionNode,
  source: string,
): string | undefined {
  if (typeArguments) {
    const [only] = typeArguments.params;
    const name = wrapper.typeParameters?.params[0]?.name.name;
    const isAnswer =
      typeArguments.params.length === 1 &&
      wrapper.returnType &&
      source.slice(...wrapper.returnType.range) === `: Promise<${name ?? ''}>`;
    return only && isAnswer ? source.slice(...only.range) : refuse('the type of the answer is written down');
  }
  const declared = wrapper.returnType && source.slice(...wrapper.returnType.range);
  if (declared === undefined || declared === ': Promise<any>') return undefined;
  const [parameter, ...others] = wrapper.typeParameters?.params ?? [];
  if (parameter) {
    const isAnswer = others.length === 0 && declared === `: Promise<${parameter.name.name}>`;
    const assumed = parameter.default && source.slice(...parameter.default.range);
    if (!isAnswer || (assumed !== 'any' && assumed !== 'unknown')) refuse('the type of the answer is written down');
    return assumed === 'any' ? undefined : assumed;
  }
  const name = source.slice(...callee.range);
  return /^(?:this\.)?\w+$/.test(name)
    ? `Awaited<ReturnType<typeof ${name}>>`
    : refuse('the type of the answer is written down');
}

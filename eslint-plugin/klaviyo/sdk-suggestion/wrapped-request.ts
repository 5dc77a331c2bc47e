import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../../http/request.ts';
import { type Module, moduleOf, variableOf } from '../../program/module.ts';
import { enclosingFunction, staticName } from '../../program/node.ts';
import type { FunctionNode } from '../../values/value.ts';
import { calledFunction, withoutTypes, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';
import type { ResultPlan } from './result-edits.ts';
import { isGuard, onlyThrows } from './response-uses.ts';
import { objectAsText, piecesAt } from './url-pieces.ts';
import { HARMLESS_OF_FETCH, parsedFrom, stringified, type WrittenRequest } from './written-request.ts';

/** A call of a wrapper that is read as the request that it sends. */
export interface WrappedRequest {
  written: WrittenRequest;
  /** What the wrapper gives: the response itself, or its JSON. */
  gives: 'response' | 'json';
  wrapper: FunctionNode;
}

/** Reads the call of a function that does nothing but send what it is given with `fetch`. @throws Refusal */
export function readWrapped(call: TSESTree.CallExpression, request: HttpRequest, module: Module): WrappedRequest {
  const sender = request.node;
  const wrapper = enclosingFunction(sender);
  if (sender.type !== 'CallExpression' || moduleOf(sender) !== module) return refuse('the wrapper is in another file');
  if (!wrapper || calledFunction(call.callee) !== wrapper) return refuse('the wrapper is called through others');
  if (request.client !== 'fetch') return refuse('the wrapper is not one of fetch');
  const gives = givenBy(wrapper, sender);
  const [address, options] = sender.arguments;
  const given = (node: TSESTree.Node): TSESTree.Node | undefined => argumentFor(withoutTypes(node), { wrapper, call });
  const url = address && pathIn(address, module);
  return {
    written: {
      call,
      family: 'fetch',
      url: (url && given(url)) ?? refuse('the wrapper makes the address in another way'),
      query: undefined,
      body: options && bodyIn(options, given),
      isJson: false,
    },
    gives,
    wrapper,
  };
}

interface Wrapping {
  wrapper: FunctionNode;
  call: TSESTree.CallExpression;
}

/** What the call gives for a parameter that keeps its value. */
function argumentFor(node: TSESTree.Node, { wrapper, call }: Wrapping): TSESTree.Node | undefined {
  const variable = node.type === 'Identifier' ? variableOf(node) : undefined;
  const [definition] = variable?.defs ?? [];
  const index = wrapper.params.findIndex(
    parameter => (parameter.type === 'AssignmentPattern' ? parameter.left : parameter) === definition?.name,
  );
  if (!variable || index < 0) return refuse('the wrapper changes what it is given');
  if (variable.references.some(reference => reference.isWrite() && reference.init !== true))
    refuse('the wrapper changes what it is given');
  const argument = call.arguments[index];
  return argument?.type === 'SpreadElement' ? refuse('arguments are spread') : argument;
}

/** The parameter behind a known base: `${BASE}${path}`. */
function pathIn(address: TSESTree.Node, module: Module): TSESTree.Node | undefined {
  const pieces = piecesAt(objectAsText(address), module);
  const last = pieces.at(-1)?.node;
  return pieces.slice(0, -1).every(({ node }) => node === undefined) && last?.type === 'Identifier' ? last : undefined;
}

type Given = (node: TSESTree.Node) => TSESTree.Node | undefined;

/** What is sent, of the options of the wrapper's own call: `{ ...init, headers }`, `{ method, body: JSON.stringify(body) }`. */
function bodyIn(options: TSESTree.Node, given: Given): TSESTree.Node | undefined {
  const at = writtenAt(options);
  if (at.type !== 'ObjectExpression') return refuse('the wrapper has options that are not known');
  let body: TSESTree.Node | undefined;
  for (const property of at.properties) {
    if (property.type === 'SpreadElement') body = bodyInSpread(withoutTypes(property.argument), given) ?? body;
    else if (staticName(property) === 'body') body = bodyOf(property.value, given);
    else if (!HARMLESS_OF_FETCH.includes(staticName(property) ?? '')) refuse('the wrapper has options of its own');
  }
  return body;
}

/** `...init`, `...(body && { body: JSON.stringify(body) })`, `...(body ? { body: JSON.stringify(body) } : {})` */
function bodyInSpread(node: TSESTree.Node, given: Given): TSESTree.Node | undefined {
  if (node.type === 'LogicalExpression' && node.operator === '&&') return bodyInSpread(withoutTypes(node.right), given);
  if (node.type === 'ConditionalExpression') return bodyInSpread(withoutTypes(node.consequent), given);
  if (node.type === 'ObjectExpression') return bodyIn(node, given);
  const argument = given(node);
  const at = argument && writtenAt(argument);
  if (!at) return undefined;
  if (at.type !== 'ObjectExpression') return refuse('the options are not written in the call');
  let body: TSESTree.Node | undefined;
  for (const property of at.properties) {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    if (!HARMLESS_OF_FETCH.includes(name ?? '')) refuse(`the option '${name ?? '?'}' is not one of the SDK`);
    if (name === 'body') body = parsedFrom((property as TSESTree.Property).value);
  }
  return body;
}

/** `JSON.stringify(body)`, `body ? JSON.stringify(body) : undefined`, or what is text already. */
function bodyOf(node: TSESTree.Node, given: Given): TSESTree.Node | undefined {
  const at = withoutTypes(node);
  if (at.type === 'ConditionalExpression') return bodyOf(at.consequent, given);
  if (at.type === 'LogicalExpression' && at.operator === '&&') return bodyOf(at.right, given);
  const json = stringified(at);
  if (json) return given(json);
  const argument = given(at);
  return argument && parsedFrom(argument);
}

/** What a wrapper gives, if it does nothing else than to send, to throw for a failure and to read the answer. */
function givenBy(wrapper: FunctionNode, sender: TSESTree.CallExpression): WrappedRequest['gives'] {
  const outer = sender.parent.type === 'AwaitExpression' ? sender.parent : sender;
  if (wrapper.body.type !== 'BlockStatement')
    return wrapper.body === outer ? 'response' : refuse('the wrapper does more');
  const statements = wrapper.body.body;
  const last = statements.at(-1);
  const isPlain = statements.slice(0, -1).every(isPreparation);
  if (!isPlain || last?.type !== 'ReturnStatement' || !last.argument) return refuse('the wrapper does more');
  const returned = withoutTypes(writtenAt(last.argument));
  if (returned === outer || isResponse(returned, outer)) return 'response';
  const read = returned.type === 'AwaitExpression' ? returned.argument : returned;
  const isJson =
    read.type === 'CallExpression' &&
    read.callee.type === 'MemberExpression' &&
    staticName(read.callee) === 'json' &&
    isResponse(read.callee.object, outer);
  return isJson ? 'json' : refuse('the wrapper does more');
}

/** A declaration, or a check that throws. */
function isPreparation(statement: TSESTree.Statement): boolean {
  if (statement.type === 'VariableDeclaration') return true;
  if (statement.type !== 'IfStatement' || statement.alternate) return false;
  const [test] = [withoutTypes(statement.test)];
  const isMissing =
    test.type === 'UnaryExpression' && test.argument.type === 'Identifier' && onlyThrows(statement.consequent);
  return isMissing || isGuard(statement);
}

function isResponse(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return node.type === 'Identifier' && writtenAt(node) === outer;
}

/** What becomes of a call whose value is the JSON of the answer. */
export function jsonResultPlan(call: TSESTree.CallExpression, wrapper: FunctionNode, source: string): ResultPlan {
  const awaited = call.parent.type === 'AwaitExpression' ? call.parent : undefined;
  const isUnused = (awaited ?? call).parent?.type === 'ExpressionStatement';
  if (isUnused)
    return awaited ? { replaced: call, write: text => text, edits: [] } : refuse('nobody waits for the call');
  const type = typeOfAnswer(call, wrapper, source);
  if (!awaited)
    return {
      replaced: call,
      write: text => `${text}.then(({ response }) => response.data${type ? ` as ${type}` : ''})`,
      edits: [],
    };
  return {
    replaced: awaited,
    write: text => (type ? `((await ${text}).response.data as ${type})` : `(await ${text}).response.data`),
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
  if (!wrapper.returnType || source.slice(...wrapper.returnType.range) === ': Promise<any>') return undefined;
  if (callee.type !== 'Identifier' || wrapper.typeParameters) return refuse('the type of the answer is written down');
  return `Awaited<ReturnType<typeof ${callee.name}>>`;
}

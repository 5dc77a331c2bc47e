import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, staticName } from '../../program/node.ts';
import type { Edit } from './edits.ts';
import { usesOf, withoutTypes } from './names.ts';
import { refuse } from './refusal.ts';
import { type ResponseEdits, responseEdits } from './response-uses.ts';
import type { Family, WrittenRequest } from './written-request.ts';

/** How the answer of the SDK takes the place of that of the raw call. */
export interface ResultPlan {
  /** What is replaced by the new call. */
  replaced: TSESTree.Node;
  /** The new text of it. @param call the promise of the SDK */
  write(call: string): string;
  /** What else changes. */
  edits: Edit[];
}

/** The SDK throws for an answer that is none of success; this gives that answer instead, as `fetch` does. */
export const ANSWERED = '.catch((error) => (error.response ? error : Promise.reject(error)))';

const INNER = '.then(({ response }) => response)';

/** Plans what becomes of the result: the SDK gives `{ response }`, where `response.data` is the JSON as it came. @throws Refusal */
export function resultPlan({ call, family, isJson }: WrittenRequest, source: string): ResultPlan {
  const { parent } = call;
  if (call.typeArguments) return typedPlan(call, family, source);
  if (parent?.type === 'AwaitExpression') return awaitedPlan(parent, { family, isJson, source });
  if (isReadAsJson(call) && family !== 'fetch') return jsonPlan(call);
  if (family === 'axios') return axiosChainPlan(call, source);
  if (parent?.type === 'MemberExpression' && staticName(parent) === 'then') return chainPlan(call, family, source);
  if (parent?.type === 'MemberExpression' && staticName(parent) === 'catch' && isUnused(parent.parent))
    return { replaced: call, write: text => text, edits: [] };
  const element = parent?.type === 'ArrayExpression' ? elementIn(parent, call) : undefined;
  if (element && family === 'fetch') {
    const { edits, isTested } = usesEdits(element, family, source);
    return { replaced: call, write: text => `${text}${isTested ? ANSWERED : ''}${INNER}`, edits };
  }
  if (parent?.type === 'ExpressionStatement') return refuse('nobody waits for the call');
  return refuse('the response is passed on');
}

/** `await axios.get<Answer>(…)`, of which nothing but `data` is read: the SDK does not know that type. */
function typedPlan(call: TSESTree.CallExpression, family: Family, source: string): ResultPlan {
  const awaited = call.parent;
  const declarator = awaited?.parent;
  const [type] = call.typeArguments?.params ?? [];
  if (family !== 'axios' || awaited?.type !== 'AwaitExpression' || !type)
    return refuse('the type of the answer is written down');
  const isData = declarator?.type === 'VariableDeclarator' && declarator.init === awaited && onlyDataOf(declarator.id);
  if (!isData) return refuse('the type of the answer is written down');
  const answer = `{ data: ${source.slice(...type.range)} }`;
  return { replaced: awaited, write: text => `(await ${text}).response as ${answer}`, edits: [] };
}

function onlyDataOf(id: TSESTree.Node): boolean {
  const isData = (node: TSESTree.Node | undefined): boolean =>
    (node?.type === 'Property' || node?.type === 'MemberExpression') && staticName(node) === 'data';
  if (id.type === 'ObjectPattern') return id.properties.every(isData);
  const variable = id.type === 'Identifier' && !id.typeAnnotation ? variableOf(id) : undefined;
  return variable !== undefined && usesOf(variable).every(({ parent }) => isData(parent));
}

interface Reading {
  family: Family;
  isJson: boolean;
  source: string;
}

function awaitedPlan(awaited: TSESTree.AwaitExpression, { family, isJson, source }: Reading): ResultPlan {
  const call = awaited.argument;
  const outer = outerOf(awaited);
  const { parent } = outer;
  if (isUnused(outer)) return { replaced: call, write: text => text, edits: [] };
  if (parent?.type === 'VariableDeclarator' && parent.init === outer && parent.id.type === 'Identifier') {
    if (family === 'got') return refuse('the response of got is kept');
    const { id } = parent;
    const { edits, isTested, isRead } = usesEdits(id, family, source);
    const declaration = parent.parent;
    if (!isRead && declaration.declarations.length === 1 && declaration.parent.type !== 'ExportNamedDeclaration')
      return {
        replaced: call,
        write: text => text,
        edits: [{ range: [declaration.range[0], awaited.range[0]], text: '' }, ...edits],
      };
    return {
      replaced: call,
      write: text => `${text}${isTested ? ANSWERED : ''}`,
      edits: [{ range: id.range, text: pattern(id.name) }, ...edits],
    };
  }
  if (family === 'axios') return { replaced: awaited, write: text => `(await ${text}).response`, edits: [] };
  const body = isJson && family === 'got' ? bodyPattern(parent) : undefined;
  if (body)
    return {
      replaced: call,
      write: text => text,
      edits: [{ range: body.range, text: '{ response: { data: body } }' }],
    };
  if (parent?.type === 'MemberExpression' && parent.object === outer && family !== 'got')
    return memberPlan(awaited, parent);
  return refuse('the response is passed on');
}

function pattern(name: string): string {
  return name === 'response' ? '{ response }' : `{ response: ${name} }`;
}

/** `const { body } = await got(…)` */
function bodyPattern(parent: TSESTree.Node | undefined): TSESTree.Node | undefined {
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return undefined;
  const [only, ...others] = parent.id.properties;
  const isBody = only?.type === 'Property' && only.shorthand && staticName(only) === 'body';
  return isBody && others.length === 0 ? parent.id : undefined;
}

/** `(await fetch(…)).json()`, with `await` or where a promise is wanted anyway. */
function memberPlan(awaited: TSESTree.AwaitExpression, member: TSESTree.MemberExpression): ResultPlan {
  const read = member.parent;
  const isJson = staticName(member) === 'json' && read?.type === 'CallExpression' && read.arguments.length === 0;
  if (!isJson) return refuse('the response is read in another way');
  const replaced = read.parent?.type === 'AwaitExpression' ? read.parent : read;
  return { replaced, write: text => `(await ${text}).response.data`, edits: [] };
}

/** `got.post(…).json()`, `ky.get(…).json()` */
function isReadAsJson(call: TSESTree.CallExpression): boolean {
  const { parent } = call;
  return parent?.type === 'MemberExpression' && parent.object === call && staticName(parent) === 'json';
}

function jsonPlan(call: TSESTree.CallExpression): ResultPlan {
  const read = call.parent?.parent;
  if (read?.type !== 'CallExpression') return refuse('the response is read in another way');
  if (read.parent?.type !== 'AwaitExpression')
    return { replaced: read, write: text => `${text}.then(({ response }) => response.data)`, edits: [] };
  const isStatement = read.parent.parent?.type === 'ExpressionStatement';
  return isStatement
    ? { replaced: read, write: text => text, edits: [] }
    : { replaced: read.parent, write: text => `(await ${text}).response.data`, edits: [] };
}

/** What axios gives and what the SDK gives as `response` are of one kind. */
function axiosChainPlan(call: TSESTree.CallExpression, source: string): ResultPlan {
  const { parent } = call;
  if (parent?.type === 'ExpressionStatement') return { replaced: call, write: text => text, edits: [] };
  const isThen = parent?.type === 'MemberExpression' && staticName(parent) === 'then';
  const [callback] = isThen && parent.parent.type === 'CallExpression' ? parent.parent.arguments : [];
  const parameter = isFunction(callback) ? callback.params[0] : undefined;
  if (parameter?.type === 'Identifier')
    return {
      replaced: call,
      write: text => text,
      edits: [{ range: parameter.range, text: parenthesized(parameter, pattern(parameter.name), source) }],
    };
  return { replaced: call, write: text => `${text}${INNER}`, edits: [] };
}

/** `fetch(…).then(res => res.json())` */
function chainPlan(call: TSESTree.CallExpression, family: Family, source: string): ResultPlan {
  const then = call.parent?.parent;
  const [callback] = then?.type === 'CallExpression' ? then.arguments : [];
  if (!isFunction(callback)) return refuse('the response is passed on');
  const [parameter] = callback.params;
  if (!parameter) return { replaced: call, write: text => text, edits: [] };
  if (parameter.type !== 'Identifier') return refuse('the response is read in another way');
  const { edits, isTested } = usesEdits(parameter, family, source);
  return {
    replaced: call,
    write: text => `${text}${isTested ? ANSWERED : ''}`,
    edits: [{ range: parameter.range, text: parenthesized(parameter, pattern(parameter.name), source) }, ...edits],
  };
}

/** A parameter that is taken apart stands in parentheses. */
function parenthesized(parameter: TSESTree.Node, text: string, source: string): string {
  const before = source.slice(parameter.parent?.range[0], parameter.range[0]);
  return before.includes('(') ? text : `(${text})`;
}

/** The name in `const [one, other] = await Promise.all([fetch(…), fetch(…)])`. */
function elementIn(list: TSESTree.ArrayExpression, call: TSESTree.Node): TSESTree.Identifier | undefined {
  const all = list.parent;
  const isAll =
    all?.type === 'CallExpression' &&
    all.callee.type === 'MemberExpression' &&
    staticName(all.callee) === 'all' &&
    all.parent?.type === 'AwaitExpression' &&
    all.parent.parent?.type === 'VariableDeclarator';
  const declarator = isAll ? all.parent?.parent : undefined;
  const names =
    declarator?.type === 'VariableDeclarator' && declarator.id.type === 'ArrayPattern' ? declarator.id : undefined;
  const name = names?.elements[list.elements.indexOf(call as TSESTree.Expression)];
  return name?.type === 'Identifier' ? name : undefined;
}

function usesEdits(name: TSESTree.Identifier, family: Family, source: string): ResponseEdits {
  const variable = variableOf(name) ?? refuse('the response is passed on');
  const isOnce = variable.references.every(reference => !reference.isWrite() || reference.init === true);
  if (!isOnce) refuse('the variable of the response gets another value');
  const uses = usesOf(variable);
  if (family === 'axios') return { edits: [], isTested: false, isRead: uses.length > 0 };
  return responseEdits(name.name, uses, { throwsByItself: family === 'ky', source });
}

function isUnused(node: TSESTree.Node | undefined): boolean {
  return (
    node?.parent?.type === 'ExpressionStatement' || (node?.parent?.type === 'AwaitExpression' && isUnused(node.parent))
  );
}

/** Around what only the type checker reads. */
function outerOf(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && withoutTypes(at.parent) === withoutTypes(node) && at.parent !== at) at = at.parent;
  return at;
}

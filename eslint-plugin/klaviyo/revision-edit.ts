import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { NEWEST_KNOWN_REVISION } from '../../src/vendors/klaviyo/revisions.ts';
import { mayHaveProperty } from '../edits/declared-type.ts';
import { insertFirst } from '../edits/property-edit.ts';
import { indentationAt, styleOf } from '../edits/source-style.ts';
import type { HttpRequest } from '../http/request.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { enclosingFunction, spelledNames, staticName, unwrap } from '../program/node.ts';
import { contains } from '../values/frame.ts';
import { keysOf } from '../values/key-origins.ts';
import type { ExternalCallValue, ObjectValue } from '../values/value.ts';

type Fix = TSESLint.ReportFixFunction;
type SourceCode = Readonly<TSESLint.SourceCode>;

/** Adds the header `revision` to a request: the text that is added, and the edit. */
export interface RevisionEdit {
  revision: string;
  fix: Fix;
}

/**
 * Adds the header where the others of the request are made: beside the key in headers that several calls share, in the headers of the
 * call itself, else as headers of the call. Undefined where that place is in another file or cannot be determined.
 *
 * @param call the reported one, which may lead to the request through functions
 * @param isFine whether a revision may be sent, for a constant of the file that holds one
 */
export function revisionEdit(
  request: HttpRequest,
  call: TSESTree.CallExpression,
  sourceCode: SourceCode,
  isFine: (revision: string) => boolean,
): RevisionEdit | undefined {
  const { quote } = styleOf(sourceCode);
  const constant = revisionConstant(request, call, sourceCode, isFine);
  const value = constant ?? `${quote}${NEWEST_KNOWN_REVISION}${quote}`;
  const editing: Editing = { request, call, sourceCode, value };
  const fix =
    besideKey(editing) ?? inOwnHeaders(editing) ?? besideSetter(editing) ?? inOptions(editing) ?? inChain(editing);
  return fix && { revision: constant ?? NEWEST_KNOWN_REVISION, fix };
}

interface Editing {
  request: HttpRequest;
  call: TSESTree.CallExpression;
  sourceCode: SourceCode;
  /** The revision, as it is written. */
  value: string;
}

/** `const REVISION = '2026-07-15';` at the top of the file, before what may be edited, unless that runs later. */
function revisionConstant(
  { headers }: HttpRequest,
  call: TSESTree.CallExpression,
  { ast, scopeManager }: SourceCode,
  isFine: (revision: string) => boolean,
): string | undefined {
  const places = [call, ...(headers.origins ?? []).map(({ node }) => node)].filter(node => node !== undefined);
  const first = Math.min(...places.filter(node => !enclosingFunction(node)).map(({ range }) => range[0]));
  for (const statement of ast.body) {
    if (statement.range[0] > first) return undefined;
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    for (const { id, init } of declaration.declarations) {
      const text = init && unwrap(init);
      const isNamed = id.type === 'Identifier' && /revision/i.test(id.name);
      const isGood = text?.type === 'Literal' && typeof text.value === 'string' && isFine(text.value);
      const isOnly =
        isNamed && (scopeManager?.scopes.filter(({ set }) => set.get(id.name)?.defs.length).length ?? 0) === 1;
      if (isNamed && isGood && isOnly) return id.name;
    }
  }
  return undefined;
}

/** The headers with the key, wherever in the file they are made: they are for nobody but Klaviyo. */
function besideKey({ request, sourceCode, value }: Editing): Fix | undefined {
  for (const origin of request.headers.origins ?? []) {
    if (origin.kind !== 'object') continue;
    for (const [name, read] of origin.properties) {
      const key = name.toLowerCase() === 'authorization' ? keysOf(read).at(-1) : undefined;
      const fix = key && isOf(sourceCode, key) ? besideNode(key, sourceCode, value) : undefined;
      if (fix) return fix;
    }
  }
  return undefined;
}

function isOf({ ast }: SourceCode, node: TSESTree.Node): boolean {
  return moduleOf(node)?.ast === ast;
}

function besideNode(key: TSESTree.Node, sourceCode: SourceCode, value: string): Fix | undefined {
  const object = key.parent?.type === 'Property' ? key.parent.parent : undefined;
  if (object?.type === 'ObjectExpression')
    return mayHaveProperty(object, 'revision') ? insertFirst(object, `revision: ${value}`, sourceCode) : undefined;
  const member = key.type === 'MemberExpression' ? key : key.parent;
  const statement = member?.type === 'MemberExpression' ? member.parent.parent : undefined;
  if (member?.type !== 'MemberExpression' || statement?.type !== 'ExpressionStatement') return undefined;
  const line = `${sourceCode.getText(member.object)}['revision'] = ${value}${endOf(statement, sourceCode)}`;
  return fixer => fixer.insertTextAfter(statement, `\n${indentationAt(statement, sourceCode)}${line}`);
}

function endOf(statement: TSESTree.Node, sourceCode: SourceCode): string {
  return sourceCode.getText(statement).endsWith(';') ? ';' : '';
}

/** The headers that the call itself holds, or that a variable holds for it alone. */
function inOwnHeaders({ request, call, sourceCode, value }: Editing): Fix | undefined {
  const objects = (request.headers.origins ?? []).flatMap(({ node }) =>
    node?.type === 'ObjectExpression' ? [node] : [],
  );
  const own = objects.findLast(node => contains(call, node) || (isOf(sourceCode, node) && isForOneCall(node, request)));
  return own && mayHaveProperty(own, 'revision') ? insertFirst(own, `revision: ${value}`, sourceCode) : undefined;
}

function isForOneCall(node: TSESTree.Node, request: HttpRequest): boolean {
  if (contains(request.node, node)) return true;
  const declared = node.parent?.type === 'VariableDeclarator' ? variableOf(node.parent.id) : undefined;
  const reads = declared?.references.filter(reference => reference.isRead()) ?? [];
  return reads.length === 1 && reads.every(({ identifier }) => contains(request.node, identifier));
}

/** `headers.set('Authorization', …)` is followed by the same for the revision. */
function besideSetter({ request, sourceCode, value }: Editing): Fix | undefined {
  const objects = (request.headers.origins ?? []).filter(
    (origin): origin is ExternalCallValue => origin.kind === 'externalCall',
  );
  for (const { mutations = [], node } of objects) {
    const setter = mutations.map(mutation => mutation.node).findLast(each => isSetter(each) && isOf(sourceCode, each));
    const statement = setter?.parent;
    if (setter?.type === 'CallExpression' && statement?.type === 'ExpressionStatement') {
      const line = `${sourceCode.getText(setter.callee)}('revision', ${value})${endOf(statement, sourceCode)}`;
      return fixer => fixer.insertTextAfter(statement, `\n${indentationAt(statement, sourceCode)}${line}`);
    }
    const [entries] = node.type === 'NewExpression' && isOf(sourceCode, node) ? node.arguments : [];
    if (entries?.type === 'ArrayExpression') return insertFirst(entries, `['revision', ${value}]`, sourceCode);
  }
  return undefined;
}

function isSetter(node: TSESTree.Node): boolean {
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  return callee?.type === 'MemberExpression' && /^(?:set|append)$/.test(staticName(callee) ?? '');
}

const WITH_OPTIONS =
  /^(?:fetch|node-fetch|cross-fetch|isomorphic-fetch|undici(?:#fetch)?|axios|got|ky|ofetch(?:#.*)?|\$fetch)\b/;

/** The options of the call, which name no headers, or headers that others share. */
function inOptions({ request: { node, client, headers }, call, sourceCode, value }: Editing): Fix | undefined {
  if (node !== call || !isOf(sourceCode, node) || !WITH_OPTIONS.test(client.replace(/^#/, ''))) return undefined;
  const args = node.arguments;
  if (args.some(({ type }) => type === 'SpreadElement')) return undefined;
  const isAxios = client.startsWith('axios');
  const method = spelledNames(node.callee).at(-1) ?? '';
  const first = args[0] && unwrap(args[0]);
  const index = first?.type === 'ObjectExpression' ? 0 : isAxios && /^(?:post|put|patch)/.test(method) ? 2 : 1;
  const last = args.at(-1);
  if (last && args.length === index)
    return fixer => fixer.insertTextAfter(last, `, { headers: { revision: ${value} } }`);
  const options = args[index] && unwrap(args[index]);
  if (options?.type !== 'ObjectExpression') return undefined;
  const given = options.properties.find(property => property.type === 'Property' && staticName(property) === 'headers');
  if (given === undefined) {
    const isSpread = options.properties.some(({ type }) => type === 'SpreadElement');
    return isSpread || (headers.origins?.length ?? 0) > 0
      ? undefined
      : insertFirst(options, `headers: { revision: ${value} }`, sourceCode);
  }
  return given.type === 'Property' ? spreadInto(given, headers.origins ?? [], { sourceCode, value }) : undefined;
}

/** `headers: shared` as `headers: { ...shared, revision }`. */
function spreadInto(
  given: TSESTree.Property,
  origins: readonly (ObjectValue | ExternalCallValue)[],
  { sourceCode, value }: Pick<Editing, 'sourceCode' | 'value'>,
): Fix | undefined {
  const isPlain = origins.length > 0 && origins.every(({ kind }) => kind === 'object');
  if (!isPlain || given.value.type !== 'Identifier') return undefined;
  const spread = `${sourceCode.getText(given.key)}: { ...${given.value.name}, revision: ${value} }`;
  return fixer => fixer.replaceText(given, spread);
}

/** `.set('Authorization', …)` in a chain of calls. */
function inChain({ request: { node }, sourceCode, value }: Editing): Fix | undefined {
  if (!isOf(sourceCode, node)) return undefined;
  for (
    let at: TSESTree.Node = node;
    at.parent?.type === 'MemberExpression' && at.parent.parent.type === 'CallExpression';
  ) {
    const { property, parent }: TSESTree.MemberExpression = at.parent;
    const isSet =
      property.type === 'Identifier' &&
      property.name === 'set' &&
      parent.type === 'CallExpression' &&
      parent.arguments.length === 2;
    if (isSet) return fixer => fixer.insertTextAfter(parent, `.set('revision', ${value})`);
    at = parent;
  }
  return undefined;
}

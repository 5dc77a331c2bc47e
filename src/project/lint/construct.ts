import type { Linter, SourceCode } from 'eslint';

/** A node of the tree of any parser, as far as it is read here. */
interface Node {
  type: string;
  range: [number, number];
  [key: string]: unknown;
}

type Keys = SourceCode['visitorKeys'];

/**
 * Describes what a message is about by what formatting, quotes and renamed variables leave as it is: the names of members and the
 * texts of the construct, and the names of the function and the class around it.
 *
 * @param sourceCode with the tree that the message is about
 * @returns undefined where the message has no place in the tree
 */
export function constructAt(
  sourceCode: SourceCode,
  { line, column, endLine = line, endColumn = column }: Linter.LintMessage,
): string | undefined {
  const [start, end] = [offsetOf(sourceCode, line, column), offsetOf(sourceCode, endLine, endColumn)];
  const keys = sourceCode.visitorKeys;
  const way = widened(wayTo(sourceCode.ast as unknown as Node, [start, Math.max(start, end)], keys));
  const construct = way.at(-1);
  if (construct === undefined || construct.type === 'Program') return undefined;
  return JSON.stringify([...containersOf(way), wordsOf(construct, { keys, imported: importedNames(way[0]!) })]);
}

/** @returns -1 for a place that is not in the text */
function offsetOf(sourceCode: SourceCode, line: number, column: number): number {
  const { length } = sourceCode.lines[line - 1] ?? '';
  return line > sourceCode.lines.length || column - 1 > length
    ? -1
    : sourceCode.getIndexFromLoc({ line, column: column - 1 });
}

/** The nodes from the root to the smallest one that holds a stretch of the text. */
function wayTo(root: Node, [start, end]: [number, number], keys: Keys): Node[] {
  const way = [root];
  for (let next = childAround(root, [start, end], keys); next; next = childAround(next, [start, end], keys))
    way.push(next);
  return way;
}

/** A module may have thousands of statements and as many messages, so that no list of children is made for each. */
function childAround(node: Node, [start, end]: [number, number], keys: Keys): Node | undefined {
  const isAround = (child: unknown): child is Node => isNode(child) && child.range[0] <= start && end <= child.range[1];
  for (const key of keys[node.type] ?? []) {
    const child = node[key];
    const found = Array.isArray(child) ? (child as unknown[]).find(isAround) : child;
    if (isAround(found)) return found;
  }
  return undefined;
}

function childrenOf(node: Node, keys: Keys): Node[] {
  return (keys[node.type] ?? []).flatMap(key => [node[key]].flat()).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value;
}

const NAMES = new Set([
  'Identifier',
  'PrivateIdentifier',
  'MemberExpression',
  'ChainExpression',
  'TSNonNullExpression',
]);

/** A rule reports the name of a method where it is about the call. */
function widened(way: readonly Node[]): readonly Node[] {
  let last = way.length - 1;
  while (NAMES.has(way[last]?.type ?? '') && NAMES.has(way[last - 1]?.type ?? '')) last -= 1;
  const [node, parent] = [way[last], way[last - 1]];
  const isCalled = node && parent && NAMES.has(node.type) && isCall(parent) && parent['callee'] === node;
  return way.slice(0, isCalled ? last : last + 1);
}

function isCall({ type }: Node): boolean {
  return type === 'CallExpression' || type === 'NewExpression';
}

interface Tree {
  keys: Keys;
  imported: ReadonlyMap<string, string>;
}

/** What lies deeper in the arguments of a call may change without making it another one. */
const MOST_LEVELS = 2;

/** The words of a construct; variables are left out, and so are functions in it, types and punctuation. */
function wordsOf(node: Node, tree: Tree, level = 0): string[] {
  const words: string[] = [];
  const pending: (string | Node)[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') words.push(next);
    else for (const part of partsOf(next, tree, level).reverse()) pending.push(part);
  }
  return words;
}

/** What a node says itself, and the nodes in it that are as deep. */
function partsOf(node: Node, tree: Tree, level: number): (string | Node)[] {
  const within = (parts: unknown): string[] =>
    level < MOST_LEVELS ? nodesIn(parts).flatMap(part => wordsOf(part, tree, level + 1)) : [];
  switch (node.type) {
    case 'Literal':
      return [textOf(node)];
    case 'TemplateElement':
      return (node['value'] as { cooked?: string }).cooked ? [textOf(node)] : [];
    case 'Identifier':
      return [];
    case 'MemberExpression':
      return [...nodesIn(node['object']), ...nameOf(node['property'], node['computed'])];
    case 'CallExpression':
      return [...nodesIn(node['callee']), ...within(node['arguments'])];
    case 'NewExpression':
      return [...classNameOf(node['callee'], tree), ...nodesIn(node['callee']), ...within(node['arguments'])];
    case 'ObjectExpression':
      // Their order means nothing.
      return (node['properties'] as Node[]).map(part => within(part).join('\0')).sort();
    case 'Property':
      return [...nameOf(node['key'], node['computed']), ...nodesIn(node['value'])];
    case 'JSXIdentifier':
      return [String(node['name'])];
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'UnaryExpression':
      return [...(node['operator'] === '+' ? [] : [String(node['operator'])]), ...childrenOf(node, tree.keys)];
    case 'BlockStatement':
    case 'ArrayExpression':
      return within(childrenOf(node, tree.keys));
    default:
      return IS_LEFT_OUT.test(node.type) ? [] : childrenOf(node, tree.keys);
  }
}

function nodesIn(parts: unknown): Node[] {
  return [parts].flat().filter(isNode);
}

const IS_LEFT_OUT = /Function|^Class|^TS(?!AsExpression|SatisfiesExpression|NonNullExpression|TypeAssertion)/;

/** A relative import changes as its file moves, but for its last part. */
function textOf(node: Node): string {
  const value = node.type === 'TemplateElement' ? (node['value'] as { cooked: string }).cooked : node['value'];
  return String(value ?? node['raw']).replace(/^\.{1,2}\/(?:.*\/)?/, './');
}

/** A name that is written down; where it is computed, what computes it does not count. */
function nameOf(key: unknown, isComputed: unknown): string[] {
  if (!isNode(key)) return [];
  if (key.type === 'Literal') return [textOf(key)];
  if (isComputed === true) return [];
  return typeof key['name'] === 'string' ? [key['name']] : [];
}

/** What a module calls it that exports it; a name of this file may be another one tomorrow. */
function classNameOf(callee: unknown, { imported }: Tree): string[] {
  const [name = ''] = nameOf(callee, false);
  return [imported.get(name) ?? []].flat();
}

const imports = new WeakMap<Node, ReadonlyMap<string, string>>();

/** By the names of this file, those under which other modules export what it imports. */
function importedNames(root: Node): ReadonlyMap<string, string> {
  const known = imports.get(root) ?? findImportedNames(root);
  imports.set(root, known);
  return known;
}

function findImportedNames(root: Node): ReadonlyMap<string, string> {
  const specifiers = (root['body'] as Node[])
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap(statement => statement['specifiers'] as Node[]);
  return new Map(
    specifiers.flatMap(({ local, imported }) => {
      const [[here], [there]] = [nameOf(local, false), nameOf(imported, false)];
      return here !== undefined && there !== undefined ? [[here, there]] : [];
    }),
  );
}

/** The names of the nearest function and the nearest class around the last node, empty where there is none. */
function containersOf(way: readonly Node[]): [string, string] {
  const around = way.slice(0, -1);
  const nearest = (pattern: RegExp): string => {
    for (let index = around.length - 1; index > 0; index -= 1) {
      const node = around[index]!;
      const name = pattern.test(node.type) && !isShort(node) ? declaredName(node, way.slice(0, index)) : '';
      if (name !== '') return name;
    }
    return '';
  };
  return [nearest(/Function/), nearest(/^Class(?:Declaration|Expression)$/)];
}

/** The name of a function that is one expression stands in the line of what it holds, and is renamed with it. */
function isShort({ type, body }: Node): boolean {
  return type === 'ArrowFunctionExpression' && isNode(body) && body.type !== 'BlockStatement';
}

/** The name of a function or class: its own, or that of what it is given to. */
function declaredName(node: Node, around: readonly Node[]): string {
  const [own] = nameOf(node['id'], false);
  if (own !== undefined) return own;
  const parent = around.at(-1)!;
  switch (parent.type) {
    case 'VariableDeclarator':
      return nameOf(parent['id'], false)[0] ?? '';
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return nameOf(parent['key'], parent['computed'])[0] ?? '';
    case 'AssignmentExpression':
      return assignedName(parent['left']);
    case 'CallExpression':
      return routeName(parent);
    default:
      return '';
  }
}

function assignedName(target: unknown): string {
  if (!isNode(target)) return '';
  return (
    (target.type === 'MemberExpression' ? nameOf(target['property'], target['computed']) : nameOf(target, false))[0] ??
    ''
  );
}

/** A handler has the name that it is registered under: `post /webhooks`. */
function routeName({ callee, arguments: given }: Node): string {
  const [first] = given as Node[];
  if (first?.type !== 'Literal' || !isNode(callee) || callee.type !== 'MemberExpression') return '';
  return [...nameOf(callee['property'], callee['computed']), textOf(first)].join(' ');
}

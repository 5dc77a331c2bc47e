import type { TSESTree } from '@typescript-eslint/utils';
import type { Module } from './module.ts';
import { staticName, unwrap } from './node.ts';
import { visit } from './visit.ts';

/**
 * Methods of the language's own objects whose names no HTTP client and no class of the SDK uses: what is called by such a name sends
 * nothing, unless somebody gives a function of that name to an object.
 */
const LANGUAGE_METHODS: ReadonlySet<string> = new Set([
  ...['at', 'concat', 'entries', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flat'],
  ...['flatMap', 'forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map', 'pop', 'push', 'reduce'],
  ...['reduceRight', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced'],
  ...['unshift', 'values', 'charAt', 'charCodeAt', 'codePointAt', 'endsWith', 'localeCompare', 'match', 'matchAll'],
  ...['normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'split', 'startsWith', 'substring'],
  ...['toLowerCase', 'toUpperCase', 'trim', 'trimEnd', 'trimStart', 'exec', 'test', 'add', 'clear', 'has', 'then'],
  ...['catch', 'finally', 'toString', 'toISOString', 'getTime', 'hasOwnProperty'],
]);

/** Whether a call names a method as the language does. What is no member of anything, or is named by a value, is none. */
export function languageMethodOf({ callee }: TSESTree.CallExpression): string | undefined {
  const at = unwrap(callee);
  const name = at.type === 'MemberExpression' ? staticName(at) : undefined;
  return name !== undefined && LANGUAGE_METHODS.has(name) ? name : undefined;
}

const known = new WeakMap<Module, ReadonlyMap<string, TSESTree.Node[]>>();

/**
 * What a module gives to an object under the name of a method of the language, by that name. It holds too much rather than too little:
 * where only a name is given, it stands for any value.
 */
export function givenMethods(module: Module): ReadonlyMap<string, readonly TSESTree.Node[]> {
  const before = known.get(module);
  if (before) return before;
  const found = new Map<string, TSESTree.Node[]>();
  visit(module.ast, node => {
    const [name, value] = givenAt(node) ?? [];
    if (name === undefined || !value || !LANGUAGE_METHODS.has(name)) return;
    const ofName = found.get(name);
    if (ofName) ofName.push(value);
    else found.set(name, [value]);
  });
  known.set(module, found);
  return found;
}

type Given = [name: string | undefined, value: TSESTree.Node];

function givenAt(node: TSESTree.Node): Given | undefined {
  switch (node.type) {
    case 'MethodDefinition':
      return node.value.body ? [staticName(node), node.kind === 'get' ? node : node.value] : undefined;
    case 'Property':
      if (node.parent.type === 'ObjectPattern' || isData(node.value)) return undefined;
      return [staticName(node), node.kind === 'get' ? node : node.value];
    case 'PropertyDefinition':
      return node.value && !isData(node.value) ? [staticName(node), node.value] : undefined;
    case 'AssignmentExpression': {
      const target = unwrap(node.left);
      return target.type === 'MemberExpression' && !isData(node.right) ? [staticName(target), node.right] : undefined;
    }
    case 'ExportSpecifier':
      return [node.exported.type === 'Identifier' ? node.exported.name : node.exported.value, node.local];
    case 'Identifier':
      return isExported(node) ? [node.name, node] : undefined;
    case 'Literal':
      return mayBecomeKey(node) ? [String(node.value), node] : undefined;
    case 'TemplateElement':
      return node.parent.parent?.type === 'BinaryExpression' ? undefined : [node.value.raw, node];
    default:
      return undefined;
  }
}

/** A value that is surely no function. */
function isData(value: TSESTree.Node): boolean {
  switch (value.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'NewExpression':
      return true;
    default:
      return false;
  }
}

/** `import * as name` makes members of what a module exports. */
function isExported(name: TSESTree.Identifier): boolean {
  const { parent } = name;
  const declaration = parent.type === 'VariableDeclarator' && parent.id === name ? parent.parent : parent;
  const isDeclared = 'id' in parent && parent.id === name;
  return isDeclared && declaration.parent?.type === 'ExportNamedDeclaration';
}

/** Whether a text may be the key of something, as in `[['name', value]]`; what texts are compared with, or listed, is not. */
function mayBecomeKey({ parent, ...node }: TSESTree.Literal): boolean {
  switch (parent.type) {
    case 'ArrayExpression':
      return parent.elements.length === 2 && parent.elements[0]?.range[0] === node.range[0];
    case 'BinaryExpression':
      return parent.operator === '+';
    case 'VariableDeclarator':
    case 'AssignmentExpression':
    case 'ConditionalExpression':
    case 'CallExpression':
    case 'NewExpression':
      return true;
    // What something has the key of is read with it.
    case 'Property':
    case 'PropertyDefinition':
      return parent.value?.range[0] === node.range[0];
    default:
      return false;
  }
}

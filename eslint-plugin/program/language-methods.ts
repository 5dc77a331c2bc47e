import type { TSESTree } from '@typescript-eslint/utils';
import { type Module, variableOf } from './module.ts';
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
  if (name === undefined || !LANGUAGE_METHODS.has(name)) return undefined;
  return name === 'exec' && at.type === 'MemberExpression' && isModule(at.object) ? undefined : name;
}

/** Whether a name stands for what a module exports: `exec` of `child_process` runs a command. */
function isModule(object: TSESTree.Node): boolean {
  const [definition] = variableOf(object)?.defs ?? [];
  if (definition?.node.parent?.type === 'ImportDeclaration') return true;
  const init = definition?.node.type === 'VariableDeclarator' ? definition.node.init : undefined;
  const made = init && unwrap(init);
  return (
    made?.type === 'ImportExpression' ||
    (made?.type === 'CallExpression' && made.callee.type === 'Identifier' && made.callee.name === 'require')
  );
}

/** Stands for the names that are computed: what is found under it are the keys. */
export const COMPUTED = '[]';

const known = new WeakMap<Module, ReadonlyMap<string, TSESTree.Node[]>>();

/**
 * What a module gives to an object under the name of a method of the language, by that name. It holds too much rather than too little:
 * a getter, or a text that may become a key, stands for any value.
 */
export function givenMethods(module: Module): ReadonlyMap<string, readonly TSESTree.Node[]> {
  const before = known.get(module);
  if (before) return before;
  const found = new Map<string, TSESTree.Node[]>();
  visit(module.ast, node => {
    const [name, value] = givenAt(node) ?? [];
    if (name === undefined || !value || (name !== COMPUTED && !LANGUAGE_METHODS.has(name))) return;
    const ofName = found.get(name);
    if (ofName) ofName.push(value);
    else found.set(name, [value]);
  });
  known.set(module, found);
  return found;
}

type Given = [name: string, value: TSESTree.Node];

function givenAt(node: TSESTree.Node): Given | undefined {
  switch (node.type) {
    case 'MethodDefinition':
      return node.value.body ? named(node, node.key, node.kind === 'get' ? node : node.value) : undefined;
    case 'Property':
      if (node.parent.type === 'ObjectPattern') return undefined;
      return named(node, node.key, node.kind === 'get' ? node : node.value);
    case 'PropertyDefinition':
      return node.value ? named(node, node.key, node.value) : undefined;
    case 'AssignmentExpression': {
      const target = unwrap(node.left);
      return target.type === 'MemberExpression' ? named(target, target.property, node.right) : undefined;
    }
    case 'ExportSpecifier':
      return [node.exported.type === 'Identifier' ? node.exported.name : node.exported.value, node.local];
    case 'Identifier':
      return isExported(node) ? [node.name, node] : undefined;
    case 'Literal':
      return mayBecomeKey(node) ? [String(node.value), node] : undefined;
    default:
      return undefined;
  }
}

function named(holder: Parameters<typeof staticName>[0], key: TSESTree.Node, value: TSESTree.Node): Given | undefined {
  const name = staticName(holder);
  if (isData(value)) return undefined;
  return name === undefined ? [COMPUTED, key] : [name, value];
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

/** A text in `[['name', value]]`, or one that is passed on. */
function mayBecomeKey({ parent, ...node }: TSESTree.Literal): boolean {
  if (parent.type === 'ArrayExpression')
    return parent.elements.length === 2 && parent.elements[0]?.range[0] === node.range[0];
  return parent.type === 'CallExpression' || parent.type === 'NewExpression';
}

import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, type ParsedFile, registerModule } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { constantString } from '../../values/value.ts';

/** Another name of a package, and what it stands for. */
type Alias = [name: string, target: string];

/** What bundlers call their tables of aliases. */
const TABLE = /^(?:alias|aliases|resolveAlias)$/;

/**
 * Reads the aliases that the configuration of a bundler gives to modules: `resolve.alias` of Vite and webpack with an object, with a
 * list of `find` and `replacement`, or by assignment, `resolveAlias` of Turbopack, `alias` of esbuild, Nuxt and SvelteKit, and
 * `alias({ entries })` of Rollup. Sources: their documentation; read 2026-11-20.
 *
 * @returns only what leads to a package as such, or to where it is installed
 */
export function bundlerAliases(file: ParsedFile): Alias[] {
  const module = registerModule(file);
  const found: Alias[] = [];
  visit(file.ast, node => void found.push(...aliasesAt(node, module)));
  return found;
}

function aliasesAt(node: TSESTree.Node, module: Module): Alias[] {
  switch (node.type) {
    case 'Property':
      return TABLE.test(staticName(node) ?? '') ? inTable(node.value, module) : [];
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' && TABLE.test(node.id.name) && node.init ? inTable(node.init, module) : [];
    case 'AssignmentExpression':
      return assigned(node, module);
    case 'CallExpression':
      return inCall(node, module);
    default:
      return [];
  }
}

/** `config.resolve.alias = {…}`, `config.resolve.alias.name = …`. */
function assigned({ left, right }: TSESTree.AssignmentExpression, module: Module): Alias[] {
  if (left.type !== 'MemberExpression') return [];
  const names = spelledNames(left);
  if (TABLE.test(names.at(-1) ?? '')) return inTable(right, module);
  const name = staticName(left);
  return TABLE.test(names.at(-2) ?? '') && name !== undefined ? entry(name, right, module) : [];
}

/** `alias({ entries: … })`, `Object.assign(config.resolve.alias, {…})`. */
function inCall({ callee, arguments: [first, ...others] }: TSESTree.CallExpression, module: Module): Alias[] {
  const names = spelledNames(callee).join('.');
  if (names === 'alias' && first?.type === 'ObjectExpression')
    return first.properties.flatMap(property =>
      property.type === 'Property' && staticName(property) === 'entries' ? inTable(property.value, module) : [],
    );
  const isAssigned = names === 'Object.assign' && first && TABLE.test(spelledNames(first).at(-1) ?? '');
  return isAssigned ? others.flatMap(table => inTable(table, module)) : [];
}

function inTable(table: TSESTree.Node, module: Module): Alias[] {
  const node = unwrap(table);
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap(property => {
      if (property.type === 'SpreadElement') return inTable(property.argument, module);
      return entry(
        staticName(property) ?? constantString(evaluate(property.key, module.frame)),
        property.value,
        module,
      );
    });
  if (node.type !== 'ArrayExpression') return [];
  return node.elements.flatMap(element => (element?.type === 'ObjectExpression' ? inPair(element, module) : []));
}

/** `{ find, replacement }`. */
function inPair({ properties }: TSESTree.ObjectExpression, module: Module): Alias[] {
  const valueOf = (name: string): TSESTree.Node | undefined =>
    properties.find((each): each is TSESTree.Property => each.type === 'Property' && staticName(each) === name)?.value;
  const [find, replacement] = [valueOf('find'), valueOf('replacement')];
  if (!find || !replacement) return [];
  const pattern = find.type === 'Literal' && 'regex' in find ? find.regex.pattern : undefined;
  const name =
    pattern === undefined ? constantString(evaluate(find, module.frame)) : /^\^([@\w#~/-]+)\$?$/.exec(pattern)?.[1];
  return entry(name?.replaceAll('\\/', '/'), replacement, module);
}

function entry(name: string | undefined, value: TSESTree.Node, module: Module): Alias[] {
  if (name === undefined || name === '') return [];
  const node = unwrap(value);
  // Under conditions, such as `browser`.
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap(property =>
      property.type === 'Property' ? entry(name, property.value, module) : [],
    );
  const target = targetOf(node, module);
  // webpack marks a name that stands for itself only with a dollar.
  return target === undefined ? [] : [[name.replace(/\$$/, ''), target]];
}

const INSTALLED = /(?:^|\/)node_modules\//;

/** The package, or the path where one is installed. */
function targetOf(node: TSESTree.Node, module: Module): string | undefined {
  const text = constantString(evaluate(node, module.frame));
  if (text !== undefined) return /^[./]/.test(text) && !INSTALLED.test(text) ? undefined : text;
  if (node.type === 'CallExpression' && spelledNames(node.callee).join('.') === 'require.resolve') {
    const [specifier] = node.arguments;
    return specifier && targetOf(specifier, module);
  }
  const path = written(node)
    .join('/')
    .replaceAll(/\/{2,}/g, '/');
  return INSTALLED.test(path) ? path : undefined;
}

/** The texts that a path is made of: `path.resolve(__dirname, 'node_modules/name')`, `new URL('…', import.meta.url)`. */
function written(node: TSESTree.Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.cooked ?? '');
    case 'CallExpression':
    case 'NewExpression':
      return node.arguments.flatMap(written);
    case 'BinaryExpression':
      return [...written(node.left), ...written(node.right)];
    default:
      return [];
  }
}

import type { TSESTree } from '@typescript-eslint/utils';
import { type Module, variableOf } from '../../program/module.ts';
import { visit } from '../../program/visit.ts';

/** An import of something that is there at run time. */
export interface ModuleImport {
  /** The specifier, which is reported. */
  node: TSESTree.StringLiteral;
  specifier: string;
  /** The names that it imports; undefined for all, or for what is not known. */
  names: string[] | undefined;
}

const known = new WeakMap<Module, ModuleImport[]>();

/** What a module imports, re-exports or requires. What it uses as a type only is left out. */
export function importsOf(module: Module): ModuleImport[] {
  const before = known.get(module);
  if (before) return before;
  const found: ModuleImport[] = [];
  visit(module.ast, node => {
    const imported = importAt(node);
    if (imported) found.push(imported);
  });
  known.set(module, found);
  return found;
}

function importAt(node: TSESTree.Node): ModuleImport | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return declaredImport(node);
    case 'ExportAllDeclaration':
      return node.exportKind === 'type' ? undefined : importOf(node.source, undefined);
    case 'ExportNamedDeclaration':
      return node.source && node.exportKind !== 'type' ? importOf(node.source, undefined) : undefined;
    case 'ImportExpression':
      return importOf(node.source, undefined);
    case 'CallExpression': {
      const [first] = node.arguments;
      const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require' && !variableOf(node.callee);
      return isRequire && first ? importOf(first, namesInPattern(node.parent)) : undefined;
    }
    default:
      return undefined;
  }
}

function declaredImport({ importKind, source, specifiers }: TSESTree.ImportDeclaration): ModuleImport | undefined {
  const values = specifiers.filter(specifier => !isType(specifier));
  if (importKind === 'type' || (specifiers.length > 0 && values.length === 0)) return undefined;
  const names = values.flatMap(specifier => {
    if (specifier.type !== 'ImportSpecifier') return [];
    return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
  });
  return importOf(source, names.length === values.length ? names : undefined);
}

function isType(specifier: TSESTree.ImportClause): boolean {
  if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') return true;
  const references = variableOf(specifier.local)?.references ?? [];
  return references.length > 0 && references.every(({ isTypeReference }) => isTypeReference);
}

function namesInPattern(parent: TSESTree.Node): string[] | undefined {
  const pattern = parent.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern' ? parent.id : undefined;
  return pattern?.properties.flatMap(property =>
    property.type === 'Property' && property.key.type === 'Identifier' ? [property.key.name] : [],
  );
}

function importOf(source: TSESTree.Node, names: string[] | undefined): ModuleImport | undefined {
  const isText = source.type === 'Literal' && typeof source.value === 'string';
  return isText ? { node: source, specifier: source.value, names } : undefined;
}

const ALIAS = /^(?:@|~|#|\$lib)\//;

/**
 * The path inside of the project that an import means: that of the file where it can be seen, otherwise what the specifier says.
 *
 * @returns undefined for a package
 */
export function importedPath({ specifier }: ModuleImport, module: Module): string | undefined {
  const resolved = module.resolve(specifier)?.path;
  if (resolved !== undefined) return resolved;
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return joined(module.path, specifier);
  if (ALIAS.test(specifier)) return specifier.replace(ALIAS, 'src/');
  // What a bundler finds from there where it is no file of the project belongs to the program around it.
  return specifier.startsWith('src/') && !module.seesFiles ? specifier : undefined;
}

function joined(from: string, specifier: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const segment of specifier.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

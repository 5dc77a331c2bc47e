import type { TSESTree } from '@typescript-eslint/utils';
import { isSdkModule, SDK_PACKAGE } from '../../../src/vendors/klaviyo/sdk-release.ts';
import type { SdkPlace } from '../../../src/messages/sdk-place.ts';
import { isCommonJs, styleOf } from '../../edits/source-style.ts';
import { visit } from '../../program/visit.ts';
import type { Edit } from './edits.ts';
import { refuse } from './refusal.ts';

/** How a module names what it imports of the SDK. */
export interface SdkImports {
  /** The text that stands for an export, which is imported if nobody did yet. */
  nameOf(exported: string, kind?: 'type'): string;
  /** The local name of an export that is imported already. */
  knownNameOf(exported: string): string | undefined;
  edits(): Edit[];
}

/** Where new statements of a module begin: behind its imports, or behind its directives. */
export interface StatementPlace {
  at: number;
  /** Behind a statement, not before the first one. */
  isBehind: boolean;
}

type NamedList = TSESTree.ImportDeclaration | TSESTree.ObjectPattern;

/** Reads the imports of the SDK and collects what is missing. */
export function sdkImports(program: TSESTree.Program, source: string, place: SdkPlace): SdkImports {
  const { known, namespace, list } = importedBy(program);
  const missing = new Map<string, 'type' | 'value'>();
  const ofNamespace = (exported: string): string | undefined => namespace && `${namespace}.${exported}`;
  return {
    knownNameOf: exported => known.get(exported) ?? ofNamespace(exported),
    nameOf(exported, kind) {
      const local = known.get(exported) ?? (list ? undefined : ofNamespace(exported));
      if (local !== undefined) return local;
      if (declares(program, exported)) refuse(`the name '${exported}' is taken`);
      if (kind !== 'type' || !missing.has(exported)) missing.set(exported, kind ?? 'value');
      return exported;
    },
    edits() {
      const sorted = [...missing].sort(([one], [other]) => (one < other ? -1 : 1));
      return missing.size === 0 ? [] : [importEdit(sorted, list, { program, source, place })];
    },
  };
}

interface Imported {
  /** Local names by exported ones. */
  known: Map<string, string>;
  /** The local name of the whole package. */
  namespace: string | undefined;
  /** Where more names can be added. */
  list: NamedList | undefined;
}

function importedBy({ body }: TSESTree.Program): Imported {
  const imported: Imported = { known: new Map(), namespace: undefined, list: undefined };
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration') readImport(statement, imported);
    for (const { id } of requiresIn(statement)) readRequire(id, imported);
  }
  return imported;
}

function readImport(statement: TSESTree.ImportDeclaration, imported: Imported): void {
  if (!isSdkSpecifier(statement.source.value) || statement.importKind === 'type') return;
  for (const specifier of statement.specifiers) {
    if (specifier.type !== 'ImportSpecifier') imported.namespace = specifier.local.name;
    else if (specifier.imported.type === 'Identifier' && specifier.importKind !== 'type')
      imported.known.set(specifier.imported.name, specifier.local.name);
  }
  if (statement.specifiers.at(-1)?.type === 'ImportSpecifier') imported.list = statement;
}

function readRequire(id: TSESTree.Node, imported: Imported): void {
  if (id.type === 'Identifier') imported.namespace = id.name;
  if (id.type !== 'ObjectPattern') return;
  imported.list = id;
  for (const property of id.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.value.type === 'Identifier') imported.known.set(property.key.name, property.value.name);
  }
}

function isSdkSpecifier(specifier: string): boolean {
  return isSdkModule(specifier.replace(/^npm:/, '').replace(/(?<=api)@[\d.]+$/, ''));
}

/** `const … = require('klaviyo-api')` */
function requiresIn(statement: TSESTree.Node): TSESTree.VariableDeclarator[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.filter(({ init }) => {
    const [specifier] = init && isRequire(init) ? init.arguments : [];
    return specifier?.type === 'Literal' && isSdkSpecifier(String(specifier.value));
  });
}

function isRequire(node: TSESTree.Node): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
}

function declares(program: TSESTree.Program, name: string): boolean {
  let isDeclared = false;
  visit(program, (at, parent) => {
    if (at.type !== 'Identifier' || at.name !== name || !parent) return;
    isDeclared ||= ('id' in parent && parent.id === at) || parent.type.startsWith('Import');
  });
  return isDeclared;
}

interface Writing {
  program: TSESTree.Program;
  source: string;
  place: SdkPlace;
}

type Missing = readonly (readonly [name: string, kind: 'type' | 'value'])[];

function importEdit(missing: Missing, list: NamedList | undefined, writing: Writing): Edit {
  const { program, source } = writing;
  const last = list && (list.type === 'ImportDeclaration' ? list.specifiers : list.properties).at(-1);
  if (last) {
    const names = missing.map(([name, kind]) => (kind === 'type' ? `type ${name}` : name));
    if (last.type === 'RestElement') return { range: [last.range[0], last.range[0]], text: `${names.join(', ')}, ` };
    return { range: [last.range[1], last.range[1]], text: names.map(name => `, ${name}`).join('') };
  }
  const file = { ast: program, text: source };
  const style = styleOf(file);
  const names = missing.map(([name, kind]) => (kind === 'type' ? `type ${name}` : name)).join(', ');
  const specifier = `${style.quote}${writing.place === 'deno' ? 'npm:' : ''}${SDK_PACKAGE}${style.quote}`;
  const text = isCommonJs(file)
    ? `const { ${names} } = require(${specifier})${style.end}`
    : `import { ${names} } from ${specifier}${style.end}`;
  const { at, isBehind } = placeForImports(program, source);
  return { range: [at, at], text: isBehind ? `\n${text}` : `${text}\n` };
}

/** Behind the last import or `require` of a module, else behind its directives. */
export function placeForImports({ body }: TSESTree.Program, source: string): StatementPlace {
  const last = body.findLast(statement => isImport(statement));
  if (last) return { at: last.range[1], isBehind: true };
  const directive = body.findLast(statement => 'directive' in statement && statement.directive !== undefined);
  if (directive) return { at: directive.range[1], isBehind: true };
  const shebang = /^#!.*\n/.exec(source)?.[0].length ?? 0;
  return { at: shebang, isBehind: false };
}

function isImport(statement: TSESTree.Node): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration') return true;
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.some(({ init }) => {
      const at = init?.type === 'MemberExpression' ? init.object : init;
      return at != null && isRequire(at);
    })
  );
}

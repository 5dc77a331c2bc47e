import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { mayBeAnyText } from '../../edits/declared-type.ts';
import { isTypeScript } from '../../edits/source-style.ts';
import { spelledNames, unwrap } from '../../program/node.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** How the value of a variable of the environment is read at a place. */
export interface EnvironmentRead {
  /** Without what makes it a text for the compiler. */
  text: string;
  /** The compiler takes it for one that may be missing. */
  mayBeMissing: boolean;
}

/** What the variable with a key is called. */
export interface VariableName {
  /** The name to use where the file has none. */
  name: string;
  /** Finds, as its first group, the name that the file reads already. */
  read: RegExp;
}

/**
 * How a private key is read from the environment at a place: as the file does it already, or as its runtime does; undefined where a
 * browser runs it, or where it cannot be determined how.
 */
export function environmentRead(
  node: TSESTree.Node,
  variable: VariableName,
  context: Context,
): EnvironmentRead | undefined {
  const { text } = context.sourceCode;
  const name = variable.read.exec(text)?.[1] ?? variable.name;
  const typed = isTypeScript(context);
  if (/^[ \t]*['"]use client['"]/m.test(text)) return undefined;
  const bindings = bindingsAt(node, context);
  if (bindings) return bindings.hasName(name) ? { text: `${bindings.text}.${name}`, mayBeMissing: false } : undefined;
  if (/\bDeno\.|['"](?:npm|jsr):/.test(text)) return { text: `Deno.env.get('${name}')`, mayBeMissing: typed };
  if (/\bUrlFetchApp\b/.test(text))
    return { text: `PropertiesService.getScriptProperties().getProperty('${name}')`, mayBeMissing: typed };
  if (/\bimport\.meta\.env\b/.test(text) || /\.astro$/.test(context.filename))
    return { text: `import.meta.env.${name}`, mayBeMissing: false };
  return /\.(?:vue|svelte)$/.test(context.filename) ? undefined : { text: `process.env.${name}`, mayBeMissing: typed };
}

interface Bindings {
  text: string;
  /** Whether the type of the bindings, where there is one, has a member. */
  hasName(name: string): boolean;
}

const OF_WORKER = /\b(?:ExportedHandler|ExecutionContext|cloudflare)\b|\bfetch\s?\(\w{1,40}[^)]{0,80}, ?env\b/;

/** The bindings of a worker, where a parameter in scope holds them. */
function bindingsAt(node: TSESTree.Node, { sourceCode }: Context): Bindings | undefined {
  for (let scope: TSESLint.Scope.Scope | null = sourceCode.getScope(node); scope; scope = scope.upper) {
    const [definition] = scope.set.get('env')?.defs ?? [];
    if (definition?.type === 'ImportBinding')
      return /\$env\/dynamic\/private|^cloudflare:/.test(sourceOf(definition.parent))
        ? { text: 'env', hasName: () => true }
        : undefined;
    if (definition?.type === 'Parameter' && definition.name.type === 'Identifier')
      return OF_WORKER.test(sourceCode.text)
        ? { text: 'env', hasName: membersOf(definition.name, sourceCode) }
        : undefined;
  }
  return undefined;
}

function sourceOf(declaration: TSESTree.Node | null | undefined): string {
  return declaration?.type === 'ImportDeclaration' ? declaration.source.value : '';
}

function membersOf(
  { typeAnnotation }: TSESTree.Identifier,
  sourceCode: Readonly<TSESLint.SourceCode>,
): (name: string) => boolean {
  const type = typeAnnotation?.typeAnnotation;
  if (!type || type.type === 'TSAnyKeyword') return () => true;
  const declared = type.type === 'TSTypeReference' ? sourceCode.getText(type.typeName) : '';
  const body =
    new RegExp(`\\b(?:interface|type)\\s+${declared.replaceAll(/\W/g, '')}\\b[^{]*\\{([^}]*)\\}`).exec(
      sourceCode.text,
    )?.[1] ?? sourceCode.getText(type);
  return name => new RegExp(`\\b${name}\\s*:\\s*string\\b`).test(body);
}

/** An edit with the range that it replaces. */
export interface Replacement {
  range: TSESTree.Range;
  text: string;
  /** The variable, as it is read. */
  read: string;
  /** How the compiler was satisfied, where there are several ways. */
  way: 'plain' | 'asserted' | 'orEmpty';
}

/**
 * What stands in the place of a literal that is a key, or a key behind the scheme of the header: choices where the compiler wants to
 * know what happens without the variable. None where only a literal may stand.
 */
export function replacementsFor(
  node: TSESTree.Node,
  { key, variable }: { key: string; variable: VariableName },
  context: Context,
): Replacement[] {
  const text = textIn(node);
  const at = text === undefined ? undefined : text.indexOf(key);
  if (text === undefined || at === undefined || at < 0 || text.length !== at + key.length || !isReplaceable(node))
    return [];
  const fallback = fallbackAround(node);
  if (fallback && at === 0) return withoutFallback(fallback, context);
  const read = environmentRead(node, variable, context);
  if (!read) return [];
  const holder = constantAround(node);
  const before = text.slice(0, at);
  if (before !== '') {
    if (/[`\\$]/.test(before)) return [];
    return [{ range: holder.range, text: `\`${before}\${${read.text}}\``, read: read.text, way: 'plain' }];
  }
  return choices(holder, read.text, read.mayBeMissing);
}

/** Where `??` needs no parentheses. */
const BARE = new Set([
  'ArrayExpression',
  'AssignmentExpression',
  'AssignmentPattern',
  'CallExpression',
  'JSXExpressionContainer',
  'NewExpression',
  'Property',
  'PropertyDefinition',
  'ReturnStatement',
  'VariableDeclarator',
]);

function choices({ range, parent }: TSESTree.Node, text: string, mayBeMissing: boolean): Replacement[] {
  const isBare = BARE.has(parent?.type ?? '');
  if (!mayBeMissing) return [{ range, text, read: text, way: 'plain' }];
  return [
    { range, text: `${text}!`, read: text, way: 'asserted' },
    { range, text: isBare ? `${text} ?? ''` : `(${text} ?? '')`, read: text, way: 'orEmpty' },
  ];
}

function textIn(node: TSESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  const isPlain = node.type === 'TemplateLiteral' && node.expressions.length === 0;
  return isPlain ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
}

const ONLY_LITERALS = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
  'ImportAttribute',
  'TSLiteralType',
  'TSEnumMember',
  'TSExternalModuleReference',
  'TSImportType',
  'JSXAttribute',
  'TaggedTemplateExpression',
]);

function isReplaceable(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (!parent || ONLY_LITERALS.has(parent.type)) return false;
  if (
    (parent.type === 'Property' || parent.type === 'PropertyDefinition' || parent.type === 'MethodDefinition') &&
    parent.key === node
  )
    return false;
  if (parent.type === 'AssignmentExpression' && isEnvironment(parent.left)) return false;
  if (parent.type === 'AssignmentPattern' && isOfEnvironment(parent)) return false;
  return parent.type !== 'ExpressionStatement' && parent.type !== 'MemberExpression' && mayBeAnyText(node);
}

/** Also `import.meta.env`, whose first part has no name. */
const ENVIRONMENT = /^(?:(?:globalThis\.)?process|Bun|)\.env$/;

/** `process.env.KEY`, which is read and not written. */
function isEnvironment(node: TSESTree.Node): boolean {
  const at = node.type === 'MemberExpression' ? node.object : node;
  return at.type === 'MemberExpression' && ENVIRONMENT.test(spelledNames(at).join('.'));
}

/** `const { KEY = '…' } = process.env` */
function isOfEnvironment({ parent: property }: TSESTree.AssignmentPattern): boolean {
  const declarator = property?.parent?.parent;
  const init = declarator?.type === 'VariableDeclarator' ? declarator.init : undefined;
  return init?.type === 'MemberExpression' && ENVIRONMENT.test(spelledNames(init).join('.'));
}

/** `'…' as const` takes a literal only. */
function constantAround(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node;
  const isConst =
    parent?.type === 'TSAsExpression' &&
    parent.typeAnnotation.type === 'TSTypeReference' &&
    parent.typeAnnotation.typeName.type === 'Identifier' &&
    parent.typeAnnotation.typeName.name === 'const';
  return isConst ? parent : node;
}

function fallbackAround(node: TSESTree.Node): TSESTree.LogicalExpression | undefined {
  const { parent } = node;
  return parent?.type === 'LogicalExpression' && parent.operator !== '&&' && parent.right === node ? parent : undefined;
}

/** What is read first stays alone. */
function withoutFallback(fallback: TSESTree.LogicalExpression, context: Context): Replacement[] {
  const { left } = fallback;
  const isPlain =
    unwrap(left).type === 'MemberExpression' || left.type === 'Identifier' || left.type === 'CallExpression';
  if (!isPlain) return [];
  const text = context.sourceCode.getText(left);
  const isMeta = text.startsWith('import.meta.env');
  return choices(fallback, text, isTypeScript(context) && !isMeta && !text.endsWith('!'));
}

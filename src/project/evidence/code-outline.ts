import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, spelledNames, staticName, unwrap } from '../../../eslint-plugin/program/node.ts';
import { registerVisitorKeys, visit, type VisitorKeys } from '../../../eslint-plugin/program/visit.ts';
import type { CodeOutline, OutlinedCall } from '../../model/evidence-facts.ts';

type Node = TSESTree.Node;
type ParsedOutline = Pick<
  CodeOutline,
  'imports' | 'calls' | 'functions' | 'environment' | 'strings' | 'properties' | 'declared'
>;

/** Longer texts are data, and no sign. */
const LONGEST_TEXT = 300;

/** Writes of which the arguments tell whether they happen once, and requests, of which they tell the address. */
const TELLING_CALL =
  /(?:^|\.)(?:findOrCreate|createMany|upsert|fetch|parseURL)$|^(?:axios|got|ky|needle|superagent)(?:\.get)?$/i;

/** Writes down what a syntax tree says, as far as evidence needs it. */
export function outlineOf(program: TSESTree.Program, keys: VisitorKeys): ParsedOutline {
  registerVisitorKeys(program, keys);
  const outline = emptyOutline();
  visit(program, node => {
    add(node, outline);
  });
  return outline;
}

/** What code says in which nothing is looked for. */
export function emptyOutline(): ParsedOutline {
  return { imports: [], calls: [], functions: [], environment: [], strings: [], properties: [], declared: [] };
}

function add(node: Node, outline: ParsedOutline): void {
  const { line } = node.loc.start;
  switch (node.type) {
    case 'ImportDeclaration':
      outline.imports.push({
        specifier: node.source.value,
        line,
        names: node.specifiers.map(({ local }) => local.name),
        ...(isTypeOnly(node) && { isTypeOnly: true }),
      });
      break;
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (node.source)
        outline.imports.push({
          specifier: node.source.value,
          line,
          names: [],
          ...(node.exportKind === 'type' && { isTypeOnly: true }),
        });
      break;
    case 'VariableDeclarator':
      addDeclarator(node, outline);
      break;
    case 'FunctionDeclaration':
      if (node.id) addFunction(node.id.name, node, outline);
      break;
    case 'ClassDeclaration':
      if (node.id) addFunction(node.id.name, node, outline);
      for (const decorator of node.decorators ?? []) addDecorator(decorator, node, outline);
      break;
    case 'MethodDefinition':
      addFunction(staticName(node) ?? '', node.value, outline);
      for (const decorator of node.decorators ?? []) addDecorator(decorator, node.value, outline);
      break;
    case 'CallExpression':
    case 'NewExpression':
      addCall(node, outline);
      break;
    case 'MemberExpression':
      if (isEnvironment(node.object)) outline.environment.push({ name: staticName(node) ?? '', line });
      break;
    case 'Property':
      addProperty(node, outline);
      break;
    case 'Literal':
      if (typeof node.value === 'string') addText(node.value, line, outline);
      else if ('regex' in node) addText(node.regex.pattern, line, outline);
      break;
    case 'TemplateLiteral':
      addText(templateText(node), line, outline);
      break;
    default:
  }
}

function isTypeOnly({ importKind, specifiers }: TSESTree.ImportDeclaration): boolean {
  return (
    importKind === 'type' ||
    (specifiers.length > 0 && specifiers.every(own => own.type === 'ImportSpecifier' && own.importKind === 'type'))
  );
}

function addDeclarator(node: TSESTree.VariableDeclarator, outline: ParsedOutline): void {
  const { line } = node.loc.start;
  const { id, init } = node;
  if (id.type === 'Identifier') {
    if (init && isFunction(unwrap(init))) addFunction(id.name, init, outline);
    else outline.declared.push({ name: id.name, line });
    if (init) outline.functions.push({ name: id.name, line, mentions: namesIn(init) });
  }
  if (!init) return;
  const value = unwrap(init);
  if (id.type === 'ObjectPattern' && isEnvironment(value))
    for (const property of id.properties)
      if (property.type === 'Property')
        outline.environment.push({ name: staticName(property) ?? '', line: property.loc.start.line });
  const specifier = value.type === 'CallExpression' ? requiredBy(value) : undefined;
  if (specifier !== undefined) outline.imports.push({ specifier, line, names: namesIn(id) });
}

/** `require('…')`, and `await import('…')`, which is unwrapped before. */
function requiredBy({ callee, arguments: [first] }: TSESTree.CallExpression): string | undefined {
  const isRequire = callee.type === 'Identifier' && callee.name === 'require';
  return isRequire && first?.type === 'Literal' && typeof first.value === 'string' ? first.value : undefined;
}

function addFunction(name: string, node: Node, outline: ParsedOutline): void {
  const { line } = node.loc.start;
  outline.declared.push({ name, line });
  outline.functions.push({ name, line, mentions: namesIn(node) });
}

function addDecorator({ expression }: TSESTree.Decorator, owner: Node, outline: ParsedOutline): void {
  const isCall = expression.type === 'CallExpression';
  const callee = spelledNames(isCall ? expression.callee : expression).join('.');
  const texts = isCall ? expression.arguments.flatMap(textsIn) : [];
  outline.calls.push({ callee: `@${callee}`, line: expression.loc.start.line, texts, mentions: namesIn(owner) });
}

function addCall(node: TSESTree.CallExpression | TSESTree.NewExpression, outline: ParsedOutline): void {
  const { line } = node.loc.start;
  const spelled = spelledNames(node.callee).join('.');
  const texts = node.arguments.flatMap(textsIn);
  const call: OutlinedCall = {
    callee: node.type === 'NewExpression' ? `new ${spelled}` : spelled,
    line,
    texts,
    mentions:
      texts[0]?.startsWith('/') || TELLING_CALL.test(spelled)
        ? node.arguments.flatMap(argument => namesIn(argument))
        : [],
  };
  outline.calls.push(call);
  const isDeno = call.callee === 'Deno.env.get' && texts[0] !== undefined;
  if (isDeno) outline.environment.push({ name: texts[0]!, line });
}

function addProperty(node: TSESTree.Property, outline: ParsedOutline): void {
  const name = staticName(node);
  if (name === undefined) return;
  const { line } = node.loc.start;
  outline.properties.push({ name, line, isLiteral: node.value.type === 'Literal' });
  if (isFunction(node.value)) outline.functions.push({ name, line, mentions: namesIn(node.value) });
}

function addText(text: string, line: number, { strings }: ParsedOutline): void {
  if (text !== '' && text.length <= LONGEST_TEXT) strings.push({ name: text, line });
}

/** With `${}` for what is filled in. */
function templateText({ quasis }: TSESTree.TemplateLiteral): string {
  return quasis.map(({ value }) => value.cooked ?? '').join('${}');
}

/** The texts in an argument, also in an object or a list. */
function textsIn(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : [];
    case 'TemplateLiteral':
      return [templateText(node)];
    case 'ArrayExpression':
      return node.elements.flatMap(element => (element?.type === 'Literal' ? textsIn(element) : []));
    case 'ObjectExpression':
      return node.properties.flatMap(property =>
        property.type === 'Property' && property.value.type === 'Literal' ? textsIn(property.value) : [],
      );
    default:
      return [];
  }
}

/** `process.env`, `import.meta.env`, `Bun.env` and what adapters call `env`. */
function isEnvironment(node: Node): boolean {
  const at = unwrap(node);
  if (at.type !== 'MemberExpression' || staticName(at) !== 'env') return false;
  return (
    at.object.type === 'MetaProperty' || /^(?:process|Bun|context|c|platform)$/.test(spelledNames(at.object).join('.'))
  );
}

function namesIn(node: Node): string[] {
  const names = new Set<string>();
  visit(node, at => {
    if (at.type === 'Identifier') names.add(at.name);
  });
  return [...names];
}

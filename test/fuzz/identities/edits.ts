import { posix } from 'node:path';
import { format, type Options } from 'prettier';
import ts from 'typescript';
import type { Random } from './random.ts';
import type { Files } from './projects.ts';

/** A place to edit. */
export interface Target {
  files: Files;
  path: string;
  /** Those that findings begin on, from 1. */
  lines: readonly number[];
}

/** Changes how code looks, and not what it does. @returns undefined where it fits no such file */
export type Edit = (target: Target, random: Random) => Promise<Files | undefined>;

export const EDITS: Readonly<Record<string, Edit>> = {
  'formatting by Prettier': async ({ files, path }, random) => edited(files, path, await prettier(path, random)),
  'formatting by TypeScript': code((text, path, random) => typescriptFormat(text, path, random)),
  quotes: code(text => otherQuotes(text)),
  semicolons: code((text, path, random) => semicolons(text, path, random)),
  'renamed variables in the line': rename,
  'code above': async ({ files, path }, random) => edited(files, path, text => withCodeAbove(text, path, random)),
  'code that moves in the file': code((text, path, random) => moveDeclaration(text, path, random)),
  'a file that moves': async ({ files, path }, random) => moveFile(files, path, random),
  'a folder that moves': async ({ files }, random) => moveAll(files, random.pick(['app/', 'packages/shop/', 'x/y/z/'])),
};

const CODE = /\.(?:js|jsx|mjs|ts|tsx)$/;

type TextEdit = (text: string, path: string, random: Random) => string | undefined;

function code(edit: TextEdit): Edit {
  return async ({ files, path }, random) =>
    CODE.test(path) ? edited(files, path, text => edit(text, path, random)) : undefined;
}

async function edited(
  files: Files,
  path: string,
  edit: (text: string) => string | undefined | Promise<string | undefined>,
): Promise<Files | undefined> {
  const before = files.get(path) ?? '';
  const after = await edit(before);
  return after === undefined || after === before ? undefined : new Map([...files, [path, after]]);
}

async function prettier(path: string, random: Random): Promise<(text: string) => Promise<string | undefined>> {
  const style: Options = {
    printWidth: random.pick([40, 80, 120, 200]),
    tabWidth: random.pick([2, 4, 8]),
    useTabs: random.isTrue(),
    semi: random.isTrue(),
    singleQuote: random.isTrue(),
    jsxSingleQuote: random.isTrue(),
    quoteProps: random.pick(['as-needed', 'consistent', 'preserve']),
    trailingComma: random.pick(['all', 'es5', 'none']),
    bracketSpacing: random.isTrue(),
    objectWrap: random.pick(['preserve', 'collapse']),
    arrowParens: random.pick(['always', 'avoid']),
    experimentalOperatorPosition: random.pick(['start', 'end']),
  };
  return async text => {
    try {
      return await format(text, { filepath: path, ...style });
    } catch {
      return undefined;
    }
  };
}

function serviceFor(path: string, text: string): { service: ts.LanguageService; name: string } {
  const name = `/${path}`;
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ allowJs: true, noLib: true, jsx: ts.JsxEmit.Preserve }),
    getScriptFileNames: () => [name],
    getScriptVersion: () => '1',
    getScriptSnapshot: file => (file === name ? ts.ScriptSnapshot.fromString(text) : undefined),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '',
    fileExists: file => file === name,
    readFile: file => (file === name ? text : undefined),
  });
  return { service, name };
}

function applied(text: string, changes: readonly ts.TextChange[]): string {
  return changes
    .toSorted((left, right) => right.span.start - left.span.start)
    .reduce(
      (rest, { span, newText }) => rest.slice(0, span.start) + newText + rest.slice(span.start + span.length),
      text,
    );
}

function formatted(text: string, path: string, settings: ts.FormatCodeSettings): string {
  const { service, name } = serviceFor(path, text);
  return applied(
    text,
    service.getFormattingEditsForDocument(name, { ...ts.getDefaultFormatCodeSettings(), ...settings }),
  );
}

function typescriptFormat(text: string, path: string, random: Random): string {
  return formatted(text, path, {
    indentSize: random.pick([1, 3, 4, 8]),
    convertTabsToSpaces: random.isTrue(),
    insertSpaceAfterOpeningAndBeforeClosingNonemptyBraces: random.isTrue(),
    insertSpaceAfterOpeningAndBeforeClosingNonemptyParenthesis: random.isTrue(),
    insertSpaceAfterOpeningAndBeforeClosingNonemptyBrackets: random.isTrue(),
    placeOpenBraceOnNewLineForFunctions: random.isTrue(),
    placeOpenBraceOnNewLineForControlBlocks: random.isTrue(),
    semicolons: random.pick([
      ts.SemicolonPreference.Ignore,
      ts.SemicolonPreference.Insert,
      ts.SemicolonPreference.Remove,
    ]),
  });
}

function semicolons(text: string, path: string, random: Random): string {
  const preference = random.pick([
    ts.SemicolonPreference.Remove,
    ts.SemicolonPreference.Remove,
    ts.SemicolonPreference.Insert,
  ]);
  return formatted(text, path, { indentSize: 2, semicolons: preference });
}

function nodesOf(source: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Single quotes become double ones, and the other way round. */
function otherQuotes(text: string): string {
  const changes = nodesOf(parse('a.tsx', text))
    .filter(node => ts.isStringLiteral(node) && !ts.isJsxAttribute(node.parent) && !/['"\\]/.test(node.text))
    .map((node): ts.TextChange => {
      const quote = node.getText().startsWith("'") ? '"' : "'";
      return {
        span: { start: node.getStart(), length: node.getWidth() },
        newText: quote + node.getText().slice(1, -1) + quote,
      };
    });
  return applied(text, changes);
}

/** Variables, parameters and imports, and no functions: the name of a function is what others know it by. */
async function rename({ files, path, lines }: Target, random: Random): Promise<Files | undefined> {
  if (!CODE.test(path)) return undefined;
  const text = files.get(path) ?? '';
  const { service, name } = serviceFor(path, text);
  const source = service.getProgram()!.getSourceFile(name)!;
  const line = random.pick(lines) - 1;
  const variables = nodesOf(source).filter(
    node =>
      ts.isIdentifier(node) &&
      source.getLineAndCharacterOfPosition(node.getStart(source)).line === line &&
      isVariable(service, name, node.getStart(source)),
  );
  if (variables.length === 0) return undefined;
  const node = random.pick(variables);
  const renamed = random.pick([`${node.getText(source)}2`, 'renamed', 'q', `${node.getText(source)}Value`]);
  const places = service.findRenameLocations(name, node.getStart(source), false, false, {
    providePrefixAndSuffixTextForRename: true,
  });
  const changes = (places ?? []).map(({ textSpan, prefixText = '', suffixText = '' }): ts.TextChange => ({
    span: textSpan,
    newText: prefixText + renamed + suffixText,
  }));
  return edited(files, path, () => applied(text, changes));
}

const VARIABLES = new Set<string>([
  ts.ScriptElementKind.constElement,
  ts.ScriptElementKind.letElement,
  ts.ScriptElementKind.variableElement,
  ts.ScriptElementKind.localVariableElement,
  ts.ScriptElementKind.parameterElement,
  ts.ScriptElementKind.alias,
]);

function isVariable(service: ts.LanguageService, name: string, position: number): boolean {
  const definitions = service.getDefinitionAtPosition(name, position) ?? [];
  const source = service.getProgram()!.getSourceFile(name)!;
  const kinds = service.getQuickInfoAtPosition(name, position)?.kind ?? '';
  const isFunction = definitions.some(({ textSpan }) => {
    const { parent } =
      nodesOf(source).find(node => ts.isIdentifier(node) && node.getStart(source) === textSpan.start) ?? {};
    const initializer = parent && ts.isVariableDeclaration(parent) ? parent.initializer : undefined;
    return (
      initializer !== undefined &&
      (ts.isFunctionExpression(initializer) || (ts.isArrowFunction(initializer) && ts.isBlock(initializer.body)))
    );
  });
  return VARIABLES.has(kinds) && !isFunction && service.getRenameInfo(name, position, {}).canRename;
}

function withCodeAbove(text: string, path: string, random: Random): string | undefined {
  const count = 1 + random.below(5);
  const number = random.below(1000);
  if (CODE.test(path)) {
    const lines = Array.from({ length: count }, (_, n) =>
      random.pick([`// Note ${number + n}.`, '', `export const added${number + n} = ${n};`, `/* ${number} */`]),
    );
    const directive = /^(?:#![^\n]*\n|(['"])use \w+\1;?\n)?/.exec(text)?.[0] ?? '';
    return `${directive}${lines.join('\n')}\n${text.slice(directive.length)}`;
  }
  if (path.endsWith('.sh')) return text.replace('\n', `\n${'# Note.\n'.repeat(count)}`);
  if (path.endsWith('.vue')) return `${'<!-- Note. -->\n'.repeat(count)}${text}`;
  return path.endsWith('.env') ? `${'# Note.\n'.repeat(count)}${text}` : undefined;
}

/** A function or class to the end of its file, or a member to the end of its class. */
function moveDeclaration(text: string, path: string, random: Random): string | undefined {
  const source = parse(path, text);
  const movable = nodesOf(source).filter(
    node =>
      (ts.isFunctionDeclaration(node) && node.parent === source) ||
      (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent)),
  );
  if (movable.length === 0) return undefined;
  const node = random.pick(movable);
  const end = node.parent === source ? text.length : node.parent.getEnd() - 1;
  const between = text.slice(node.getEnd(), end);
  if (between.trim() === '') return undefined;
  return `${text.slice(0, node.getFullStart())}${between}\n${text.slice(node.getFullStart(), node.getEnd())}\n${text.slice(end)}`;
}

const SPECIFIER = /(\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)(['"])(\.[^'"]*)\2/g;

/** Imports are written anew, as an editor does it. */
function moved(files: Files, newPath: (path: string) => string): Files {
  const targetOf = (path: string, specifier: string): string | undefined => {
    const whole = posix.join(posix.dirname(path), specifier);
    const stem = whole.replace(/\.[mc]?js$/, '');
    return [whole, ...['.ts', '.tsx', '.js', '.jsx', '/index.ts', '/index.js'].map(end => stem + end)].find(name =>
      files.has(name),
    );
  };
  const rewritten = (path: string, text: string): string =>
    text.replaceAll(SPECIFIER, (all: string, start: string, quote: string, specifier: string) => {
      const target = targetOf(path, specifier);
      if (target === undefined) return all;
      const way = posix.relative(posix.dirname(newPath(path)), newPath(target));
      const end = posix.extname(specifier) === '' ? '' : posix.extname(specifier);
      const stem = way.slice(0, way.length - posix.extname(way).length);
      return `${start}${quote}${stem.startsWith('.') ? '' : './'}${stem}${end}${quote}`;
    });
  return new Map([...files].map(([path, text]) => [newPath(path), CODE.test(path) ? rewritten(path, text) : text]));
}

/** The name stays where it says what the file is, and so does a folder that is a layer. */
function moveFile(files: Files, path: string, random: Random): Files | undefined {
  if (!/\.(?:js|jsx|mjs|ts|tsx|sh|vue)$/.test(path)) return undefined;
  const name = random.pick([posix.basename(path), `moved-${posix.basename(path)}`]);
  const layer = /(?:^|\/)(routes|services|public|klaviyo)\//.exec(path)?.[1];
  const folder = random.pick(['lib', 'src/deeper/down', 'other']);
  const target = [folder, ...(layer === undefined ? [] : [layer]), name].join('/');
  return files.has(target) ? undefined : moved(files, other => (other === path ? target : other));
}

function moveAll(files: Files, folder: string): Files {
  const isOfRoot = (path: string): boolean => path === 'klaviyo-lint.json';
  return moved(files, path => (isOfRoot(path) ? path : folder + path));
}

import type { TSESLint } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { directiveOf, isClientName, isServerOnly } from '../../src/vendors/klaviyo/browser-module.ts';
import { fileMeant } from '../program/program-modules.ts';
import { projectPath } from '../program/project-path.ts';
import { isTestFile } from '../program/test-file.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const DEEPEST = 8;
/** `SymbolFlags.Value` of TypeScript, which is not loaded here. */
const VALUE = 111_551;

/** Tells by itself whether a file reaches the browser; its path is that inside of the project. */
export function isClient(path: string, text: string): boolean {
  return !isTestFile(path) && !isServerOnly(path, text) && (isClientName(path) || directiveOf(text) === 'use client');
}

/**
 * The file of the browser through which the linted file gets there, where type information shows who imports whom.
 *
 * @returns the last two parts of its path
 */
export function importedByClient({ sourceCode, filename, cwd }: Context): string | undefined {
  const program = sourceCode.parserServices?.program;
  const start = program?.getSourceFile(filename);
  if (!program || !start) return undefined;
  const pathOf = ({ fileName }: ts.SourceFile): string => projectPath(fileName, cwd);
  const seen = new Set([start]);
  let level = [start];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    level = level
      .flatMap(file => importersOf(file, program))
      .filter(file => !seen.has(file) && !isTestFile(pathOf(file)) && !isServerOnly(pathOf(file), file.text));
    const client = level.find(file => isClient(pathOf(file), file.text));
    if (client) return client.fileName.split('/').slice(-2).join('/');
    for (const file of level) seen.add(file);
  }
  return undefined;
}

const importers = new WeakMap<ts.Program, Map<ts.SourceFile, ts.SourceFile[]>>();

function importersOf(file: ts.SourceFile, program: ts.Program): ts.SourceFile[] {
  const known = importers.get(program) ?? allImporters(program);
  importers.set(program, known);
  return known.get(file) ?? [];
}

function allImporters(program: ts.Program): Map<ts.SourceFile, ts.SourceFile[]> {
  const found = new Map<ts.SourceFile, ts.SourceFile[]>();
  const own = program
    .getSourceFiles()
    .filter(({ isDeclarationFile, fileName }) => !isDeclarationFile && !fileName.includes('/node_modules/'));
  for (const from of own) {
    for (const specifier of importedValues(from, program)) {
      const target = fileMeant(from, specifier, program);
      if (target) found.set(target, [...(found.get(target) ?? []), from]);
    }
  }
  return found;
}

/** The specifiers of imports that are still there when the types are gone. */
function importedValues({ statements }: ts.SourceFile, program: ts.Program): string[] {
  return statements.flatMap(statement => {
    if (!('moduleSpecifier' in statement) || 'exportClause' in statement || 'isExportEquals' in statement) return [];
    const { moduleSpecifier, importClause } = statement as ts.ImportDeclaration;
    const isValue = importClause === undefined || holdsValue(importClause, program);
    return isValue && 'text' in moduleSpecifier ? [String(moduleSpecifier.text)] : [];
  });
}

function holdsValue(clause: ts.ImportClause, program: ts.Program): boolean {
  // Its successor is not there in older releases of TypeScript.
  if (Reflect.get(clause, 'isTypeOnly')) return false;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !('elements' in namedBindings)) return true;
  const checker = program.getTypeChecker();
  return namedBindings.elements.some(element => {
    const symbol = checker.getSymbolAtLocation(element.name);
    return !element.isTypeOnly && (symbol === undefined || (checker.getAliasedSymbol(symbol).flags & VALUE) !== 0);
  });
}

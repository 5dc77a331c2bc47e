import type { TSESLint } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { namesVendor } from '../../src/vendors/klaviyo/sign.ts';
import { fileMeant, isOwn, specifiersOf } from './program-modules.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const decided = new WeakMap<object, boolean>();

/**
 * Tells, once per file, whether it can have to do with Klaviyo at all: something in its text says so, or, where type information
 * shows what files import, it is connected with a file whose text does.
 */
export function mayConcernVendor({ sourceCode, filename }: Context): boolean {
  const known = decided.get(sourceCode);
  if (known !== undefined) return known;
  const program = sourceCode.parserServices?.program;
  const isRelevant = namesVendor(sourceCode.text) || (!!program && connectedFiles(program).has(filename));
  decided.set(sourceCode, isRelevant);
  return isRelevant;
}

const connected = new WeakMap<ts.Program, ReadonlySet<string>>();

/** The files of a program that import one with a sign, or are imported by one, directly or not. */
function connectedFiles(program: ts.Program): ReadonlySet<string> {
  const known = connected.get(program) ?? findConnected(program);
  connected.set(program, known);
  return known;
}

function findConnected(program: ts.Program): ReadonlySet<string> {
  const own = program.getSourceFiles().filter(isOwn);
  const signed = own.filter(({ text }) => namesVendor(text));
  if (signed.length === 0) return new Set();
  const imported = new Map(
    own.map(file => [
      file,
      [...specifiersOf(file).keys()].flatMap(specifier => fileMeant(file, specifier, program) ?? []),
    ]),
  );
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const [file, targets] of imported)
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), file]);
  return new Set([...reachable(signed, imported), ...reachable(signed, importers)].map(({ fileName }) => fileName));
}

function reachable(
  start: readonly ts.SourceFile[],
  next: ReadonlyMap<ts.SourceFile, readonly ts.SourceFile[]>,
): Set<ts.SourceFile> {
  const found = new Set(start);
  for (const file of found) for (const target of next.get(file) ?? []) found.add(target);
  return found;
}

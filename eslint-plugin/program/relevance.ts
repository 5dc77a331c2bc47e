import type { TSESLint } from '@typescript-eslint/utils';
import { isSdkModule } from '../../src/vendors/klaviyo/sdk-release.ts';
import { mentionsVendor } from '../../src/vendors/klaviyo/sign.ts';
import { packageSpecifier } from './package-specifier.ts';
import { type ProjectFiles, projectFilesOf } from './project-files.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const decided = new WeakMap<object, boolean>();

/**
 * Tells, once per file, whether it can have to do with Klaviyo at all: something in its text says so, or, where type information
 * shows what files import, it is connected with a file whose text does.
 */
export function mayConcernVendor(context: Context): boolean {
  const { sourceCode, filename } = context;
  const known = decided.get(sourceCode);
  if (known !== undefined) return known;
  const isRelevant = mentionsVendor(sourceCode.text) || connectedFiles(projectFilesOf(context)).has(filename);
  decided.set(sourceCode, isRelevant);
  return isRelevant;
}

const connected = new WeakMap<ProjectFiles, ReadonlySet<string>>();

/** The files of a project that import one with a sign, or are imported by one, directly or not. */
function connectedFiles(files: ProjectFiles | undefined): ReadonlySet<string> {
  if (!files) return new Set();
  const known = connected.get(files) ?? findConnected(files);
  connected.set(files, known);
  return known;
}

function findConnected(files: ProjectFiles): ReadonlySet<string> {
  const names = files.names();
  const signed = names.filter(name => mentionsVendor(files.text(name) ?? '') || importsAlias(name, files));
  if (signed.length === 0) return new Set();
  const imported = new Map(
    names.map(name => [name, files.specifiers(name).flatMap(specifier => files.resolve(name, specifier) ?? [])]),
  );
  const importers = new Map<string, string[]>();
  for (const [name, targets] of imported)
    for (const target of targets) importers.set(target, [...(importers.get(target) ?? []), name]);
  return new Set([...reachable(signed, imported), ...reachable(signed, importers)]);
}

/** The SDK may have another name where it is installed. */
function importsAlias(name: string, files: ProjectFiles): boolean {
  const { aliased } = files;
  return (
    aliased !== undefined &&
    files.specifiers(name).some(specifier => isSdkModule(packageSpecifier(aliased(name, specifier) ?? '')))
  );
}

function reachable(start: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(start);
  for (const name of found) for (const target of next.get(name) ?? []) found.add(target);
  return found;
}

import type { TSESLint } from '@typescript-eslint/utils';
import { isAnySdkModule, mentionsAnyVendor } from '../../src/vendors/signs.ts';
import type { Vendor } from '../../src/vendors/vendor.ts';
import { importsIn, reachable } from './importers.ts';
import { packageSpecifier } from './package-specifier.ts';
import { type ProjectFiles, projectFilesOf } from './project-files.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** By what a file may be connected with a vendor. */
interface Signs {
  mentions(text: string): boolean;
  isSdkModule(specifier: string): boolean;
  /** What is decided already, by the code of files. */
  decided: WeakMap<object, boolean>;
  connected: WeakMap<ProjectFiles, ReadonlySet<string>>;
}

function signs({ mentions, isSdkModule }: Pick<Signs, 'mentions' | 'isSdkModule'>): Signs {
  return { mentions, isSdkModule, decided: new WeakMap(), connected: new WeakMap() };
}

const signsOf = new Map<Vendor, Signs>();
const OF_ANY = signs({ mentions: mentionsAnyVendor, isSdkModule: isAnySdkModule });

/**
 * Decides, once per file, whether it can have to do with a vendor at all: something in its text says so, or, where type information
 * shows what files import, it is connected with a file whose text does.
 */
export function mayConcernVendor(context: Context, vendor: Vendor): boolean {
  const { mentions, sdk } = vendor;
  const ofVendor = signsOf.get(vendor) ?? signs({ mentions, isSdkModule: specifier => sdk.isModule(specifier) });
  signsOf.set(vendor, ofVendor);
  return mayConcern(context, ofVendor);
}

/** The same for any of the vendors. */
export function mayConcernAnyVendor(context: Context): boolean {
  return mayConcern(context, OF_ANY);
}

function mayConcern(context: Context, ofVendor: Signs): boolean {
  const { mentions, decided } = ofVendor;
  const { sourceCode, filename } = context;
  const known = decided.get(sourceCode);
  if (known !== undefined) return known;
  const isRelevant = mentions(sourceCode.text) || connectedFiles(projectFilesOf(context), ofVendor).has(filename);
  decided.set(sourceCode, isRelevant);
  return isRelevant;
}

/** The files of a project that import one with a sign, or are imported by one, directly or not. */
function connectedFiles(files: ProjectFiles | undefined, ofVendor: Signs): ReadonlySet<string> {
  if (!files) return new Set();
  const { connected } = ofVendor;
  const known = connected.get(files) ?? findConnected(files, ofVendor);
  connected.set(files, known);
  return known;
}

function findConnected(files: ProjectFiles, { mentions, isSdkModule }: Signs): ReadonlySet<string> {
  const names = files.names();
  const signed = names.filter(name => mentions(files.text(name) ?? '') || importsAlias(name, files, isSdkModule));
  if (signed.length === 0) return new Set();
  const { imported, importers } = importsIn(files);
  return new Set([...reachable(signed, imported), ...reachable(signed, importers)]);
}

/** The SDK may have another name where it is installed. */
function importsAlias(name: string, files: ProjectFiles, isSdkModule: Signs['isSdkModule']): boolean {
  const { aliased } = files;
  return (
    aliased !== undefined &&
    files.specifiers(name).some(specifier => isSdkModule(packageSpecifier(aliased(name, specifier) ?? '')))
  );
}

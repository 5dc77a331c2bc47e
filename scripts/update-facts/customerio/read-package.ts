import { readFile } from 'node:fs/promises';
import { parseTarGzip } from 'nanotar';
import { Project, SyntaxKind, type ClassDeclaration, type ClassExpression, type SourceFile } from 'ts-morph';
import { archiveOf } from '../sdk-packages.ts';

/** The parts of a published `customerio-node` that hold facts, parsed and never executed. */
export interface CustomerioPackage {
  version: string;
  /** The range of Node that the manifest asks for. */
  node?: string;
  /** Compiled code of the package. */
  code: readonly SourceFile[];
  /** Declared types of the package. */
  types: readonly SourceFile[];
}

export type AnyClass = ClassDeclaration | ClassExpression;

/** The compiled code is in `dist/` since 2.1; before, the code is in `lib/`. */
const CODE = /^package\/(?:dist|lib)\/[\w/-]+\.js$/;
const TYPES = /^package\/dist\/lib\/[\w/-]+\.d\.ts$/;
const MANIFEST = 'package/package.json';

/** Reads one version from the cache. @throws when the archive does not look like the SDK */
export async function readPackage(version: string): Promise<CustomerioPackage> {
  const files = await parseTarGzip(await readFile(archiveOf('customerio-node', version)), {
    filter: ({ name }) => name === MANIFEST || CODE.test(name) || TYPES.test(name),
  });
  const manifest = files.find(({ name }) => name === MANIFEST);
  if (manifest === undefined) throw new Error(`customerio-node ${version} has no manifest.`);
  return packageOf(
    version,
    manifest.text,
    files.filter(({ name }) => name !== MANIFEST),
  );
}

/** The same for files that are at hand. */
export function packageOf(
  version: string,
  manifest: string,
  files: readonly { name: string; text: string }[],
): CustomerioPackage {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  const sources = files.map(({ name, text }) => project.createSourceFile(`/${name}`, text));
  const { engines } = JSON.parse(manifest) as { engines?: { node?: string } };
  const isType = (file: SourceFile): boolean => file.getFilePath().endsWith('.d.ts');
  return {
    version,
    ...(engines?.node !== undefined && { node: engines.node }),
    code: sources.filter(file => !isType(file)),
    types: sources.filter(isType),
  };
}

/** Every class of the compiled code, by name. */
export function classesOf({ code }: CustomerioPackage): ReadonlyMap<string, AnyClass> {
  const classes = code.flatMap((file): AnyClass[] => [
    ...file.getDescendantsOfKind(SyntaxKind.ClassDeclaration),
    ...file.getDescendantsOfKind(SyntaxKind.ClassExpression),
  ]);
  return new Map(classes.map(each => [each.getName() ?? '', each]));
}

export interface PackageFile {
  /** Such as `package/api/apis.ts`. */
  name: string;
  text: string;
}

/** Where a release declares what can be imported from it: each model has a file since 6, one file lists all names before. */
const DECLARING = /^package\/(?:(?:api|model|util)\/\w+\.ts|src\/index\.js)$/;

const DECLARATION =
  /^[ \t]*export (?:declare |abstract )*(?:class|const|enum|function|interface|namespace|type) (\w+)/gm;

const LISTED = /^ {4}(\w+),$/gm;

/** Whether a file of the package takes part in what it exports. */
export function declaresExports(name: string): boolean {
  return DECLARING.test(name);
}

/** The names that can be imported from one release of the SDK, sorted. */
export function readExports(files: readonly PackageFile[]): string[] {
  const declaring = files.filter(({ name }) => declaresExports(name));
  const names = declaring.flatMap(({ name, text }) =>
    [...text.matchAll(name.endsWith('.js') ? LISTED : DECLARATION)].map(match => match[1]!),
  );
  return [...new Set(names)].sort();
}

import { posix } from 'node:path';
import { DEPENDENCY_SECTIONS } from '../../model/facts.ts';
import { parseJsonObject, stringOf, tableOf, type JsonEntry, type JsonTable } from '../manifests/json-tree.ts';
import { readNpmTree } from './npm-tree.ts';
import { isSdk, type Lock, type LockedCopy } from './lock.ts';
import { lockedVersion } from './locked-version.ts';

const NEWEST_FORMAT = 3;

/**
 * Reads `package-lock.json` and `npm-shrinkwrap.json`: a tree of dependencies in version 1, a table of folders in 2 and 3.
 *
 * Source: npm’s documentation of package-lock.json; and lock files of npm 6 and 11; read 2026-11-20.
 *
 * @throws {SyntaxError} as `LockReader`
 */
export function readNpmLock(text: string): Lock {
  const root = tableOf(parseJsonObject(text), text);
  const format: unknown = root.get('lockfileVersion')?.value.value;
  if (typeof format === 'number' && format > NEWEST_FORMAT)
    throw new SyntaxError(`its format ${format} is newer than what is known here`);
  const packages = root.get('packages');
  return packages === undefined
    ? readNpmTree(root.get('dependencies')?.value, text)
    : readPackages(tableOf(packages.value, text), text);
}

function readPackages(packages: JsonTable, text: string): Lock {
  const fieldsOf = (path: string): JsonTable => tableOf(packages.get(path)?.value, text);
  const copies = new Map(
    [...packages]
      .filter(([path]) => INSTALLED.test(path))
      .flatMap(([path, entry]) => {
        const name = nameOf(path);
        return isCandidate(name, entry) ? [[path, copyAt(path, entry)] as const] : [];
      }),
  );

  function copyAt(path: string, entry: JsonEntry): LockedCopy {
    const fields = fieldsOf(path);
    const target =
      fields.get('link')?.value.value === true ? fieldsOf(stringOf(fields.get('resolved')?.value) ?? '') : fields;
    const packageName = stringOf(target.get('name')?.value) ?? nameOf(path);
    const version = lockedVersion(stringOf(target.get('version')?.value));
    const axiosAt = resolve(packages, path, 'axios');
    const axios = axiosAt === undefined ? undefined : lockedVersion(stringOf(fieldsOf(axiosAt).get('version')?.value));
    return {
      name: nameOf(path),
      packageName,
      ...(version !== undefined && { version }),
      ...(axios !== undefined && { axios }),
      start: entry.start,
      end: entry.end,
    };
  }

  return {
    copies: [...copies.values()].filter(isSdk),
    covers: folder => packages.has(folder),
    copyFor({ folder, name }) {
      const path = isListed(fieldsOf(folder), name, text) ? resolve(packages, folder, name) : undefined;
      return path === undefined ? undefined : (copies.get(path) ?? copyAt(path, packages.get(path)!));
    },
  };
}

const INSTALLED = /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/;

/** The own name is in `name` where a package is installed under another one. */
function isCandidate(name: string, { value }: JsonEntry): boolean {
  return (
    isSdk({ packageName: name }) ||
    value.children?.some(
      ({ children: [key, own] = [] }) => key?.value === 'name' && isSdk({ packageName: String(own?.value) }),
    ) === true
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function isListed(manifest: JsonTable, name: string, text: string): boolean {
  return DEPENDENCY_SECTIONS.some(section => tableOf(manifest.get(section)?.value, text).has(name));
}

/** Where a module of a folder finds a package, as Node looks for it: in its own `node_modules`, then in those above. */
function resolve(packages: JsonTable, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const path = posix.join(folder, 'node_modules', name);
    if (packages.has(path)) return path;
    if (folder === '' || folder === '.') return undefined;
  }
}

import type { Node } from 'jsonc-parser';
import { DEPENDENCY_SECTIONS } from '../../model/facts.ts';
import { parseJsonObject, stringOf, tableOf, type JsonEntry, type JsonTable } from '../manifests/json-tree.ts';
import { isSdk, type Lock, type LockedCopy } from './lock.ts';
import { lockedVersion, splitDescriptor } from './locked-version.ts';

/**
 * Reads `bun.lock`: a table of packages by the path of names that leads to them, such as `klaviyo-api/axios`.
 *
 * Source: bun.sh/docs/install/lockfile, and lock files of bun 1.3; read 2026-11-20.
 *
 * @throws {SyntaxError} as `LockReader`
 */
export function readBunLock(text: string): Lock {
  const root = tableOf(parseJsonObject(text, 'jsonc'), text);
  const workspaces = tableOf(root.get('workspaces')?.value, text);
  const packages = tableOf(root.get('packages')?.value, text);
  const field = (folder: string, name: string): Node | undefined =>
    tableOf(workspaces.get(folder)?.value, text).get(name)?.value;

  function copyOf(path: string, entry: JsonEntry): LockedCopy {
    const [packageName, reference] = splitDescriptor(descriptorOf(entry));
    const version = lockedVersion(reference);
    const axios = resolve(packages, namesIn(path), 'axios');
    const axiosVersion = axios === undefined ? undefined : lockedVersion(descriptorOf(axios[1]));
    return {
      name: namesIn(path).at(-1) ?? path,
      packageName,
      ...(version !== undefined && { version }),
      ...(axiosVersion !== undefined && { axios: axiosVersion }),
      start: entry.start,
      end: entry.end,
    };
  }

  return {
    copies: [...packages]
      .filter(([, entry]) => isSdk({ packageName: splitDescriptor(descriptorOf(entry))[0] }))
      .map(([path, entry]) => copyOf(path, entry)),
    covers: folder => workspaces.has(folder),
    copyFor({ folder, name }) {
      if (!DEPENDENCY_SECTIONS.some(section => tableOf(field(folder, section), text).has(name))) return undefined;
      const found = resolve(packages, folder === '' ? [] : [stringOf(field(folder, 'name')) ?? folder], name);
      return found && copyOf(...found);
    },
  };
}

/** The first of an entry's list: `klaviyo-api@23.0.0`. */
function descriptorOf({ value }: JsonEntry): string {
  return stringOf(value.children?.[0]) ?? '';
}

/** The names on a path, of which one with a scope holds a slash itself. */
function namesIn(path: string): string[] {
  const names: string[] = [];
  for (const part of path.split('/')) {
    const scope = names.at(-1);
    if (scope?.startsWith('@') && !scope.includes('/')) names[names.length - 1] = `${scope}/${part}`;
    else names.push(part);
  }
  return names;
}

/** What a package finds under a name: first what it has for itself, then what those above it have. */
function resolve(
  packages: JsonTable,
  owners: readonly string[],
  name: string,
): [path: string, entry: JsonEntry] | undefined {
  for (let count = owners.length; count >= 0; count -= 1) {
    const path = [...owners.slice(0, count), name].join('/');
    const entry = packages.get(path);
    if (entry !== undefined) return [path, entry];
  }
  return undefined;
}

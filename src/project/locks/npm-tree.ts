import type { Node } from 'jsonc-parser';
import { stringOf, tableOf, type JsonEntry, type JsonTable } from '../manifests/json-tree.ts';
import { isSdk, type Lock, type LockedCopy } from './lock.ts';
import { lockedVersion } from './locked-version.ts';

/** The tables of dependencies from a place of the tree to its root, in which a package is looked for in this order. */
type Scope = readonly JsonTable[];

/**
 * Reads the `dependencies` of version 1 of npm's lock file, where what a package has for itself stands inside of its entry.
 *
 * @throws {SyntaxError} as `LockReader`
 */
export function readNpmTree(dependencies: Node | undefined, text: string): Lock {
  const root = [tableOf(dependencies, text)];
  const field = ({ value }: JsonEntry, name: string): Node | undefined => tableOf(value, text).get(name)?.value;
  const scopeIn = (entry: JsonEntry, scope: Scope): Scope => [tableOf(field(entry, 'dependencies'), text), ...scope];

  function copyOf(name: string, entry: JsonEntry, scope: Scope): LockedCopy {
    const reference = stringOf(field(entry, 'version')) ?? '';
    const version = lockedVersion(reference);
    const axiosEntry = find('axios', scopeIn(entry, scope));
    const axios = axiosEntry === undefined ? undefined : lockedVersion(stringOf(field(axiosEntry, 'version')));
    return {
      name,
      packageName: aliased(reference) ?? name,
      ...(version !== undefined && { version }),
      ...(axios !== undefined && { axios }),
      start: entry.start,
      end: entry.end,
    };
  }

  function* copiesIn(scope: Scope): Generator<LockedCopy> {
    for (const [name, entry] of scope[0] ?? []) {
      const copy = copyOf(name, entry, scope);
      if (isSdk(copy)) yield copy;
      yield* copiesIn(scopeIn(entry, scope));
    }
  }

  /** A workspace is a dependency of the root whose version is its folder. */
  function workspace(folder: string): JsonEntry | undefined {
    return [...(root[0] ?? [])]
      .map(([, entry]) => entry)
      .find(entry => stringOf(field(entry, 'version')) === `file:${folder}`);
  }

  return {
    copies: [...copiesIn(root)],
    covers: folder => folder === '' || workspace(folder) !== undefined,
    copyFor({ folder, name }) {
      const own = workspace(folder);
      if (folder !== '' && own === undefined) return undefined;
      const scope = own === undefined ? root : scopeIn(own, root);
      const entry = find(name, scope);
      return entry === undefined ? undefined : copyOf(name, entry, scope);
    },
  };
}

function find(name: string, scope: Scope): JsonEntry | undefined {
  return scope.map(table => table.get(name)).find(entry => entry !== undefined);
}

/** The package behind `npm:klaviyo-api@20.0.0`. */
function aliased(reference: string): string | undefined {
  return /^npm:(@?[^@]+)@/.exec(reference)?.[1];
}

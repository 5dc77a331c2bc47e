import npa from 'npm-package-arg';
import { valid, validRange } from 'semver';
import type { SpecifierKind } from '../../model/facts.ts';

/** What a manifest declares: the package that is really installed, and what the text refers to. */
export interface Specifier {
  packageName: string;
  kind: SpecifierKind;
  /** What semver reads in an exact version or a range. */
  range?: string;
}

const KIND_OF_TYPE: Record<string, SpecifierKind> = {
  version: 'exact',
  range: 'range',
  tag: 'tag',
  git: 'git',
  remote: 'url',
  file: 'file',
  directory: 'file',
};

/** References that npm itself does not read: pnpm's, yarn's and bun's. */
const KIND_OF_PROTOCOL: Record<string, SpecifierKind> = {
  'workspace:': 'workspace',
  'catalog:': 'catalog',
  'link:': 'file',
  'portal:': 'file',
};

/** Yarn's patched packages carry the reference that they were made from, URL-encoded. */
const PATCH = /^patch:(?:@[^@]+|[^@]+)@([^#]+)/;

/** No package manager writes longer ones, and the readers of references were not made for them. */
const MAX_LENGTH = 1000;

/** A branch, a tag or a short hash may point elsewhere tomorrow. */
const FULL_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Reads the text of a dependency as its package manager does. @param name the name it is installed under */
export function readSpecifier(name: string, text: string): Specifier {
  if (text.length > MAX_LENGTH) return { packageName: name, kind: 'unknown' };
  const protocol = /^[a-z]+:/.exec(text)?.[0] ?? '';
  const kind = Object.hasOwn(KIND_OF_PROTOCOL, protocol) ? KIND_OF_PROTOCOL[protocol] : undefined;
  if (kind !== undefined) return { packageName: name, kind };
  const patched = PATCH.exec(text)?.[1];
  return readNpmSpecifier(name, patched === undefined ? text : decodeEscapes(patched));
}

function readNpmSpecifier(name: string, text: string): Specifier {
  try {
    const result = npa.resolve(name, withoutBareProtocol(text), '/');
    const { type, name: packageName, fetchSpec, gitCommittish } = result.type === 'alias' ? result.subSpec : result;
    const kind = type === 'git' && FULL_HASH.test(gitCommittish ?? '') ? 'commit' : KIND_OF_TYPE[type];
    const range =
      kind === 'exact' ? valid(fetchSpec, true) : kind === 'range' && validRange(fetchSpec) !== null ? fetchSpec : null;
    return { packageName: packageName ?? name, kind: kind ?? 'unknown', ...(range !== null && { range }) };
  } catch {
    return { packageName: name, kind: 'unknown' };
  }
}

/** Yarn writes `npm:^23.0.0` where npm writes `^23.0.0`. */
function withoutBareProtocol(text: string): string {
  const rest = text.slice('npm:'.length);
  return text.startsWith('npm:') && validRange(rest) !== null ? rest : text;
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type EslintSetup, PACKAGE_MANAGERS, type PackageManager, type Setup } from '../../init/setup.ts';
import { UsageError } from '../../model/errors.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { createFileReader, type FileReader } from '../discovery/read-file.ts';
import { systemErrorCode } from '../discovery/system-error.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { asRecord } from '../modules/path-aliases.ts';

const LOCK_FILES: [file: string, manager: PackageManager][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** In the order in which ESLint looks for them. */
const FLAT_CONFIGURATIONS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map(extension => `eslint.config.${extension}`);
const OLD_CONFIGURATION = /^\.eslintrc(?:\.(?:js|cjs|json|ya?ml))?$/;

const WORKFLOWS = '.github/workflows';
const OUR_ACTION = /\bklaviyo-lint\/klaviyo-lint(?:\/[\w./-]*)?@/;

/** A name that needs no quotes in a workflow. */
const PLAIN_BRANCH = /^[A-Za-z][\w/-]*$/;

/**
 * Reads how a folder is configured.
 *
 * @param root a real path
 * @param ours what may be there of ours, relative to it
 * @throws UsageError for a package.json that is no object
 */
export function readSetup(root: string, ours: readonly string[]): Setup {
  const readBytes = createFileReader(root);
  const text = (path: string): string | undefined => {
    const bytes = readBytes(path);
    return bytes instanceof Uint8Array ? decodeText(bytes).text : undefined;
  };
  const names = namesIn(root);
  const manifest = names.has('package.json') ? readManifest(createJsonReader(readBytes)('package.json')) : undefined;
  const declared = new Set(
    ['dependencies', 'devDependencies', 'peerDependencies'].flatMap(section =>
      Object.keys(asRecord(manifest?.[section])),
    ),
  );
  const workflows = [...namesIn(join(root, WORKFLOWS))].filter(name => /\.ya?ml$/.test(name)).sort();
  const workflow = workflows.find(name => OUR_ACTION.test(text(`${WORKFLOWS}/${name}`) ?? ''));
  return {
    hasManifest: manifest !== undefined,
    manager: managerOf(manifest, names, text),
    isMonorepo: manifest?.['workspaces'] !== undefined || names.has('pnpm-workspace.yaml'),
    hasTypeScript: declared.has('typescript') || names.has('tsconfig.json'),
    declared,
    eslint: eslintOf(manifest, names, path => wholeText(readBytes(path))),
    workflow: workflow && `${WORKFLOWS}/${workflow}`,
    otherWorkflows: workflows.length - (workflow === undefined ? 0 : 1),
    existing: new Set(ours.filter(path => isThere(root, path))),
    repository: repositoryAt(root),
    defaultBranch: defaultBranchIn(text('.git/refs/remotes/origin/HEAD')),
  };
}

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch (error) {
    systemErrorCode(error);
    return new Set();
  }
}

/** A link that leads nowhere is there too. */
function isThere(root: string, path: string): boolean {
  return namesIn(join(root, dirname(path))).has(path.slice(path.lastIndexOf('/') + 1));
}

function readManifest(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError("'package.json' cannot be read as JSON. Correct it first.");
  return value as Record<string, unknown>;
}

function wholeText(bytes: ReturnType<FileReader>): string | undefined {
  if (!(bytes instanceof Uint8Array)) return undefined;
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : undefined;
}

type ReadText = (path: string) => string | undefined;

function managerOf(
  manifest: Record<string, unknown> | undefined,
  names: ReadonlySet<string>,
  text: ReadText,
): Setup['manager'] {
  const [, named, version = ''] = /^([a-z]+)@(\d+)/.exec(String(manifest?.['packageManager'])) ?? [];
  const declared = PACKAGE_MANAGERS.find(manager => manager === named);
  const isClassicLock = (): boolean => text('yarn.lock')?.includes('# yarn lockfile v1') ?? false;
  if (declared !== undefined)
    return { name: declared, from: 'package.json', isClassicYarn: declared === 'yarn' && version === '1' };
  const [from, name = 'npm'] = LOCK_FILES.find(([file]) => names.has(file)) ?? [];
  return { name, from, isClassicYarn: name === 'yarn' && isClassicLock() };
}

function eslintOf(
  manifest: Record<string, unknown> | undefined,
  names: ReadonlySet<string>,
  wholeTextOf: ReadText,
): EslintSetup | undefined {
  const flat = FLAT_CONFIGURATIONS.find(name => names.has(name));
  const old = [...names].find(name => OLD_CONFIGURATION.test(name));
  const path = flat ?? old ?? (manifest?.['eslintConfig'] === undefined ? undefined : 'package.json');
  if (path === undefined) return undefined;
  const text = wholeTextOf(path);
  const code = text ?? '';
  return {
    path,
    isFlat: flat !== undefined,
    isCommonJs: /\.c[jt]s$/.test(path) || (/\.[jt]s$/.test(path) && /\bmodule\.exports\b/.test(code)),
    hasPlugin: code.includes('eslint-plugin-klaviyo'),
    text,
  };
}

function repositoryAt(root: string): Setup['repository'] {
  if (existsSync(join(root, '.git'))) return 'root';
  for (let at = root; at !== dirname(at); at = dirname(at)) if (existsSync(join(at, '.git'))) return 'inside';
  return 'none';
}

function defaultBranchIn(head: string | undefined): string {
  const branch = /^ref: refs\/remotes\/origin\/(\S+)\s*$/.exec(head ?? '')?.[1] ?? '';
  return PLAIN_BRANCH.test(branch) ? branch : 'main';
}

import { posix } from 'node:path';
import { PAGE_EXTENSIONS } from '../../vendors/browser-module.ts';

export type SourceLanguage = 'javascript' | 'typescript';
/** A `component`, as a page, holds blocks of script; a `workflow`, a `pipeline`, a `makefile` and a `dockerfile` hold commands of a shell. */
export type FileKind =
  SourceLanguage | 'component' | 'shell' | 'dockerfile' | 'workflow' | 'makefile' | 'pipeline' | 'manifest' | 'catalog';

const BY_NAME = new Map<string, FileKind>([
  ['package.json', 'manifest'],
  ['pnpm-workspace.yaml', 'catalog'],
  ['.yarnrc.yml', 'catalog'],
  ['action.yml', 'workflow'],
  ['action.yaml', 'workflow'],
]);

const BY_EXTENSION = new Map<string, FileKind>([
  ['.js', 'javascript'],
  ['.jsx', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.gs', 'javascript'],
  ['.es6', 'javascript'],
  ['.es', 'javascript'],
  ['.jsm', 'javascript'],
  ['.ts', 'typescript'],
  ['.tsx', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
  ['.vue', 'component'],
  ['.svelte', 'component'],
  ['.astro', 'component'],
  ['.mdx', 'component'],
  ...PAGE_EXTENSIONS.map((extension): [string, FileKind] => [`.${extension}`, 'component']),
  ['.sh', 'shell'],
  ['.bash', 'shell'],
  ['.zsh', 'shell'],
  ['.ksh', 'shell'],
  ['.dockerfile', 'dockerfile'],
  ['.mk', 'makefile'],
]);

const WORKFLOW = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/;
const MAKEFILE = /^(?:GNU)?makefile(?:\.am)?$/i;
const PIPELINE =
  /(?:^|\/)(?:[^/]*\.gitlab-ci|bitbucket-pipelines|azure-pipelines[^/]*|\.travis|\.drone|\.woodpecker|buildspec[^/]*|cloudbuild[^/]*|amplify|appveyor|(?:docker-)?compose[^/]*|taskfile[^/]*|render|lefthook)\.ya?ml$|(?:^|\/)\.(?:gitlab|circleci|buildkite|azure-pipelines|woodpecker)\/(?:[^/]+\/)*[^/]+\.ya?ml$/i;
const DOCKERFILE = /^(?:Docker|Container)file(?:\.|$)/;

/**
 * Returns what a file is read as, from its name; undefined for what is not read at all. Without an extension a file is a `shell`
 * script only if its first line names an interpreter.
 *
 * @param root the checked folder, which may be `.github` itself or its `workflows`
 */
export function fileKind(path: string, root = ''): FileKind | undefined {
  if (path !== last?.path || root !== last.root) last = { path, root, kind: kindOf(path, root) };
  return last.kind;
}

/** Several parts ask about a file, one after the other. */
let last: { path: string; root: string; kind: FileKind | undefined } | undefined;

function kindOf(path: string, root: string): FileKind | undefined {
  const name = posix.basename(path);
  const extension = posix.extname(name).toLowerCase();
  const known = BY_NAME.get(name) ?? BY_EXTENSION.get(extension);
  if (known !== undefined) return known;
  if (DOCKERFILE.test(name)) return 'dockerfile';
  if (MAKEFILE.test(name)) return 'makefile';
  if (PIPELINE.test(path)) return 'pipeline';
  if (WORKFLOW.test(`${root.replaceAll('\\', '/')}/${path}`)) return 'workflow';
  return extension === '' ? 'shell' : undefined;
}

/** Returns whether a name says that the file is code; a script without an extension says it in its first line. */
export function isCodeName(path: string): boolean {
  const kind = fileKind(path);
  return kind !== undefined && (kind !== 'shell' || posix.extname(path) !== '');
}

const MEDIA =
  /\.(?:png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|ai|mp[34]|m4[av]|mov|webm|avi|mkv|wav|ogg|flac|woff2?|ttf|otf|eot)$/i;

/** Returns whether a name says that the file is an image, a sound, a film or a font. */
export function isMediaName(path: string): boolean {
  return MEDIA.test(path);
}

import { posix } from 'node:path';
import { isPage } from '../../vendors/browser-module.ts';
import type { ModuleResolver } from './module-resolver.ts';

interface Project {
  readText: (path: string) => string;
  /** The code that a file has for the browser, if it has any; what was read for it is not read again. */
  codeOf: (path: string) => string | undefined;
  resolve: ModuleResolver;
}

/**
 * The files that a page, or the tool of a project, loads in the browser, each with the file that says so.
 *
 * Sources: the documentation of Create React App, Angular, Nuxt, SolidStart, SvelteKit, webpack, esbuild, service workers and extensions of browsers;
 * read 2026-11-23.
 */
export function browserEntries(files: readonly string[], project: Project): [entry: string, page: string][] {
  return files.flatMap(path =>
    [...entriesIn(path, files, project), ...entriesOfCode(path, project)].map((entry): [string, string] => [
      entry,
      path,
    ]),
  );
}

/** What code of any name loads in the browser, or builds for it. */
function entriesOfCode(path: string, { codeOf, resolve }: Project): string[] {
  const code = codeOf(path);
  if (code === undefined) return [];
  return [...serviceWorkersOf(code), ...entryPointsOf(code)].flatMap(script => fileOf(script, path, resolve) ?? []);
}

const REGISTERED =
  /\bserviceWorker\s{0,20}\.register\(\s{0,20}(?:new\s{1,5}URL\(\s{0,20})?(?:'([^'\n]{1,200})'|"([^"\n]{1,200})"|`([^`$\n]{1,200})`)/g;

function serviceWorkersOf(code: string): string[] {
  if (!code.includes('serviceWorker')) return [];
  return [...code.matchAll(REGISTERED)].map(([, single, double, template]) => single ?? double ?? template ?? '');
}

const ENTRY_POINTS = /\bentryPoints\s{0,5}:\s{0,5}\[([^\]]{0,2000})\]/g;

/** What esbuild builds for browsers; a script that builds for both says nothing. */
function entryPointsOf(code: string): string[] {
  const isForBrowsers =
    /\bplatform\s{0,5}:\s{0,5}['"`]browser/.test(code) && !/['"`]node['"`]|['"`]neutral['"`]/.test(code);
  return isForBrowsers ? [...code.matchAll(ENTRY_POINTS)].flatMap(([, entries = '']) => textsIn(entries)) : [];
}

function textsIn(code: string): string[] {
  return [...code.matchAll(/'([^'\n]{1,200})'|"([^"\n]{1,200})"/g)].map(([, single, double]) => single ?? double ?? '');
}

/** A configuration that tells, by its target or by what only a page needs, that it builds for browsers alone. */
const FOR_PAGES =
  /\btarget\s{0,5}:\s{0,5}(?:\[\s{0,20})?['"`](?:web|browserslist)\b|\bnew\s+HtmlWebpackPlugin\b|\bnew\s+HtmlRspackPlugin\b|\brspack\.HtmlRspackPlugin\b/;
const FOR_OTHERS =
  /\btarget\s{0,5}:(?!\s{0,5}(?:\[\s{0,20})?['"`](?:web\b(?!worker)|browserslist))|\btarget\s{0,5}:\s{0,5}\[[^\]]{0,100}node|nodeExternals|node-externals|serverless|\bexternalsPresets\b/;
const ENTRY =
  /\bentry\s{0,5}:\s{0,5}(?:\{([^{}]{0,1000}(?:\{[^{}]{0,300}\}[^{}]{0,300}){0,20})\}|\[([^\]]{0,1000})\]|('[^'\n]{1,200}'|"[^"\n]{1,200}"|path\.(?:resolve|join)\([^)]{1,200}\)))/g;

/** The entries of webpack and Rspack where they build for pages. */
function bundlerEntries(config: string, path: string, resolve: ModuleResolver): string[] {
  if (!FOR_PAGES.test(config) || FOR_OTHERS.test(config)) return [];
  return [...config.matchAll(ENTRY)]
    .flatMap(([, table, list, one]) => textsIn(table ?? list ?? one ?? ''))
    .flatMap(script => fileOf(script, path, resolve) ?? []);
}

function entriesIn(path: string, files: readonly string[], { readText, resolve }: Project): string[] {
  const folder = posix.dirname(path);
  if (isPage(path)) return scriptsOf(readText(path)).flatMap(script => fileOf(script, path, resolve) ?? []);
  if (/(?:^|\/)(?:webpack|rspack)[\w.-]*\.[cm]?[jt]s$/.test(path)) return bundlerEntries(readText(path), path, resolve);
  switch (posix.basename(path).replace(/\.[cm]?[jt]s$/, '')) {
    case 'angular.json':
      return [posix.join(folder, 'src/main.ts')];
    case 'package.json':
      return entriesOfPackage(folder, files, readText);
    case 'manifest.json':
      return /"manifest_version"\s*:/.test(readText(path))
        ? [...readText(path).matchAll(/"([^"\n]{1,200}\.[cm]?[jt]s)"/g)].map(([, name = '']) =>
            posix.join(folder, name),
          )
        : [];
    case 'svelte.config':
      return ['service-worker', 'service-worker/index'].flatMap(name =>
        ['js', 'ts'].map(extension => posix.join(folder, `src/${name}.${extension}`)),
      );
    case 'nuxt.config':
      return files.filter(file => isUniversalInNuxt(posix.relative(folder, file)));
    default:
      return [];
  }
}

function entriesOfPackage(folder: string, files: readonly string[], readText: (path: string) => string): string[] {
  const text = readText(posix.join(folder, 'package.json'));
  if (/"@solidjs\/start"\s*:/.test(text))
    return files.filter(file => {
      const path = posix.relative(folder, file);
      return /^(?:src|app)\/routes\/.*\.[jt]sx$/.test(path) && isPageOfSolid(readText(file));
    });
  return /"react-scripts"\s*:/.test(text)
    ? ['js', 'jsx', 'ts', 'tsx'].map(extension => posix.join(folder, `src/index.${extension}`))
    : [];
}

/** A route of SolidStart that shows something, and answers no requests by itself. */
function isPageOfSolid(text: string): boolean {
  return (
    /\bexport\s{1,20}default\b/.test(text) &&
    !/\bexport\s{1,20}(?:(?:async\s{1,20})?function|const)\s{1,20}(?:GET|POST|PUT|PATCH|DELETE)\b/.test(text)
  );
}

/** What Nuxt loads by itself, on the server and in the browser. */
function isUniversalInNuxt(path: string): boolean {
  return /^(?:app\/|src\/)?(?:plugins|composables|middleware)\/(?!.*\.server\.)[^.][^/]*(?:\/index)?\.[jt]s$/.test(
    path,
  );
}

/** A page of a server names a script by the address that it is served at. */
const SERVED_FROM = ['', 'public', 'static', 'assets', 'wwwroot'];

function fileOf(script: string, page: string, resolve: ModuleResolver): string | undefined {
  const folders = script.startsWith('/') ? above(posix.dirname(page)) : [posix.dirname(page)];
  const places = script.startsWith('/') ? SERVED_FROM : [''];
  const candidates = folders.flatMap(folder => places.map(place => posix.join(folder, place, script)));
  for (const candidate of candidates) {
    const found = resolve(`./${posix.relative('.', candidate)}`, 'index.html');
    if (found !== undefined) return found;
  }
  return undefined;
}

function above(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '.'; at = posix.dirname(at)) folders.push(posix.dirname(at));
  return folders;
}

const SCRIPT = /<script\b([^>]{0,500})>/gi;

function scriptsOf(html: string): string[] {
  return [...html.matchAll(SCRIPT)]
    .flatMap(([, attributes = '']) => /\bsrc\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? [])
    .filter(source => !/^(?:[a-z]+:)?\/\/|[{<]/i.test(source))
    .map(source => source.split(/[?#]/)[0] ?? '');
}

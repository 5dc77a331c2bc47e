import { posix } from 'node:path';
import { isPage } from '../../vendors/browser-module.ts';
import type { ModuleResolver } from './module-resolver.ts';

/**
 * The files that a page, or the tool of a project, loads in the browser, each with the file that says so.
 *
 * Sources: the documentation of Create React App, Angular, Nuxt and extensions of browsers; read 2026-11-20.
 */
export function browserEntries(
  files: readonly string[],
  readText: (path: string) => string,
  resolve: ModuleResolver,
): [entry: string, page: string][] {
  return files.flatMap(path =>
    entriesIn(path, files, readText, resolve).map((entry): [string, string] => [entry, path]),
  );
}

function entriesIn(
  path: string,
  files: readonly string[],
  readText: (path: string) => string,
  resolve: ModuleResolver,
): string[] {
  const folder = posix.dirname(path);
  if (isPage(path)) return scriptsOf(readText(path)).flatMap(script => fileOf(script, path, resolve) ?? []);
  switch (posix.basename(path).replace(/\.[cm]?[jt]s$/, '')) {
    case 'angular.json':
      return [posix.join(folder, 'src/main.ts')];
    case 'package.json':
      return /"react-scripts"\s*:/.test(readText(path))
        ? ['js', 'jsx', 'ts', 'tsx'].map(extension => posix.join(folder, `src/index.${extension}`))
        : [];
    case 'manifest.json':
      return /"manifest_version"\s*:/.test(readText(path))
        ? [...readText(path).matchAll(/"([^"\n]{1,200}\.[cm]?[jt]s)"/g)].map(([, name = '']) =>
            posix.join(folder, name),
          )
        : [];
    case 'nuxt.config':
      return files.filter(file => isUniversalInNuxt(posix.relative(folder, file)));
    default:
      return [];
  }
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

import { posix } from 'node:path';
import type { Location } from '../../model/finding.ts';
import { commentLines } from '../addresses/comment-lines.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { indexLines } from '../discovery/line-index.ts';
import { isConstantOfKey } from './reads-in-text.ts';

/** Where a file with an environment, or the environment itself, gets to where everybody can read it. */
export interface Shipped {
  at: Location;
  /** The file, as it is named there; undefined for the environment of the process. */
  file?: string;
}

/** A word of a text, and where it begins. */
interface Word {
  text: string;
  index: number;
}

/**
 * Finds where an env file is copied into a folder that a server publishes, or into an app: by a Dockerfile, a command, a plugin of a
 * bundler, the packager of Electron, the assets of Flutter, or `go:embed`; and where a command writes the environment into such a folder.
 *
 * Sources: the documentation of Docker, Flutter, copy-webpack-plugin, vite-plugin-static-copy, electron-builder, Electron Forge, Go, and of
 * the images of nginx, httpd and Caddy; read 2026-11-23.
 */
export function shippedEnvironmentsIn(path: string, text: string): Shipped[] {
  const lines = indexLines(text);
  const isComment = commentLines(path, text);
  // What embeds a file in Go looks like a comment.
  const isRead = path.endsWith('.go') ? (): boolean => true : (line: number): boolean => !isComment(line);
  return wordsOfFile(path, text).flatMap(({ text: word, index }) => {
    const at = { path, ...lines.locate(index, index + word.length) };
    return isRead(at.line) ? [{ at, ...(isEnvironment(word) && { file: word }) }] : [];
  });
}

/** Whether a word names a file with values, and no example of one, and none that is for everybody. */
function isEnvironment(word: string): boolean {
  const name = posix.basename(word);
  return ENVIRONMENT.test(name) && !HARMLESS.test(name) && !word.startsWith('!');
}

const ENVIRONMENT = /^\.env(?:\*|(?:\.[\w*-]+)*)$/;
const HARMLESS = /example|sample|template|tmpl|tpl|dist|defaults?|schema|public|client|browser|front|test|mock/i;

function wordsOfFile(path: string, text: string): Word[] {
  const name = posix.basename(path);
  if (name === 'pubspec.yaml') return itemsOf(text, /^assets$/);
  if (name.endsWith('.go')) return embeddedIn(text);
  const kind = fileKind(path);
  const packaged = packagedIn(path, text);
  switch (kind) {
    case 'javascript':
    case 'typescript':
      return [...packaged, ...copiedByBundler(text)];
    case 'dockerfile':
      return [...copiedInImage(text), ...commandsIn(text)];
    case 'shell':
    case 'makefile':
    case 'workflow':
    case 'pipeline':
    case 'manifest':
      return [...packaged, ...commandsIn(text, kind === 'manifest')];
    default:
      return /dockerfile/i.test(name) ? [...copiedInImage(text), ...commandsIn(text)] : packaged;
  }
}

const WORD = /[^\s"',[\]]+/g;

function wordsOf(text: string, start: number): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ text: word, index: start + index }));
}

/** `COPY .env /usr/share/nginx/html`, also into the folder that the image works in. */
function copiedInImage(text: string): Word[] {
  let folder = '/';
  return [...text.matchAll(/^[ \t]*(COPY|ADD|WORKDIR|FROM)[ \t](.+)$/gim)].flatMap(
    ({ 0: line, 1: verb, 2: rest = '', index }) => {
      const words = wordsOf(rest, index + line.length - rest.length).filter(word => !word.text.startsWith('--'));
      const last = words.at(-1)?.text ?? '';
      switch (verb?.toUpperCase()) {
        case 'FROM':
          folder = '/';
          return [];
        case 'WORKDIR':
          folder = posix.resolve(folder, last);
          return [];
        default:
          return isServedInImage(last, folder, text) ? words.slice(0, -1).filter(word => isEnvironment(word.text)) : [];
      }
    },
  );
}

const ROOT =
  /^(?:\/usr\/share\/(?:nginx|caddy)|\/usr\/local\/apache2\/htdocs|\/opt\/bitnami\/(?:nginx|apache)\/html)(?:\/|$)/;
/** What serves the files of a folder as they are. */
const SERVER = /\b(?:nginx|httpd|apache2?|caddy|lighttpd|http-server|static-web-server)\b|\bserve["']?,? +["']?-s\b/i;
/** Many frameworks of PHP have an application there, and only serve a folder of it. */
const APPLICATION = /artisan|composer|fpm|html\/public|laravel|symfony|drupal|magento|\bnode\b|\bnpm\b|python|ruby/i;
const SERVED = /(?:^|\/)(?:public|public_html|html|www|wwwroot|htdocs)(?:\/|$)/;
/** What a build has made, below the folder of a project. */
const BUILT = /(?:^|[\w.]\/)(?:dist|build|out)(?:\/|$)/;

function isServedInImage(target: string, folder: string, text: string): boolean {
  const path = posix.resolve(folder, target);
  if (ROOT.test(path)) return true;
  if (path.startsWith('/var/www'))
    return /^\/var\/www\/html(?:\/\.env[\w.]*)?$/.test(path) && SERVER.test(text) && !APPLICATION.test(text);
  return SERVED.test(path) || (BUILT.test(target) && SERVER.test(text));
}

/** In a manifest, a command is a text of JSON. */
const COPY = /(?:^|[\s;&|"'`(@])(?:cp|mv|ln|install|copyfiles|cpx|cpy)(?=[ \t])([^;&|`)\n]*)/g;
const WRITE =
  /(?<=[\s;&|"'`(@]|^)(?<command>(?<name>env|printenv|jq)(?<between>(?:[ \t|][^>\n;&]{0,200})?))>>?[ \t]*["']?(?<file>[^\s"';&|)]+)/gm;
const PIPED = /^(?:sort|e?grep|sed|jq)\b/;
const JSON_OF_ENVIRONMENT = /^-[a-z]+ .*\benv\b|^env\b/;
const CHOICE = /grep|select|startswith|\bsed\b/;
const PUBLISHED_TEXT = /\.(?:[cm]?js|json|html?)$|(?:^|\/)\.env[\w.]*$/;

/** `cp .env public/`, `printenv > dist/env.json`. */
function commandsIn(text: string, isJson = false): Word[] {
  const copied = [...text.matchAll(COPY)].flatMap(({ 0: command, 1: written = '', index }) => {
    const rest = isJson ? written.replace(/".*/, '') : written;
    const words = wordsOf(rest.replaceAll('\\', ' '), index + command.length - written.length).filter(
      word => !word.text.startsWith('-'),
    );
    const target = words.at(-1)?.text ?? '';
    const isServed = ROOT.test(target) || (SERVED.test(target) && !target.startsWith('/var/www'));
    return isServed ? words.slice(0, -1).filter(word => isEnvironment(word.text)) : [];
  });
  const written = [...text.matchAll(WRITE)].flatMap(({ index, groups }) => {
    const { command = '', name = '', between = '', file = '' } = groups ?? {};
    const isServed = ROOT.test(file) || SERVED.test(file) || (BUILT.test(file) && PUBLISHED_TEXT.test(file));
    return isServed && isWhole(name, between) ? [{ text: command.trimEnd(), index }] : [];
  });
  return [...copied, ...written];
}

/** Whether all of the environment is written, or what the vendor's variables are chosen by. @param between what follows the name of the command */
function isWhole(name: string, between: string): boolean {
  const [first = '', ...others] = between.split('|').map(part => part.trim());
  const isAll =
    name === 'jq' ? JSON_OF_ENVIRONMENT.test(first) : first === '' && others.every(part => PIPED.test(part));
  return isAll && (!CHOICE.test(between) || namesVendor(between));
}

/** Whether a filter lets the variables of a vendor pass: `grep ^KLAVIYO_`. */
function namesVendor(filter: string): boolean {
  return [...filter.matchAll(/[A-Z][A-Z\d]+/g)].some(([name]) => isConstantOfKey(`${name}_PRIVATE_KEY`));
}

const COPIER =
  /copy-?webpack-?plugin|CopyRspackPlugin|viteStaticCopy|vite-plugin-static-copy|rollup-plugin-copy|esbuild-plugin-copy/i;
const OF_SERVER = /\btarget\s*:\s*["'](?:async-)?node|serverless|nodeExternals|node-externals|nestjs|electron-main/i;
const FROM =
  /\b(?:from|src|source)["']?\s*:\s*(?:\[\s*)?(?:(?:path\.)?(?:resolve|join)\((?:[^()\n]*,)?[ \t]?)?["'`](?<file>[^"'`\n]+)["'`]/dg;

function copiedByBundler(text: string): Word[] {
  if (!COPIER.test(text) || OF_SERVER.test(text)) return [];
  return [...matchesOf(FROM, text), ...elementsOf(text, /\bpatterns\s*:\s*\[/g)].filter(word =>
    isEnvironment(word.text),
  );
}

const PACKAGER = /(?:^|\/)(?:[\w.-]*electron-builder[\w.-]*|forge\.config\.\w+)$/;
const PACKAGED = /^extra(?:Resources?|Files)$/;

/** What Electron's packagers put beside an app, or into it. */
function packagedIn(path: string, text: string): Word[] {
  const isManifest = posix.basename(path) === 'package.json' && /electron-builder|electron-forge/.test(text);
  if (!isManifest && !PACKAGER.test(path)) return [];
  const found = /\.ya?ml$/.test(path)
    ? itemsOf(text, isManifest ? PACKAGED : /^(?:files|extra(?:Resources?|Files))$/)
    : [
        ...elementsOf(
          text,
          isManifest
            ? /["']extra(?:Resources?|Files)["']\s*:\s*\[/g
            : /\b(?:files|extra(?:Resources?|Files))["']?\s*[:=]\s*\[/g,
        ),
        ...matchesOf(FROM, text),
      ];
  return found.filter(word => isEnvironment(word.text));
}

/** The texts of an array that begins behind each match, and not those of objects and arrays in it. */
function elementsOf(text: string, beginning: RegExp): Word[] {
  return [...text.matchAll(beginning)].flatMap(({ 0: match, index }) => {
    const found: Word[] = [];
    let depth = 1;
    for (let at = index + match.length; at < text.length && depth > 0; at += 1) {
      const sign = text[at] ?? '';
      if ('[{('.includes(sign)) depth += 1;
      else if (']})'.includes(sign)) depth -= 1;
      else if ('"\'`'.includes(sign)) {
        const end = text.indexOf(sign, at + 1);
        if (end < 0) return found;
        if (depth === 1) found.push({ text: text.slice(at + 1, end), index: at + 1 });
        at = end;
      }
    }
    return found;
  });
}

const KEY = /^[ \t]*(?:-[ \t]+)?(\w+):[ \t]*(?:#.*)?$/;
const ITEM = /^[ \t]*-[ \t]+(?:(?:from|path):[ \t]*)?["']?(?<file>[^\s"'#]+)["']?(?:[ \t]+#.*|[ \t]*)$/d;

/** The items of a list in YAML, by the name of the list. */
function itemsOf(text: string, list: RegExp): Word[] {
  const found: Word[] = [];
  let name = '';
  let start = 0;
  for (const line of text.split('\n')) {
    const item = ITEM.exec(line.trimEnd());
    const [at, end] = item?.indices?.groups?.['file'] ?? [0, 0];
    if (item && list.test(name)) found.push({ text: line.slice(at, end), index: start + at });
    name = KEY.exec(line.trimEnd())?.[1] ?? name;
    start += line.length + 1;
  }
  return found.filter(word => isEnvironment(word.text));
}

function embeddedIn(text: string): Word[] {
  return [...text.matchAll(/^\/\/go:embed[ \t](.+)$/gm)].flatMap(({ 0: line, 1: rest = '', index }) =>
    wordsOf(rest, index + line.length - rest.length).filter(word => isEnvironment(word.text.replace(/^all:/, ''))),
  );
}

function matchesOf(pattern: RegExp, text: string): Word[] {
  return [...text.matchAll(pattern)].map(({ groups, indices }) => ({
    text: groups?.['file'] ?? '',
    index: indices?.groups?.['file']?.[0] ?? 0,
  }));
}

import { posix } from 'node:path';
import type { SourceLanguage } from '../discovery/file-kind.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { frontmatter } from './frontmatter.ts';
import { scriptBlocks, type Framework, type ScriptBlock } from './script-blocks.ts';

type Component = Omit<SourceFile, 'name' | 'language'>;

interface Stretch {
  start: number;
  end: number;
}

/** Code that shares one scope. */
interface Part {
  stretches: Stretch[];
  extension: 'js' | 'jsx' | 'ts' | 'tsx';
}

/**
 * Takes the code out of a component: one source for each scope, in which everything else is blank, so that lines, columns and
 * offsets are those of the file.
 */
export function componentSources({ path, text, hasByteOrderMark }: Component): SourceFile[] {
  return partsOf(path, text).map(({ stretches, extension }, index) => ({
    path,
    name: `${path}?${index}.${extension}`,
    language: languageOf(extension),
    text: onlyStretches(text, stretches),
    hasByteOrderMark,
  }));
}

function languageOf(extension: Part['extension']): SourceLanguage {
  return extension.startsWith('t') ? 'typescript' : 'javascript';
}

function partsOf(path: string, text: string): Part[] {
  switch (posix.extname(path).toLowerCase()) {
    case '.vue':
      return shared(codeBlocks(text, 'vue'));
    case '.svelte':
      return svelteParts(codeBlocks(text, 'svelte'));
    default:
      return astroParts(text);
  }
}

/** The block of the module and that of the component see each other; others belong to the page. */
function svelteParts(blocks: ScriptBlock[]): Part[] {
  const isOfModule = ({ attributes }: ScriptBlock): boolean =>
    attributes.has('module') || attributes.get('context') === 'module';
  const ofComponent = blocks.find(block => !isOfModule(block));
  const ofPage = blocks.filter(block => block !== ofComponent && !isOfModule(block));
  return [...shared(blocks.filter(block => !ofPage.includes(block))), ...ofPage.flatMap(block => shared([block]))];
}

function astroParts(text: string): Part[] {
  const server = frontmatter(text);
  // Blank, because its strings may hold tags.
  const markup = server ? onlyStretches(text, [{ start: server.end, end: text.length }]) : text;
  const blocks = codeBlocks(markup, 'astro').map((block): Part => ({ stretches: [block], extension: 'ts' }));
  return server ? [{ stretches: [server], extension: 'ts' }, ...blocks] : blocks;
}

function shared(blocks: ScriptBlock[]): Part[] {
  const languages = new Set(blocks.map(({ attributes }) => attributes.get('lang') ?? ''));
  const extension = (['tsx', 'ts', 'jsx'] as const).find(name => languages.has(name)) ?? 'js';
  return blocks.length === 0 ? [] : [{ stretches: blocks, extension }];
}

const LANGUAGES = new Set(['', 'js', 'javascript', 'jsx', 'ts', 'typescript', 'tsx']);
const SCRIPT_TYPE =
  /^(?:|module|text\/(?:babel|partytown|typescript|javascript|ecmascript)|application\/(?:x-)?(?:java|ecma)script)$/i;

/** Leaves out data, templates, and languages that are neither JavaScript nor TypeScript. */
function codeBlocks(text: string, framework: Framework): ScriptBlock[] {
  return scriptBlocks(text, framework).filter(
    ({ attributes }) => LANGUAGES.has(attributes.get('lang') ?? '') && SCRIPT_TYPE.test(attributes.get('type') ?? ''),
  );
}

function onlyStretches(text: string, stretches: readonly Stretch[]): string {
  let at = 0;
  const kept = stretches.map(({ start, end }) => {
    const before = blank(text.slice(at, start));
    at = end;
    return before + text.slice(start, end);
  });
  return [...kept, blank(text.slice(at))].join('');
}

/** As many spaces, in as many lines. */
function blank(text: string): string {
  return text.replaceAll(/[^\r\n\u2028\u2029]/g, ' ');
}

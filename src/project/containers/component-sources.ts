import { posix } from 'node:path';
import type { SourceLanguage } from '../discovery/file-kind.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { frontmatter } from './frontmatter.ts';
import { markupCode, type MarkupCode, sdkInPage } from './markup-code.ts';
import { isPage } from '../../vendors/browser-module.ts';
import { KLAVIYO, type LintVendor } from '../lint/lint-vendor.ts';
import { namesInMarkup } from './markup-names.ts';
import { fencedCode, moduleStatements } from './mdx.ts';
import { scriptBlocks, type Framework, type ScriptBlock } from './script-blocks.ts';
import { shownVariables, withoutTemplateTags } from './template-tags.ts';

type Component = Omit<SourceFile, 'name' | 'language'>;

interface Stretch extends Partial<Pick<MarkupCode, 'opening' | 'closing'>> {
  start: number;
  end: number;
  /** Names in code of the markup that the markup declares. */
  declared?: readonly string[];
}

/** Code that shares one scope. */
interface Part {
  stretches: Stretch[];
  extension: 'js' | 'jsx' | 'ts' | 'tsx';
}

/**
 * Takes the code out of a component: one source for each scope, in which everything else is blank, so that lines, columns and
 * offsets are those of the file.
 *
 * @param vendor decides which scripts of a page, and which code in markup, are taken
 */
export function componentSources(
  { path, text, hasByteOrderMark }: Component,
  vendor: LintVendor = KLAVIYO,
): SourceFile[] {
  const code = isPage(path) ? withoutTemplateTags(text) : text;
  if (SCRIPT_TEMPLATE.test(path))
    return [{ path, name: `${path}?0.js`, language: 'javascript', text: code, hasByteOrderMark }];
  const sources = partsOf(path, code, vendor).map(({ stretches, extension }) => ({
    extension,
    text: onlyStretches(code, withParameters(code, stretches)),
  }));
  const shown = isPage(path) ? shownVariables(path, text) : [];
  if (shown.length > 0) sources.push({ extension: 'js', text: onlyStretches(text, shown) });
  return sources.map(({ extension, text: source }, index) => ({
    path,
    name: `${path}?${index}.${extension}`,
    language: languageOf(extension),
    text: source,
    hasByteOrderMark,
  }));
}

/** A template of a script: `theme.js.liquid`. */
const SCRIPT_TEMPLATE = /\.[cm]?js\.liquid$/i;

function languageOf(extension: Part['extension']): SourceLanguage {
  return extension.startsWith('t') ? 'typescript' : 'javascript';
}

function partsOf(path: string, text: string, vendor: LintVendor): Part[] {
  switch (posix.extname(path).toLowerCase()) {
    case '.vue':
      return shared(codeBlocks(text, 'vue'), codeOf(text, 'vue', vendor));
    case '.svelte':
      return svelteParts(codeBlocks(text, 'svelte'), codeOf(text, 'svelte', vendor));
    case '.astro':
      return astroParts(text, vendor);
    case '.mdx':
      return mdxParts(text, vendor);
    default:
      return pageParts(text, vendor);
  }
}

/** Scripts of a page see each other, and its handlers see them; a module is for itself. */
function pageParts(text: string, vendor: LintVendor): Part[] {
  const blocks = codeBlocks(text, 'html');
  const isModule = ({ attributes }: ScriptBlock): boolean => attributes.get('type')?.toLowerCase() === 'module';
  const classic = shared(
    relatedBlocks(
      blocks.filter(block => !isModule(block)),
      text,
      vendor,
    ),
    [...markupCode(text, 'html', vendor), ...sdkInPage(text, vendor)],
  );
  return [...classic, ...blocks.filter(isModule).flatMap(block => shared([block]))];
}

const DECLARED = /\b(?:const|let|var|function|class)\s{1,20}([\w$]{3,100})/g;
const LONG_NAME = /[\w$]{3,100}/g;
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/**
 * Leaves out the scripts of a page that share no name with one that mentions the vendor: of a page that was saved, many scripts are
 * others', and one that does not parse takes all with it.
 */
function relatedBlocks(blocks: readonly ScriptBlock[], text: string, { isSigned }: LintVendor): ScriptBlock[] {
  const all = blocks.map(block => {
    const code = text.slice(block.start, block.end);
    const declared = new Set([...code.matchAll(DECLARED)].map(([, name = '']) => name));
    return { block, declared, names: new Set(code.match(LONG_NAME) ?? []), isSigned: isSigned(code) };
  });
  const signed = all.filter(item => item.isSigned);
  const isRelated = ({ declared, names }: (typeof all)[number]): boolean =>
    signed.some(one => haveCommon(declared, one.names) || haveCommon(one.declared, names));
  return all.filter(item => item.isSigned || isRelated(item)).map(({ block }) => block);
}

function haveCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some(name => others.has(name));
}

/** Imports and exports of a document, and the expressions in its elements. */
function mdxParts(text: string, vendor: LintVendor): Part[] {
  const prose = onlyOutside(text, fencedCode(text));
  const statements = moduleStatements(prose);
  const stretches = [...statements, ...codeOf(onlyOutside(prose, statements), 'mdx', vendor)];
  return stretches.length === 0 ? [] : [{ stretches: inOrder(stretches), extension: 'jsx' }];
}

/** The block of the module and that of the component see each other; others belong to the page. */
function svelteParts(blocks: ScriptBlock[], handlers: Stretch[]): Part[] {
  const isOfModule = ({ attributes }: ScriptBlock): boolean =>
    attributes.has('module') || attributes.get('context') === 'module';
  const ofComponent = blocks.find(block => !isOfModule(block));
  const ofPage = blocks.filter(block => block !== ofComponent && !isOfModule(block));
  return [
    ...shared(
      blocks.filter(block => !ofPage.includes(block)),
      handlers,
    ),
    ...ofPage.flatMap(block => shared([block])),
  ];
}

function astroParts(text: string, vendor: LintVendor): Part[] {
  const server = frontmatter(text);
  // Blank, because its strings may hold tags.
  const markup = server ? onlyStretches(text, [{ start: server.end, end: text.length }]) : text;
  const blocks = codeBlocks(markup, 'astro').map((block): Part => ({ stretches: [block], extension: 'ts' }));
  return server ? [{ stretches: [server, ...codeOf(markup, 'astro', vendor)], extension: 'ts' }, ...blocks] : blocks;
}

/** The code in the markup, with the names that the markup hides from it. */
function codeOf(markup: string, framework: Framework, vendor: LintVendor): Stretch[] {
  const code = markupCode(markup, framework, vendor);
  if (code.length === 0) return [];
  const names = namesInMarkup(markup, framework);
  return code.map(item => ({
    ...item,
    declared: [...new Set(markup.slice(item.start, item.end).match(NAME))].filter(name => names.has(name)),
  }));
}

/**
 * Makes parameters of the names that hide something of the script: `item` in the markup of a loop is not the constant `item`.
 * Code that there is no room for is left out.
 */
function withParameters(text: string, stretches: readonly Stretch[]): Stretch[] {
  const scripts = stretches.filter(({ declared }) => !declared);
  const hidden = stretches.flatMap(({ declared = [] }) => declared);
  if (hidden.length === 0) return [...stretches];
  const inScripts = new Set(scripts.flatMap(({ start, end }) => text.slice(start, end).match(NAME) ?? []));
  let at = 0;
  return stretches.flatMap((stretch): Stretch[] => {
    const names = (stretch.declared ?? []).filter(name => inScripts.has(name));
    const gap = blank(text.slice(at, stretch.start)).slice(1);
    const opening = names.length === 0 ? stretch.opening : openingFor(names, stretch.opening?.at(-1) ?? '(', gap);
    if (names.length > 0 && opening === undefined) return [];
    at = stretch.end;
    return [{ ...stretch, opening }];
  });
}

/** The beginning of a function with these parameters, and with the line breaks that the gap before its body needs. */
function openingFor(names: readonly string[], bracket: string, gap: string): string | undefined {
  const [name = ''] = names;
  const heads = [`;async(${names.join()})=>`, `;(${names.join()})=>`, ...(names.length === 1 ? [`;${name}=>`] : [])];
  for (const head of heads) {
    const place = gap.slice(0, -bracket.length).lastIndexOf(' '.repeat(head.length));
    if (place >= 0) return head + gap.slice(place + head.length, -bracket.length) + bracket;
  }
  return undefined;
}

function shared(blocks: ScriptBlock[], handlers: Stretch[] = []): Part[] {
  const languages = new Set(blocks.map(({ attributes }) => attributes.get('lang') ?? ''));
  const extension = (['tsx', 'ts', 'jsx'] as const).find(name => languages.has(name)) ?? 'js';
  // A statement may end without a semicolon.
  const scripts = handlers.length > 0 ? blocks.map(block => ({ ...block, opening: ';' })) : blocks;
  const stretches = inOrder([...scripts, ...handlers]);
  return stretches.length === 0 ? [] : [{ stretches, extension }];
}

function inOrder<Item extends Stretch>(stretches: readonly Item[]): Item[] {
  return stretches.toSorted((one, other) => one.start - other.start);
}

const LANGUAGES = new Set(['', 'js', 'javascript', 'jsx', 'ts', 'typescript', 'tsx']);
const SCRIPT_TYPE =
  /^(?:|module|text\/(?:babel|partytown|typescript|javascript|ecmascript)|application\/(?:x-)?(?:java|ecma)script)$/i;

/** Leaves out data, templates, and languages that are neither JavaScript nor TypeScript. */
function codeBlocks(text: string, framework: Framework): ScriptBlock[] {
  return scriptBlocks(text, framework)
    .filter(
      ({ attributes }) => LANGUAGES.has(attributes.get('lang') ?? '') && SCRIPT_TYPE.test(attributes.get('type') ?? ''),
    )
    .map(block => ({ ...block, ...withoutCdata(text, block) }));
}

const CDATA = /^\s*<!\[CDATA\[/;

/** What is written around code in XML so that it may hold any sign. */
function withoutCdata(text: string, { start, end }: ScriptBlock): Pick<ScriptBlock, 'start' | 'end'> {
  const code = text.slice(start, end);
  const [opening] = CDATA.exec(code) ?? [];
  const closing = code.lastIndexOf(']]>');
  if (opening === undefined) return { start, end };
  return { start: start + opening.length, end: closing < 0 ? end : start + closing };
}

function onlyStretches(
  text: string,
  stretches: readonly Pick<Stretch, 'start' | 'end' | 'opening' | 'closing'>[],
): string {
  let at = 0;
  let closing = '';
  const kept = stretches.map(({ start, end, opening = '', closing: next = '' }) => {
    const before = framed(blank(text.slice(at, start)), closing, opening);
    at = end;
    closing = next;
    return before + text.slice(start, end);
  });
  return [...kept, framed(blank(text.slice(at)), closing, '')].join('');
}

/** Writes one text over the beginning of a blank one and another over its end. */
function framed(gap: string, beginning: string, end: string): string {
  return `${beginning}${gap.slice(beginning.length, gap.length - end.length)}${end}`.slice(0, gap.length);
}

/** The text with some stretches blank. */
function onlyOutside(text: string, stretches: readonly Stretch[]): string {
  let at = 0;
  const kept = stretches.map(({ start, end }) => {
    const before = text.slice(at, start);
    at = end;
    return before + blank(text.slice(start, end));
  });
  return kept.join('') + text.slice(at);
}

/** As many spaces, in as many lines. */
function blank(text: string): string {
  return text.replaceAll(/[^\r\n\u2028\u2029]/g, ' ');
}

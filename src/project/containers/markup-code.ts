import { packageSpecifier } from '../../../eslint-plugin/program/package-specifier.ts';
import type { LintVendor } from '../lint/lint-vendor.ts';
import { endOfRawText, type Framework, hasExpressions } from './script-blocks.ts';
import { type AttributeValue, createTagReader } from './tag.ts';
import { bracedExpressions, mustaches } from './text-code.ts';

/** Code in the markup of a component, in UTF-16 offsets, and what has to be written around it so that it is code by itself. */
export interface MarkupCode {
  start: number;
  end: number;
  /** Stands in place of what is before the code, and ends where it begins. */
  opening: string;
  /** Stands in place of what is behind the code. */
  closing: string;
}

/** What sends a request or loads a module. */
const SENDS = /\bfetch\s*\(|\baxios\b|\bajax\b|\bimport\s*\(|XMLHttpRequest|sendBeacon|\b\$?http\b/i;

/** What tells which code in a text may have to do with a vendor. */
export type MarkupSigns = Pick<LintVendor, 'name' | 'sdkPackage' | 'isSdkModule'>;

/** The handlers of events in markup, and in the markup of components all expressions. */
export function markupCode(text: string, framework: Framework, { name, sdkPackage }: MarkupSigns): MarkupCode[] {
  const found: MarkupCode[] = [];
  // Without the SDK, nothing in markup can matter but what sends something or names the vendor.
  const matters = text.includes(sdkPackage) ? /\S/ : new RegExp(`${name.source}|${SENDS.source}`, 'i');
  if (!matters.test(text)) return found;
  const nextTag = createTagReader(text, { hasExpressions: hasExpressions(framework) });
  let at = 0;
  for (let tag = nextTag(at); tag; tag = nextTag(at)) {
    found.push(...textCode(text, { start: at, end: tag.start }, framework, matters));
    for (const value of tag.values) {
      const inside = text.slice(value.start + 1, value.end - 1);
      if (matters.test(inside)) found.push(...codeIn(value, inside, framework, text));
    }
    at = endOfRawText(text, tag) ?? tag.end;
  }
  found.push(...textCode(text, { start: at, end: text.length }, framework, matters));
  return found;
}

function textCode(
  text: string,
  gap: { start: number; end: number },
  framework: Framework,
  matters: RegExp,
): MarkupCode[] {
  if (!matters.test(text.slice(gap.start, gap.end))) return [];
  const isBraced = framework === 'svelte' || framework === 'astro';
  const all = isBraced ? bracedExpressions(text, gap) : framework === 'vue' ? mustaches(text, gap) : [];
  return all.filter(({ start, end }) => matters.test(text.slice(start, end)));
}

function codeIn(value: AttributeValue, inside: string, framework: Framework, text: string): MarkupCode[] {
  const place = { start: value.start + 1, end: value.end - 1 };
  // One more character stays free for what closes the code before.
  const room =
    (
      text
        .slice(value.nameStart, place.start)
        .split(/[\r\n]/)
        .at(-1) ?? ''
    ).length - 1;
  const fitting = (openings: readonly string[], closing: string): MarkupCode[] => {
    const opening = openings.find(({ length }) => length <= Math.max(room, 2));
    return opening === undefined ? [] : [{ ...place, opening, closing }];
  };
  if (text[value.start] === '{')
    return hasExpressions(framework) && !/^\s*\.\.\./.test(inside) ? fitting([';('], ')') : [];
  const isBound = framework === 'vue' && BINDING.test(value.name);
  if (!isBound && !isHandler(value.name, framework)) return [];
  const isExpression = isBound || /^\s*(?:async\s+)?function\b/.test(inside);
  return isExpression ? fitting([';('], ')') : fitting([';async()=>{', ';()=>{', ';{'], '}');
}

/** An attribute of Vue whose value is an expression. */
const BINDING = /^(?::|v-(?:bind|if|else-if|show|html|text|model|memo)(?:$|[:.]))/;

function isHandler(name: string, framework: Framework): boolean {
  return framework === 'vue' ? /^(?:@|v-on:)/.test(name) : framework === 'html' && /^on[a-z]/i.test(name);
}

const IMPORT = ';import(';

/** The SDK as a page loads it: in the address of a script, or in a map of imports, which both are read as an import of it. */
export function sdkInPage(text: string, { sdkPackage, isSdkModule }: MarkupSigns): MarkupCode[] {
  const found: MarkupCode[] = [];
  if (!text.includes(sdkPackage)) return found;
  const nextTag = createTagReader(text, { hasExpressions: false });
  for (let tag = nextTag(0); tag; tag = nextTag(endOfRawText(text, tag) ?? tag.end)) {
    if (tag.name.toLowerCase() !== 'script' || tag.isClosing) continue;
    const addresses = tag.values.filter(({ name }) => name === 'src');
    const isMap = tag.attributes.get('type') === 'importmap';
    const inside = isMap ? textsIn(text, tag.end, endOfRawText(text, tag) ?? tag.end) : [];
    found.push(...[...addresses, ...inside].flatMap(place => importAt(place, text, isSdkModule)));
  }
  return found;
}

function importAt(
  { start, end }: Pick<MarkupCode, 'start' | 'end'>,
  text: string,
  isSdkModule: MarkupSigns['isSdkModule'],
): MarkupCode[] {
  const isSdk = isSdkModule(packageSpecifier(text.slice(start + 1, end - 1)));
  const hasRoom = !/[\r\n]/.test(text.slice(start - IMPORT.length, start));
  return isSdk && hasRoom && start >= IMPORT.length ? [{ start, end, opening: IMPORT, closing: ')' }] : [];
}

/** The values in a table of JSON, with their quotation marks. */
function textsIn(text: string, from: number, to: number): Pick<MarkupCode, 'start' | 'end'>[] {
  return [...text.slice(from, to).matchAll(/:\s{0,20}("[^"\n]{1,300}")/g)].map(({ 0: all, 1: value = '', index }) => {
    const start = from + index + all.length - value.length;
    return { start, end: start + value.length };
  });
}

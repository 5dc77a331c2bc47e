import { createTagReader, type Tag, type TagReader } from './tag.ts';

export type Framework = 'vue' | 'svelte' | 'astro' | 'html' | 'mdx';

/** What stands between `<script …>` and `</script>`, in UTF-16 offsets. */
export interface ScriptBlock {
  start: number;
  end: number;
  attributes: Tag['attributes'];
}

/** Elements whose content is text, whatever it looks like. */
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title']);

/**
 * Finds the blocks of script in a component as its framework does: in Vue those beside the template, in Svelte and Astro those
 * anywhere. A block that is not closed goes to the end.
 *
 * Written by hand because a parser of HTML ends a tag at the first `>`, also at that of `set:html={items.map(item => …)}`, and the
 * compilers of the frameworks have half a megabyte and more.
 */
export function scriptBlocks(text: string, framework: Framework): ScriptBlock[] {
  const blocks: ScriptBlock[] = [];
  const nextTag = createTagReader(text, { hasExpressions: hasExpressions(framework) });
  for (let tag = nextTag(0); tag; tag = nextTag(endOfContent(text, tag, framework, nextTag))) {
    if (nameIn(tag, framework) !== 'script' || !isOpening(tag)) continue;
    blocks.push({ start: tag.end, end: closingTag(text, tag), attributes: tag.attributes });
  }
  return blocks;
}

/** Returns whether braces in the markup hold code. */
export function hasExpressions(framework: Framework): boolean {
  return framework !== 'vue' && framework !== 'html';
}

/** In a page, `SCRIPT` is an element too. */
function nameIn({ name }: Tag, framework: Framework): string {
  return framework === 'html' ? name.toLowerCase() : name;
}

function isOpening({ isClosing, isSelfClosing }: Tag): boolean {
  return !isClosing && !isSelfClosing;
}

/** Where to look for the next tag: in Vue, what is beside script, style and template are blocks of others, with any text. */
function endOfContent(text: string, tag: Tag, framework: Framework, nextTag: TagReader): number {
  if (!isOpening(tag)) return tag.end;
  if (framework === 'vue') return isMarkup(tag) ? endOfTemplate(text, tag, nextTag) : closingTag(text, tag);
  return RAW_TEXT.has(nameIn(tag, framework)) ? closingTag(text, tag) : tag.end;
}

function isMarkup({ name, attributes }: Tag): boolean {
  return name === 'template' && (attributes.get('lang') ?? 'html') === 'html';
}

/** The end of a template, which may hold others. */
function endOfTemplate(text: string, template: Tag, nextTag: TagReader): number {
  let depth = 1;
  let at = template.end;
  for (let tag = nextTag(at); tag; tag = nextTag(at)) {
    if (tag.name === 'template' && !tag.isSelfClosing) depth += tag.isClosing ? -1 : 1;
    if (depth === 0) return tag.end;
    at = isOpening(tag) && RAW_TEXT.has(tag.name) ? closingTag(text, tag) : tag.end;
  }
  return text.length;
}

/** Where the content of an element ends that holds text, whatever it looks like; undefined for other tags. */
export function endOfRawText(text: string, tag: Tag): number | undefined {
  return isOpening(tag) && RAW_TEXT.has(tag.name.toLowerCase()) ? closingTag(text, tag) : undefined;
}

function closingTag(text: string, { name, end }: Tag): number {
  const closing = /<\/([A-Za-z][^\s/>]*)/g;
  closing.lastIndex = end;
  for (let match = closing.exec(text); match; match = closing.exec(text)) {
    if (match[1]?.toLowerCase() === name.toLowerCase()) return match.index;
  }
  return text.length;
}

import type { Framework } from './script-blocks.ts';
import { createTagReader, endOfBraces } from './tag.ts';

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
/** The attributes of Vue that declare names for what is inside of an element. */
const SLOT = /^(?:#|v-slot(?:$|:)|(?:slot-)?scope$)/;
/** The variables of a loop of Vue: `(item, index) in items`. */
const LOOP = /^([^]{1,500}?)\s(?:in|of)\s/;
/** The parameters of a function, as an expression between tags has them: `items.map((item, index) => <b />)`. */
const PARAMETERS = /(?:\(([^()]{1,500})\)|([\p{ID_Start}$_][\p{ID_Continue}$]{0,100}))\s{0,20}=>/gu;
/** What a block of Svelte declares: its items, what it waited for, its parameters, its constants. */
const IN_BLOCK: readonly RegExp[] = [
  /^\s*#each\s[^]*\sas\s([^(]*)/,
  /^\s*#await\s[^]*\s(?:then|catch)\s([^]*)$/,
  /^\s*:(?:then|catch)\s([^]*)$/,
  /^\s*#snippet\s[^(]*\(([^]*)$/,
  /^\s*@const\s([^=]*)=/,
];

/**
 * The names that the markup of a component declares by itself, such as the variable of a loop. Inside of it they hide what the
 * script calls so. Some more names may be among them: those of properties that are taken apart.
 */
export function namesInMarkup(text: string, framework: Framework): ReadonlySet<string> {
  switch (framework) {
    case 'vue':
      return new Set(inAttributes(text, framework));
    case 'svelte':
      return new Set([...inAttributes(text, framework), ...inBlocks(text)]);
    case 'astro':
    case 'mdx':
      return new Set([...text.matchAll(PARAMETERS)].flatMap(([, list, one]) => namesIn(list ?? one ?? '')));
    default:
      return new Set();
  }
}

function inAttributes(text: string, framework: Framework): string[] {
  const found: string[] = [];
  const nextTag = createTagReader(text, { hasExpressions: framework === 'svelte' });
  for (let tag = nextTag(0); tag; tag = nextTag(tag.end)) {
    for (const [name, value] of tag.attributes) {
      if (framework === 'svelte') found.push(...(name.startsWith('let:') ? [name.slice('let:'.length)] : []));
      else if (name === 'v-for') found.push(...namesIn(LOOP.exec(value)?.[1] ?? ''));
      else if (SLOT.test(name)) found.push(...namesIn(value));
    }
    for (const { name, start, end } of tag.values)
      if (framework === 'svelte' && name.startsWith('let:')) found.push(...namesIn(text.slice(start, end)));
  }
  return found;
}

function inBlocks(text: string): string[] {
  const found: string[] = [];
  for (const { index } of text.matchAll(/\{\s*[#:@]/g)) {
    const end = endOfBraces(text, index);
    if (end < 0) return found;
    const inside = text.slice(index + 1, end - 1);
    for (const pattern of IN_BLOCK) found.push(...namesIn(pattern.exec(inside)?.[1] ?? ''));
  }
  return found;
}

function namesIn(pattern: string): string[] {
  return pattern.match(NAME) ?? [];
}

import type { MarkupCode } from './markup-code.ts';
import { endOfBraces } from './tag.ts';

/** A stretch of text between two tags, in UTF-16 offsets. */
interface Gap {
  start: number;
  end: number;
}

/** What of a block of Svelte stands before its expression. */
const BLOCK = /^(?:#(?:if|key|await|each)|:else\s+if|@(?:html|render)|@const\s[^=]{1,200}=)(?=[\s([{'"`!])/;
/** What of a block of Svelte follows its expression. */
const REST: Readonly<Record<string, RegExp>> = {
  '#await': /\s(?:then|catch)(?:\s[^()]*)?$/,
  '#each': /\sas\s[^()]*(?:\([^()]*\)\s*)?$/,
};
const STATEMENT = /^\s*(?:return|const|let|var|if|for|throw|try|switch|while|function|class|async\s+function)\b/;
const ENTRY = /^\s*(?:[\w$-]+|'[^']*'|"[^"]*")\s*:/;

/** The expressions of `{{ … }}` in a text of Vue's. */
export function mustaches(text: string, gap: Gap): MarkupCode[] {
  const found: MarkupCode[] = [];
  for (let at = text.indexOf('{{', gap.start); at >= 0 && at < gap.end;) {
    const end = endOfBraces(text, at);
    const isWhole = end >= 0 && end <= gap.end;
    if (isWhole && text[end - 2] === '}') found.push({ start: at + 2, end: end - 2, opening: ';(', closing: ')' });
    at = text.indexOf('{{', isWhole ? end : at + 2);
  }
  return found;
}

/** The expressions in braces in a text of Svelte's or Astro's, without those that hold tags. */
export function bracedExpressions(text: string, gap: Gap): MarkupCode[] {
  const found: MarkupCode[] = [];
  for (let at = text.indexOf('{', gap.start); at >= 0 && at < gap.end;) {
    const end = text[at - 1] === '$' ? -1 : endOfBraces(text, at);
    const isWhole = end >= 0 && end <= gap.end;
    const code = isWhole ? expressionIn(text, { start: at + 1, end: end - 1 }) : undefined;
    const framed = code && framedIn(text, code, found.at(-1)?.end ?? 0);
    if (framed) found.push(framed);
    at = text.indexOf('{', isWhole ? end : at + 1);
  }
  return found;
}

function expressionIn(text: string, { start, end }: Gap): Gap | undefined {
  const inside = text.slice(start, end);
  if (!/^\s*[#:@/]/.test(inside))
    return STATEMENT.test(inside) || ENTRY.test(inside) || /^\s*\.\.\.|;\s*$/.test(inside) ? undefined : { start, end };
  const [before] = BLOCK.exec(inside) ?? [];
  if (before === undefined) return undefined;
  const rest = REST[before]?.exec(inside)?.[0] ?? '';
  return { start: start + before.length, end: end - rest.length };
}

/** With what makes code of an expression; at the beginning of a line there is place for one sign only. */
function framedIn(text: string, { start, end }: Gap, previousEnd: number): MarkupCode | undefined {
  const line = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const isFirst = previousEnd <= line;
  const room = start - (isFirst ? line : previousEnd + 1);
  if (room >= 2) return { start, end, opening: ';(', closing: ')' };
  return isFirst && room === 1 && !/^\s*\{/.test(text.slice(start, end))
    ? { start, end, opening: '{', closing: '}' }
    : undefined;
}

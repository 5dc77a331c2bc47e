import { createTriviaSkipper } from './trivia.ts';

/** A module specifier in a text, found without parsing it. */
interface Specifier {
  keyword: 'from' | 'import' | 'require';
  specifier: string;
  /** Whether it is the argument of a call. */
  isArgument: boolean;
  /** Of the keyword, in UTF-16 units from 0. */
  start: number;
  /** Behind the literal. */
  end: number;
}

/** The module specifiers of a text whose exports somebody gets, which nobody does of `import '…'`; each once. */
export interface UsedSpecifiers {
  /** The file itself: `import … from`, `import('…')`, `require('…')`. */
  bound: string[];
  /** The importers of the file: `export … from`. */
  reexported: string[];
}

/** The module specifiers that stand in a text, each once; a comment's may be among them, which costs only a look-up. */
export function importSpecifiers(text: string): string[] {
  return [...new Set(specifiersIn(text).map(({ specifier }) => specifier))];
}

/** The specifiers in a text that bring values somewhere. */
export function usedSpecifiers(text: string): UsedSpecifiers {
  const bound = new Set<string>();
  const reexported = new Set<string>();
  let previous = 0;
  for (const { keyword, specifier, isArgument, start, end } of specifiersIn(text)) {
    const isReexport = keyword === 'from' && isExport(text.slice(previous, start));
    if (isReexport) reexported.add(specifier);
    else if (keyword !== 'import' || isArgument) bound.add(specifier);
    previous = end;
  }
  return { bound: [...bound], reexported: [...reexported] };
}

const KEYWORD = /\b(?:from|import|require)\b/g;
const LITERAL = /'([^'\n]*)'|"([^"\n]*)"|`([^`$]*)`/y;

function specifiersIn(text: string): Specifier[] {
  const afterTrivia = createTriviaSkipper(text);
  const found: Specifier[] = [];
  for (const { 0: keyword, index: start } of text.matchAll(KEYWORD)) {
    const next = afterTrivia(start + keyword.length);
    const isArgument = text[next] === '(';
    LITERAL.lastIndex = isArgument ? afterTrivia(next + 1) : next;
    const literal = LITERAL.exec(text);
    const specifier = literal?.[1] ?? literal?.[2] ?? literal?.[3] ?? '';
    if (specifier !== '')
      found.push({
        keyword: keyword as Specifier['keyword'],
        specifier: unescaped(specifier),
        isArgument,
        start,
        end: LITERAL.lastIndex,
      });
  }
  return found;
}

const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|\n)?/gi;

/** What a literal means. */
function unescaped(literal: string): string {
  return literal.replaceAll(ESCAPE, (_, ...digits: (string | undefined)[]) => {
    const code = Number.parseInt(digits.slice(0, 3).join(''), 16);
    return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : '';
  });
}

const LAST_CODE_POINT = 0x10_ff_ff;

const EXPORT = /^export\s*(?:type\s*)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*$/;

/** Whether the statement whose `from` comes next exports; if in doubt it imports, which only costs time. */
function isExport(before: string): boolean {
  const start = before.lastIndexOf('export');
  return start >= 0 && !/[\w$.]/.test(before.charAt(start - 1)) && EXPORT.test(before.slice(start));
}

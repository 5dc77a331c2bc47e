/**
 * Whether a text that matches a regular expression cannot hold a quote: the whole text is matched, and by nothing that is a
 * quote. The expression is read, never run; one that is not understood counts as one that lets quotes through.
 */
export function refusesQuotes(pattern: string, flags: string, quote: string): boolean {
  if (flags.includes('m') || !pattern.startsWith('^') || !/[^\\]\$$/.test(pattern)) return false;
  // What is only looked ahead at is matched by something else.
  const tokens = tokensOf(pattern.slice(1, -1).replaceAll(/\(\?[=!][^()]*\)/g, ''));
  let depth = 0;
  for (const token of tokens) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (token === '|' && depth === 0) return false;
    else if (mayMatch(token, quote)) return false;
  }
  return true;
}

/** Whether a regular expression finds every quote in a text: it is a quote, or a set of signs with it in it, by itself. */
export function findsQuotes(pattern: string, quote: string): boolean {
  const [token, ...more] = tokensOf(pattern.replace(/[+*]$/, '').replace(/^\((.*)\)$/, '$1'));
  return token !== undefined && more.length === 0 && token !== '.' && mayMatch(token, quote);
}

/** Sets of signs as one token each, escapes with their backslash. */
function tokensOf(pattern: string): string[] {
  return (
    pattern.match(/\[(?:\\.|[^\]\\])*\]?|\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|P\{[^}]*\}|.)|[^]/giu) ?? []
  );
}

function mayMatch(token: string, quote: string): boolean {
  if (token.startsWith('[')) return setMayMatch(token.slice(1, -1), quote);
  if (token.startsWith('\\')) return escapeMayMatch(token, quote);
  return token === '.' || token === quote;
}

function setMayMatch(set: string, quote: string): boolean {
  const isNegated = set.startsWith('^');
  const signs = tokensOf(isNegated ? set.slice(1) : set);
  const holds = signs.some((sign, index) => {
    const [first, last] = [signs[index - 1], signs[index + 1]];
    const isRange = sign === '-' && first !== undefined && last !== undefined;
    return isRange ? first <= quote && quote <= last : sign !== '.' && mayMatch(sign, quote);
  });
  return isNegated ? !holds : holds;
}

function escapeMayMatch(escape: string, quote: string): boolean {
  const code = /^\\(?:x|u\{?)([\da-f]+)\}?$/i.exec(escape)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16)) === quote;
  return /^\\[SWDP]/.test(escape) || escape === `\\${quote}`;
}

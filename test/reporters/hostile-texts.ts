/** Texts as a pull request could put them into file names, package names and values. None of them holds a line that we wrote. */
export const HOSTILE_TEXTS: readonly string[] = [
  '::error::forged',
  '  \t::add-mask::a',
  '\u00a0::stop-commands::x',
  '\u0085::error::after a next-line character',
  '\ufeff::error::after a byte order mark',
  '\u200b::error::after a zero-width space',
  'name\n::error file=a.js,line=1::forged',
  'name\r::warning::forged',
  'name\r\n::set-output name=verdict::verified',
  'name\u2028::error::forged\u2029::error::forged',
  'name\v::error::forged\f::error::forged',
  '##[error]forged',
  'text ##[add-mask]a ##[group]b',
  '###[error]forged',
  '#\u00ad#[error]forged',
  '%0A::error::forged',
  '\u001b[31mred\u001b[0m',
  '\u202egnp.exe',
  '</details><img src=x onerror=alert(1)><script>',
  '[link](https://example.org) ![image](https://example.org/a.png)',
  'https://example.org/tracker www.example.org',
  '@octocat and @octo/team',
  '| cell | cell |',
  '\\| \\\\| `code` ``code``',
  '`; ~~~ *bold* _em_ $x$ <!-- comment',
  '\ud800 lone surrogate',
  '{"json": "breaks"}',
  'src/a b#c?d%20e.ts',
];

const PIECES = [
  '::',
  '::error::',
  '##[error]',
  '##[',
  ':',
  '#',
  '[',
  ']',
  'error',
  'add-mask',
  'stop-commands',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u2028',
  '\u0085',
  '\u200b',
  '\ufeff',
  '%0A',
  '\\',
  '|',
  '`',
  '<',
  '@',
];

/** Texts made of the pieces of commands; the same ones in every run. */
export function scrambledTexts(count: number): string[] {
  let state = 20_261_120;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  const piece = (): string => PIECES[below(PIECES.length)] ?? '';
  return Array.from({ length: count }, () => Array.from({ length: 1 + below(9) }, piece).join(''));
}

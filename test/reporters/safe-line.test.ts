import { describe, expect, it } from 'vitest';
import { safeLine } from '../../src/reporters/safe-line.ts';
import { commandsIn } from '../action/runner-oracle.ts';
import { HOSTILE_TEXTS, scrambledTexts } from './hostile-texts.ts';

describe('safeLine', () => {
  it.each([
    ['a double-colon command', '::error::x', String.raw`\:` + ':error::x'],
    ['an indented double-colon command', ' \t::error::x', String.raw` \t::error::x`],
    ['a bracket command', 'a ##[error]x', String.raw`a ##\[error]x`],
    ['a line feed', 'a\nb', String.raw`a\nb`],
    ['a carriage return', 'a\rb', String.raw`a\rb`],
    ['a line separator', 'a\u2028b', String.raw`a\u{2028}b`],
    ['a terminal escape', '\u001b[31m', String.raw`\u{1b}[31m`],
    ['a text-direction override', '\u202egnp', String.raw`\u{202e}gnp`],
    ['a lone surrogate', '\ud800', String.raw`\u{d800}`],
  ])('spells out %s', (_, text, expected) => {
    expect(safeLine(text)).toBe(expected);
  });

  it.each(['src/a b.ts', 'Größe – naïve 日本語 🙂', 'Use `a::b` here: x', "import x from '#internal'; # [y]"])(
    'leaves %j alone',
    text => {
      expect(safeLine(text)).toBe(text);
    },
  );

  it.each(HOSTILE_TEXTS.map(text => [text]))('gives the runner one line and no command for %j', text => {
    expect(commandsIn(safeLine(text))).toEqual([]);
    expect(safeLine(text)).not.toMatch(/[\n\r\v\f\u0085\u2028\u2029]/);
  });

  it('gives the runner no command for thousands of scrambled texts, also behind an indent', () => {
    const obeyed = scrambledTexts(5_000).filter(
      text => commandsIn(`${safeLine(text)}\n  ${safeLine(text)}`).length > 0,
    );
    expect(obeyed).toEqual([]);
  });

  it('has a judge that would notice: the raw texts hold commands', () => {
    const obeyed = [...HOSTILE_TEXTS, ...scrambledTexts(5_000)].filter(text => commandsIn(text).length > 0);
    expect(obeyed.length).toBeGreaterThan(30);
  });
});

import fc, { type Arbitrary } from 'fast-check';
import { HOSTILE_TEXTS } from '../reporters/hostile-texts.ts';
import type { HostileTree } from './hostile-tree.ts';

const COMMAND_PIECES = [
  '::',
  '::error::',
  '::add-mask::',
  '::stop-commands::x',
  '##[error]',
  '##[',
  '%0A',
  '%0D%0A',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u000b',
  '\u200b',
  '\ufeff',
  '\u001b[2J',
  '\u202e',
  '\\',
  '"',
  "'",
  '`',
  '<',
  '>',
  '|',
  '@a',
  '$(',
  '${{',
  '{{',
  '#',
  ' ',
  '\t',
];

/** Texts that want to be more than text. */
export const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.array(fc.constantFrom(...COMMAND_PIECES), { minLength: 1, maxLength: 8 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

export const format: Arbitrary<HostileTree['format']> = fc.constantFrom('json', 'json', 'text', 'sarif', 'markdown');

/** Changes a text as somebody would who wants to break its reader: cuts, repeats, nests, and puts pieces in. */
export function mutated(seeds: readonly string[], pieces: readonly string[]): Arbitrary<string> {
  const piece = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: hostileText });
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 30 }),
    piece,
    times: fc.oneof(
      { weight: 12, arbitrary: fc.constant(1) },
      { weight: 2, arbitrary: fc.integer({ min: 2, max: 40 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1000, max: 8000 }) },
    ),
  });
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(change, { maxLength: 6 }))
    .map(([seed, changes]) => changes.reduce(apply, seed));
}

interface Change {
  /** Where, from 0 to 1. */
  at: number;
  /** How many characters go. */
  length: number;
  piece: string;
  times: number;
}

function apply(text: string, { at, length, piece, times }: Change): string {
  const start = Math.floor(text.length * at);
  return text.slice(0, start) + piece.repeat(times) + text.slice(start + length);
}

/** Mostly a text, sometimes with bytes that are no UTF-8. */
export function asBytes(texts: Arbitrary<string>): Arbitrary<string | Uint8Array> {
  const broken = fc.tuple(texts, fc.uint8Array({ maxLength: 6 }), fc.nat()).map(([text, bytes, at]) => {
    const whole = Buffer.from(text);
    const middle = at % (whole.length + 1);
    return Buffer.concat([whole.subarray(0, middle), bytes, whole.subarray(middle)]);
  });
  return fc.oneof({ weight: 8, arbitrary: texts }, { weight: 1, arbitrary: broken });
}

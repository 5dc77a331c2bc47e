import type { Scalar } from 'yaml';
import { align } from './alignment.ts';
import { FILLED_IN, type Script } from './script.ts';
import { UNKNOWN, type Value, written } from './text.ts';

/** The value of a variable that a scalar sets. */
export function scalarValue(scalar: Scalar, source: string): Value {
  const { text, place } = scalarText(scalar, source);
  return text.includes(FILLED_IN) ? UNKNOWN : written(text, place(0, text.length));
}

/** The text of a scalar, with what is filled in before it is read left open, and where it stands. */
export function scalarText(scalar: Scalar, source: string): Pick<Script, 'text' | 'place'> {
  const [start = 0] = scalar.range ?? [];
  const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  const text = typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value));
  return {
    text: withoutExpressions(text),
    place: align(text, source, isBlock ? source.indexOf('\n', start) + 1 : start),
  };
}

/** `${{ … }}` is filled in before the shell sees the text. */
function withoutExpressions(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let start = text.indexOf('${{'); start >= 0; start = text.indexOf('${{', at)) {
    const end = text.indexOf('}}', start);
    if (end < 0) break;
    pieces.push(text.slice(at, start), FILLED_IN.repeat(end + 2 - start));
    at = end + 2;
  }
  return pieces.join('') + text.slice(at);
}

import type { Assignment, Word } from 'unbash';
import { fieldsOf, textOf, type Frame } from './expand.ts';
import { REST, type Field, type Variable } from './scope.ts';
import { concatenate, UNKNOWN } from './text.ts';

const MOST_ELEMENTS = 500;

/** Does what `name=value`, `name+=value`, `name=(…)` and `name[index]=value` do. */
export function assign({ name, value, append, index }: Assignment, frame: Frame): void {
  const before = append || index ? frame.scope.get(name) : undefined;
  const isList = value.type === 'ArrayValue' || index !== undefined || before?.kind === 'list';
  frame.scope.set(
    name,
    isList ? listAfter(before, index ? [REST] : elementsOf(value, frame)) : textAfter(before, append, value, frame),
  );
}

/** Does what a command does that fills variables from elsewhere. */
export function forget(names: readonly Word[], { scope }: Frame): void {
  for (const { value } of names) if (/^\w+$/.test(value)) scope.set(value, { kind: 'text', value: UNKNOWN });
}

function elementsOf(value: Assignment['value'], frame: Frame): Field[] {
  const words = value.type === 'ArrayValue' ? value.elements : [value];
  // Elements with names are in no order.
  if (words.length > MOST_ELEMENTS || words.some(word => /^\[.*\]=/.test(word.value))) return [REST];
  return words.flatMap(word => fieldsOf(word, frame));
}

function listAfter(before: Variable | undefined, added: readonly Field[]): Variable {
  const first = before?.kind === 'text' ? [before.value] : (before?.fields ?? []);
  const fields = [...first, ...added];
  return { kind: 'list', fields: fields.length > MOST_ELEMENTS ? [REST] : fields };
}

function textAfter(
  before: Variable | undefined,
  append: boolean | undefined,
  value: Assignment['value'],
  frame: Frame,
): Variable {
  const text = value.type === 'Word' ? textOf(value, frame) : UNKNOWN;
  if (!append) return { kind: 'text', value: text };
  return { kind: 'text', value: before?.kind === 'text' ? concatenate([before.value, text]) : UNKNOWN };
}

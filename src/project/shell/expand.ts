import type { CommandArgument, DoubleQuotedChild, ParameterExpansionPart, Word, WordPart } from 'unbash';
import { printedBy } from './printed.ts';
import { REST, type Field, type Scope, type Variable } from './scope.ts';
import { FILLED_IN, type Script } from './script.ts';
import { concatenate, flatten, isKnown, knownText, slice, unite, UNKNOWN, type Value, written } from './text.ts';

/** In which a word is read: the variables there, and where the script stands in the file. */
export interface Frame {
  scope: Scope;
  place: Script['place'];
}

/** What a word is as one text, as in an assignment. */
export function textOf(word: Word, frame: Frame): Value {
  if (!word.parts) return literal(word.value, word, frame);
  return concatenate(word.parts.map(part => valueOf(part, frame)));
}

/** The arguments that a word of a command becomes: often one, more for a list or a text with spaces. */
export function fieldsOf(argument: CommandArgument, frame: Frame): Field[] {
  if (argument.type === 'Assignment') return [assignmentText(argument, frame)];
  const [part, ...others] = argument.parts ?? [];
  if (isManyOptions(argument) || FILLED_WHOLE.test(argument.text)) return [REST];
  if (!part || others.length > 0) return [textOf(argument, frame)];
  if (part.type === 'DoubleQuoted') return quotedFields(part.parts, frame) ?? [textOf(argument, frame)];
  return isExpansion(part) ? unquotedFields(part, frame) : [textOf(argument, frame)];
}

/** `-{a,b}` are several options; several addresses are one with a hole. */
function isManyOptions({ text, parts }: Word): boolean {
  return /^[-{]/.test(text) && parts?.some(({ type }) => type === 'BraceExpansion') === true;
}

type Argument = Exclude<CommandArgument, Word>;

function assignmentText({ name, append, index, value, pos }: Argument, frame: Frame): Value {
  const isPlain = value.type === 'Word' && index === undefined;
  const start = literal(`${name}${append ? '+=' : '='}`, { pos, end: value.pos }, frame);
  return concatenate([start, isPlain ? textOf(value, frame) : UNKNOWN]);
}

/** `"$@"` and `"${list[@]}"`: every element is an argument of its own. */
function quotedFields(parts: readonly DoubleQuotedChild[], { scope }: Frame): Field[] | undefined {
  const [part, ...others] = parts;
  if (!part || others.length > 0 || (part.type !== 'SimpleExpansion' && part.type !== 'ParameterExpansion'))
    return undefined;
  const name = nameIn(part);
  if (name === '@') return [REST];
  const isList =
    part.type === 'ParameterExpansion' &&
    part.index?.value === '@' &&
    part.prefix === undefined &&
    part.operation === undefined;
  return isList ? fieldsIn(scope.get(name)) : undefined;
}

function fieldsIn(variable: Variable | undefined): Field[] {
  if (variable?.kind === 'list') return [...variable.fields];
  return variable ? splitFields(variable.value) : [REST];
}

function isExpansion({ type }: WordPart): boolean {
  return (
    type === 'SimpleExpansion' ||
    type === 'ParameterExpansion' ||
    type === 'CommandExpansion' ||
    type === 'ArithmeticExpansion' ||
    type === 'ProcessSubstitution'
  );
}

function unquotedFields(part: WordPart, frame: Frame): Field[] {
  if (part.type === 'ParameterExpansion' && part.index !== undefined)
    return part.prefix === undefined ? fieldsIn(frame.scope.get(part.parameter)) : [REST];
  return splitFields(valueOf(part, frame));
}

/** What is not in quotation marks is cut at its spaces. */
function splitFields(value: Value): Field[] {
  if (value.every(text => isKnown(text) && !/\s/.test(flatten(text)))) return [value];
  const [text, ...others] = value;
  if (!text || others.length > 0 || !isKnown(text)) return [REST];
  return [...flatten(text).matchAll(/\S+/g)].map(({ 0: field, index }) => [slice(text, index, index + field.length)]);
}

function valueOf(part: WordPart, frame: Frame): Value {
  switch (part.type) {
    case 'Literal':
    case 'Glob':
      return literal(part.value, part, frame);
    case 'SingleQuoted':
      return literal(part.value, { pos: part.pos + 1, end: part.end - 1 }, frame);
    case 'AnsiCQuoted':
      return literal(part.value, { pos: part.pos + 2, end: part.end - 1 }, frame);
    case 'DoubleQuoted':
    case 'LocaleString':
      return concatenate(part.parts.map(child => valueOf(child, frame)));
    case 'SimpleExpansion':
      return scalarOf(frame.scope.get(nameIn(part)));
    case 'ParameterExpansion':
      return parameterValue(part, frame);
    case 'CommandExpansion':
      return part.script ? printedBy(part.script, argument => fieldsOf(argument, insideOf(part, frame))) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** How the script of a substitution is read: in backquotes with escapes, the places are those of another text. */
export function insideOf(
  { script, pos, end }: { script: { source?: string | undefined } | undefined; pos: number; end: number },
  { scope, place }: Frame,
): Frame {
  return { scope: scope.branch(), place: script?.source === undefined ? place : () => place(pos, end) };
}

/** A text as it stands there, unknown where something is filled in before the shell sees it. */
function literal(
  text: string,
  { pos, end }: { pos: number; end: number },
  { place }: Frame,
  isVerbatim = end - pos === text.length,
): Value {
  if (!text.includes(FILLED_IN)) return written(text, place(pos, end));
  let at = pos;
  const pieces = text.split(FILLED_PIECE).map(piece => {
    const from = at;
    at += piece.length;
    return piece.startsWith(FILLED_IN) ? UNKNOWN : written(piece, isVerbatim ? place(from, at) : place(pos, end));
  });
  return concatenate(pieces);
}

const FILLED_PIECE = new RegExp(`(${FILLED_IN}+)`);
const FILLED_WHOLE = new RegExp(`^${FILLED_IN}+$`);

function nameIn(part: { type: string; text: string } | ParameterExpansionPart): string {
  return 'parameter' in part ? part.parameter : part.text.slice(1);
}

function scalarOf(variable: Variable | undefined): Value {
  if (variable?.kind !== 'list') return variable?.value ?? UNKNOWN;
  const [first = REST] = variable.fields;
  return first === REST ? UNKNOWN : first;
}

function parameterValue({ parameter, prefix, index, operation }: ParameterExpansionPart, frame: Frame): Value {
  const variable = frame.scope.get(parameter);
  if (prefix !== undefined || index !== undefined) return UNKNOWN;
  if (operation === undefined) return scalarOf(variable);
  if (operation.type === 'Default')
    return withDefault(variable, operation.operator, () => textOf(operation.operand, frame));
  const isEnd = operation.type === 'Remove' && operation.operator.startsWith('%');
  return isEnd ? withoutEnd(scalarOf(variable), knownText(textOf(operation.operand, frame))) : UNKNOWN;
}

/** A variable that the file does not assign may come from outside, or be its default. */
function withDefault(variable: Variable | undefined, operator: string, standIn: () => Value): Value {
  if (operator.endsWith('?')) return scalarOf(variable);
  if (operator.endsWith('+')) return UNKNOWN;
  return variable
    ? unite([scalarOf(variable), ...(isEmptyIn(variable) ? [standIn()] : [])])
    : unite([standIn(), UNKNOWN]);
}

function isEmptyIn(variable: Variable): boolean {
  return scalarOf(variable).some(text => !isKnown(text) || flatten(text) === '');
}

/** `${url%/}`: without an end, if that is a text and no pattern. */
function withoutEnd(value: Value, end: string | undefined): Value {
  if (end === undefined || /[*?[]/.test(end)) return UNKNOWN;
  return value.map(text => {
    const flat = flatten(text);
    return flat.endsWith(end) ? slice(text, 0, flat.length - end.length) : text;
  });
}

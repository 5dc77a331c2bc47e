import { type Alternative, alternativesOf, type ObjectValue, type Value } from '../../values/value.ts';
import { type Generation, OPTIONS_OF } from './retry-options.ts';

export type OptionMessage =
  | 'switchedOff'
  | 'without429'
  | 'notNumbers'
  | 'unknownOption'
  | 'inSeconds'
  | 'inMilliseconds'
  | 'pauseLost'
  | 'ignoredAlone';

/** What is wrong with one retry option. */
export interface OptionProblem {
  option: string;
  messageId: OptionMessage;
}

/**
 * What is wrong with the options, each of them by itself and together.
 *
 * @param branchesOf what an option can be in production, where a condition decides over it
 */
export function optionProblems(
  options: ObjectValue,
  generation: Generation,
  branchesOf: (option: string) => readonly Value[],
): OptionProblem[] {
  return [...options.properties].flatMap(([option, read]): OptionProblem[] => {
    const messageId = OPTIONS_OF[generation].includes(option)
      ? ([read(), ...branchesOf(option)].map(value => problemOfValue(option, value, generation)).find(Boolean) ??
        problemTogether(option, options, generation))
      : 'unknownOption';
    return messageId ? [{ option, messageId }] : [];
  });
}

/**
 * What a value does to an option. Source: the sources of klaviyo-api 5.1.0, 12.0.0, 13.0.0, 14.0.0, 20.0.0 and 23.0.0; read 2026-11-22.
 *
 * - `numRetries` counts the first request, and 0 counts; in `numOfAttempts` 0 is passed over for the default
 * - `retryCodes` is searched with `includes`, so that texts never match and what is no list throws
 * - `maxInterval` is in seconds, `startingDelay` in milliseconds
 */
export function problemOfValue(option: string, value: Value, generation: Generation): OptionMessage | undefined {
  const each = alternativesOf(value);
  const every = (test: (alternative: Alternative) => boolean): boolean => each.length > 0 && each.every(test);
  const isNumber = (test: (number: number) => boolean) => (alternative: Alternative) => {
    const number = numberOf(alternative);
    return number !== undefined && test(number);
  };
  switch (option) {
    case 'numRetries':
      return every(isNumber(number => number <= 1)) ? 'switchedOff' : undefined;
    case 'numOfAttempts':
      return every(isNumber(number => number === 1)) ? 'switchedOff' : undefined;
    case 'retryCodes':
      return problemOfCodes(each);
    case 'maxInterval':
      return every(isNumber(number => number >= 1000)) ? 'inSeconds' : undefined;
    case 'startingDelay':
      return every(isNumber(number => number > 0 && number < 10)) && generation !== 'backoff'
        ? 'inMilliseconds'
        : undefined;
    default:
      return undefined;
  }
}

function problemOfCodes(each: readonly Alternative[]): OptionMessage | undefined {
  if (each.every(value => value.kind === 'array' && !value.open && value.elements.length === 0)) return 'switchedOff';
  if (each.every(isNoListOfNumbers)) return 'notNumbers';
  return each.every(lacks429) ? 'without429' : undefined;
}

function isNoListOfNumbers(value: Alternative): boolean {
  if (value.kind === 'text') return numberOf(value) !== undefined;
  if (value.kind === 'externalCall')
    return value.constructed && value.callee.kind === 'external' && value.callee.path.join('.') === 'Set';
  if (value.kind !== 'array' || value.open || value.elements.length === 0) return false;
  return value.elements.every(read => isWrittenText(read()));
}

function isWrittenText(value: Value): boolean {
  const [part] = value.kind === 'text' && value.parts.length === 1 ? value.parts : [];
  return part !== undefined && 'node' in part && part.node.type === 'Literal' && typeof part.node.value === 'string';
}

function lacks429(value: Alternative): boolean {
  if (value.kind !== 'array' || value.open) return false;
  const codes = value.elements.map(read => numberOf(read()));
  return codes.every(code => code !== undefined) && !codes.includes(429);
}

/** 6 to 13 take the delay of the caller, also where there is none, as soon as one of the two others is given. */
function problemTogether(
  option: string,
  { properties, open }: ObjectValue,
  generation: Generation,
): OptionMessage | undefined {
  if (generation !== 'options' || open) return undefined;
  const isDelayGiven = properties.has('startingDelay');
  if (option === 'numOfAttempts' || (option === 'timeMultiple' && !properties.has('numOfAttempts')))
    return isDelayGiven ? undefined : 'pauseLost';
  const isAlone = !properties.has('numOfAttempts') && !properties.has('timeMultiple');
  return option === 'startingDelay' && isAlone ? 'ignoredAlone' : undefined;
}

function numberOf(value: Value): number | undefined {
  const [part, ...more] = value.kind === 'text' ? value.parts : [];
  const isNumber =
    part !== undefined &&
    more.length === 0 &&
    'node' in part &&
    part.node.type === 'Literal' &&
    typeof part.node.value === 'number';
  return isNumber ? Number(part.text) : undefined;
}

import type { TSESTree } from '@typescript-eslint/utils';
import { staticName } from '../../program/node.ts';
import {
  type Alternative,
  alternativesOf,
  constantString,
  type ExternalCallValue,
  type ObjectValue,
  type Value,
} from '../../values/value.ts';
import { keysOf } from '../../values/key-origins.ts';
import { isOfSdk } from '../queries.ts';

/** Releases that take the same options. 1 to 5 and 6 to 13 spell them alike, but only 6 to 13 lose the pause. */
export type Generation = 'wrapper' | 'options' | 'backoff';

const NEW_OPTIONS = ['numRetries', 'retryCodes', 'maxInterval'];
const OLD_OPTIONS = ['numOfAttempts', 'timeMultiple', 'startingDelay'];

export const OPTIONS_OF: Readonly<Record<Generation, readonly string[]>> = {
  wrapper: OLD_OPTIONS,
  options: OLD_OPTIONS,
  backoff: NEW_OPTIONS,
};

/** Options of retries as the code gives them to the SDK. */
export interface GivenOptions {
  /** What holds them: the argument. */
  node: TSESTree.Node;
  value: Value;
  /** Undefined where the installed release is not known and the names do not tell. */
  generation: Generation | undefined;
  /** A class of the SDK that wants an object of its own kind instead of plain options. */
  takenBy: string | undefined;
}

type Construction = TSESTree.NewExpression | TSESTree.CallExpression;

/** By the names of the SDK: which argument holds retries. */
const PLACES: Readonly<Record<string, { index: number; form: 'options' | 'object' }>> = {
  RetryWithExponentialBackoff: { index: 0, form: 'options' },
  RetryOptions: { index: 0, form: 'options' },
  ConfigWrapper: { index: 1, form: 'options' },
  ApiKeySession: { index: 1, form: 'object' },
  GlobalApiKeySettings: { index: 1, form: 'object' },
  OAuthBasicSession: { index: 1, form: 'object' },
  OAuthSession: { index: 2, form: 'object' },
};

/** The fewest arguments of a call that may give retry options to the SDK, of the exports that a text names; infinite where it names none. */
export function fewestArguments(text: string): number {
  const named = Object.entries(PLACES).filter(([name]) => text.includes(name) || /\\[ux]/.test(text));
  return Math.min(...named.map(([, { index }]) => index + 1));
}

/** Whether an export of the SDK of that name takes retry options. */
export function takesRetries(name: string): boolean {
  return Object.hasOwn(PLACES, name);
}

/**
 * The retry options that a construction or `ConfigWrapper(…)` gives to the SDK.
 *
 * @param majorOf gives the installed major release, where that is known
 */
export function givenOptions(
  node: Construction,
  majorOf: () => number | undefined,
  valueOf: (node: TSESTree.Node) => Value,
): GivenOptions | undefined {
  const name = sdkName(valueOf(node.callee));
  const place = name === undefined ? undefined : PLACES[name];
  const argument = place && node.arguments[place.index];
  if (name === undefined || !argument || argument.type === 'SpreadElement') return undefined;
  const value = valueOf(argument);
  return {
    node: argument,
    value,
    generation: generationOf(name, majorOf, value),
    takenBy: place.form === 'object' ? name : undefined,
  };
}

/** The name that a value has among the exports of the SDK; `Klaviyo.Auth.ApiKeySession` is `ApiKeySession`. */
function sdkName(callee: Value): string | undefined {
  const [option, ...more] = alternativesOf(callee);
  if (option?.kind !== 'external' || more.length > 0 || !isOfSdk(option)) return undefined;
  const name = option.path.at(-1) ?? '';
  return takesRetries(name) ? name : undefined;
}

function generationOf(name: string, majorOf: () => number | undefined, value: Value): Generation | undefined {
  if (name === 'RetryWithExponentialBackoff') return 'backoff';
  if (name === 'RetryOptions') return 'options';
  const major = majorOf();
  if (major !== undefined) return major < 6 ? 'wrapper' : major < 14 ? 'options' : 'backoff';
  const names = alternativesOf(value).flatMap(option =>
    option.kind === 'object' ? [...option.properties.keys()] : [],
  );
  const isOld = names.some(each => OLD_OPTIONS.includes(each));
  if (isOld === names.some(each => NEW_OPTIONS.includes(each))) return undefined;
  return isOld ? 'wrapper' : 'backoff';
}

/** An option of an object that makes retries: `session.retryWithExponentialBackoff.numRetries = 0`. */
export function assignedOption(
  { left, operator }: TSESTree.AssignmentExpression,
  valueOf: (node: TSESTree.Node) => Value,
): string | undefined {
  const name = left.type === 'MemberExpression' && operator === '=' ? staticName(left) : undefined;
  if (left.type !== 'MemberExpression' || name === undefined || !NEW_OPTIONS.includes(name)) return undefined;
  const holders = alternativesOf(valueOf(left.object));
  return holders.length > 0 && holders.every(isRetryObject) ? name : undefined;
}

/** Options that an assignment puts in the place of those that a `RetryOptions` has made. */
interface ReplacedOption {
  node: TSESTree.Node;
  data: { option: string };
}

/**
 * The predicate or the single attempt by which `retryOptions.options = …`, or `retryOptions.options.retry = …`, switches retries off in
 * releases 6 to 13. Source: the sources of klaviyo-api 6.0.1, 8.0.2, 11.0.0 and 13.0.0, whose `options` go to exponential-backoff; read
 * 2026-11-22.
 */
export function replacedOptions(
  { left, right, operator }: TSESTree.AssignmentExpression,
  valueOf: (node: TSESTree.Node) => Value,
): ReplacedOption | undefined {
  const name = left.type === 'MemberExpression' && operator === '=' ? staticName(left) : undefined;
  if (left.type !== 'MemberExpression' || name === undefined) return undefined;
  const isHeldBy = (test: (holder: Alternative) => boolean): boolean => {
    const holders = alternativesOf(valueOf(left.object));
    return holders.length > 0 && holders.every(test);
  };
  if (name === 'options' && isHeldBy(isOldRetry)) {
    const given = singleObject(valueOf(right));
    const option = PREDICATE_AND_COUNT.find(each => isOff(each, given?.properties.get(each)?.()));
    return option === undefined
      ? undefined
      : { node: keysOf(given?.properties.get(option)).at(-1) ?? left, data: { option } };
  }
  if (!PREDICATE_AND_COUNT.includes(name) || !isOff(name, valueOf(right))) return undefined;
  return isHeldBy(isOptionsOfOldRetry) ? { node: left, data: { option: name } } : undefined;
}

const PREDICATE_AND_COUNT = ['retry', 'numOfAttempts'];

function isOldRetry(value: Alternative): boolean {
  return value.kind === 'externalCall' && isMadeBy(value, 'RetryOptions');
}

function isOptionsOfOldRetry(value: Alternative): boolean {
  return value.kind === 'externalMember' && value.name === 'options' && isOldRetry(value.object);
}

function isOff(option: string, value: Value | undefined): boolean {
  if (option === 'numOfAttempts') return value?.kind === 'text' && constantString(value) === '1';
  return value?.kind === 'function' && neverHolds(value.node.body);
}

/** A function that answers `false` and does nothing else. */
function neverHolds(body: TSESTree.Node): boolean {
  if (body.type !== 'BlockStatement') return isFalse(body);
  const [statement, ...more] = body.body;
  return more.length === 0 && statement?.type === 'ReturnStatement' && isFalse(statement.argument);
}

function isFalse(node: TSESTree.Node | null): boolean {
  return node?.type === 'Literal' && node.value === false;
}

const HOLDING = 'retryWithExponentialBackoff';

function isRetryObject(value: Alternative): boolean {
  if (value.kind === 'externalCall') return isMadeBy(value, 'RetryWithExponentialBackoff');
  if (value.kind === 'externalMember')
    return value.name === HOLDING && value.object.kind === 'externalCall' && isMadeBy(value.object);
  return value.kind === 'external' && isOfSdk(value) && value.path.at(-1) === HOLDING;
}

function isMadeBy({ callee, constructed }: ExternalCallValue, name?: string): boolean {
  const isSdk = constructed && callee.kind === 'external' && isOfSdk(callee);
  return isSdk && (name === undefined || callee.path.at(-1) === name);
}

/** The single object of options that a value is; undefined where it may be another. */
export function singleObject(value: Value): ObjectValue | undefined {
  return value.kind === 'object' ? value : undefined;
}

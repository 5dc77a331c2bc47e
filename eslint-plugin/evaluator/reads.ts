import type { TSESTree } from '@typescript-eslint/utils';
import { spelledNames, staticName, unwrap } from '../program/node.ts';
import { alternativesOf, type ExternalValue, mapAlternatives, type Unknown, type Value } from '../values/value.ts';

/** Variables of the environment and settings are called so. */
const CONSTANT = /^(?:env:)?[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;
const ENVIRONMENT = /^env:/;
/** What holds a credential has one of these in its name; of others nobody asks where they are read. */
const CREDENTIAL = /KEY|TOKEN|SECRET|PRIVATE|PASSWORD|SIGNING|CREDENTIAL|PK/i;
/** What passes through more names than these is only known by the first of them. */
const MOST_READS = 8;

/** Remembers of what is not known that it is read here, if a constant is read: each place of a way through names and properties. */
export function readAt(node: TSESTree.Identifier | TSESTree.MemberExpression, value: Value): Value {
  const name = node.type === 'Identifier' ? node.name : (staticName(node) ?? '');
  // Of a typed object nothing is known but the name of the property.
  const isNamed = isCredential(name);
  const isReadHere = (option: Value): option is Readable => (isNamed && option.kind === 'unknown') || isRead(option);
  if (!alternativesOf(value).some(isReadHere)) return value;
  return mapAlternatives(value, option => (isReadHere(option) ? withRead(option, node) : option));
}

/** What may be read of the environment, or of a module that stands for it. */
type Readable = Unknown | ExternalValue;

function isRead(option: Value): option is Readable {
  if (option.kind === 'external') return option.module !== undefined && isCredential(option.path.at(-1) ?? '');
  return option.kind === 'unknown' && (option.reads !== undefined || isCredential(option.hint));
}

function isCredential(name: string): boolean {
  return CREDENTIAL.test(name) && (ENVIRONMENT.test(name) || CONSTANT.test(name));
}

/** What leaves most of a text as it is. */
const SAME_TEXT = /^(?:trim|trimEnd|trimStart|toString|replace|replaceAll|String|encodeURIComponent)$/;

/**
 * The same for what a call returns: of a function that reads a constant, of one that is given its name, and of one that returns the
 * text that it is given.
 */
export function readByCall(
  node: TSESTree.CallExpression,
  value: Value,
  valueOf: (node: TSESTree.Node) => Value,
): Value {
  const [first] = node.arguments;
  const isNamed = first?.type === 'Literal' && typeof first.value === 'string' && isCredential(first.value);
  if (!alternativesOf(value).some(({ kind }) => kind === 'unknown')) return value;
  return mapAlternatives(value, option => {
    if (option.kind !== 'unknown') return option;
    if (isNamed || option.reads !== undefined) return withRead(option, node);
    const source = sourceOf(node);
    const reads = source ? alternativesOf(valueOf(source)).flatMap(readsOf) : [];
    return reads.length > 0 ? { ...option, reads: reads.slice(0, MOST_READS) } : option;
  });
}

/** What a call returns as it is, or changed a little. */
function sourceOf({ callee, arguments: [first] }: TSESTree.CallExpression): TSESTree.Node | undefined {
  const called = unwrap(callee);
  if (called.type === 'MemberExpression') return SAME_TEXT.test(staticName(called) ?? '') ? called.object : undefined;
  return SAME_TEXT.test(spelledNames(called).join('.')) && first?.type !== 'SpreadElement' ? first : undefined;
}

function readsOf(option: Value): readonly TSESTree.Node[] {
  return option.kind === 'unknown' || option.kind === 'external' ? (option.reads ?? []) : [];
}

function withRead<Option extends Readable>(option: Option, node: TSESTree.Node): Option {
  const { reads = [] } = option;
  return reads.includes(node) || reads.length === MOST_READS ? option : { ...option, reads: [...reads, node] };
}

import type { TSESTree } from '@typescript-eslint/utils';
import { IDENTIFIERS, type SendRequest } from '../../src/vendors/customerio/send-requests.ts';
import { declaredKind, type KnownType, mayBeNothing } from '../../eslint-plugin/edits/declared-type.ts';
import { keysOf } from '../../eslint-plugin/values/key-origins.ts';
import { alternativesOf, type ObjectValue } from '../../eslint-plugin/values/value.ts';
import { staticName, unwrap } from '../../eslint-plugin/program/node.ts';
import { literalOf, optionOf, type SentMessage } from './sent-messages.ts';

/** What is wrong with a message. */
export type SendProblem =
  | { kind: 'missing'; at: ObjectValue; options: readonly string[] }
  | { kind: 'content'; at: ObjectValue; template: boolean; options: readonly string[] }
  | { kind: 'noIdentifier' | 'severalIdentifiers'; at: ObjectValue }
  | { kind: 'unknownOption'; at: ObjectValue; key: TSESTree.Node | undefined; written: string; option: string };

/** Everything that is surely wrong with a message, for any recipient. */
export function sendProblems({ request, options, isRaw }: SentMessage): SendProblem[] {
  const misspelled = isRaw ? [] : misspelledOptions(options, request);
  const meant = new Set(misspelled.map(({ option }) => option));
  const lacks = (name: string): boolean => !options.open && !meant.has(name) && optionOf(options, name) === undefined;
  const missing = request.required.filter(lacks);
  return [
    ...misspelled,
    ...(missing.length > 0 ? [{ kind: 'missing' as const, at: options, options: missing }] : []),
    ...contentProblems(options, request, lacks),
    ...identifierProblems(options),
  ];
}

/** One of several sets has to be there as a whole: that of which the most is there is meant. */
function contentProblems(at: ObjectValue, { oneOf }: SendRequest, lacks: (name: string) => boolean): SendProblem[] {
  if (oneOf.length === 0 || oneOf.some(set => !set.some(lacks))) return [];
  const given = (set: readonly string[]): number => set.filter(name => !lacks(name)).length;
  const [meant = []] = [...oneOf].sort((one, other) => given(other) - given(one));
  return [{ kind: 'content', at, template: given(meant) === 0, options: meant.filter(lacks) }];
}

function identifierProblems(options: ObjectValue): SendProblem[] {
  const value = optionOf(options, 'identifiers');
  return (value ? alternativesOf(value) : []).flatMap((option): SendProblem[] => {
    if (option.kind !== 'object') return [];
    const given = IDENTIFIERS.filter(name => option.properties.has(name));
    if (given.length === 0 && !option.open) return [{ kind: 'noIdentifier', at: option }];
    return surelyGiven(option).length > 1 ? [{ kind: 'severalIdentifiers', at: option }] : [];
  });
}

/** Identifiers that are written in the literal itself with a value that is always there; one that may be missing is not sent. A name counts if its type says so. */
function surelyGiven(object: ObjectValue): string[] {
  return (literalOf(object)?.properties ?? []).flatMap(property => {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    if (property.type !== 'Property' || name === undefined || !IDENTIFIERS.includes(name)) return [];
    const value = unwrap(property.value);
    const isSure =
      (value.type === 'Literal' && value.value !== null) ||
      value.type === 'TemplateLiteral' ||
      (value.type === 'MemberExpression' && !value.optional && !mayBeNothing(value)) ||
      (value.type === 'Identifier' && isPresentKind(declaredKind(value)));
    return isSure ? [name] : [];
  });
}

function isPresentKind(kind: KnownType | undefined): boolean {
  return kind === 'string' || kind === 'number';
}

type Misspelled = Extract<SendProblem, { kind: 'unknownOption' }>;

/** Options in camelCase, which the SDK drops without a word. */
function misspelledOptions(options: ObjectValue, { required, oneOf, optional }: SendRequest): Misspelled[] {
  const known = [...required, ...oneOf.flat(), ...optional];
  return [...options.properties].flatMap(([written, read]): Misspelled[] => {
    if (known.includes(written)) return [];
    const option = known.find(name => name.replaceAll('_', '') === written.toLowerCase());
    const [key] = keysOf(read);
    return option !== undefined && !options.properties.has(option)
      ? [{ kind: 'unknownOption', at: options, key, written, option }]
      : [];
  });
}

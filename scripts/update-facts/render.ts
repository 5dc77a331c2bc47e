import type { SdkRelease } from '../../src/vendors/klaviyo/sdk-release.ts';
import { literal } from './literal.ts';
import type { NamedHistory } from './method-history.ts';
import type { SdkCallTypes } from './read-calls.ts';
import type { SdkMethod } from './read-methods.ts';
import type { Models } from './read-models.ts';
import type { Payloads } from './read-payloads.ts';
import { compactShapes, modelsOfRevision, nameIn } from './shapes.ts';

/** File name in `src/vendors/klaviyo/generated/` and text of each module. */
export type Modules = Record<string, string>;

export interface Facts {
  /** Oldest first. */
  releases: readonly SdkRelease[];
  /** The methods of the newest release. */
  methods: readonly SdkMethod[];
  /** The payloads of the newest release. */
  payloads: Payloads;
  histories: readonly NamedHistory[];
  /** By name: the last release that exports it; without those that the newest one has. */
  removedExports: Readonly<Record<string, string>>;
  /** The types of the methods of the newest release, and what they name. */
  calls: readonly SdkCallTypes[];
  models: Models;
  /** What the last release of each older revision has of these, newest first. */
  older: readonly OlderFacts[];
}

export interface OlderFacts {
  revision: string;
  methods: readonly SdkMethod[];
  calls: readonly SdkCallTypes[];
  models: Models;
}

/** Writes the facts as TypeScript: sorted, one fact a line, and the same text for the same packages. */
export function renderModules({
  releases,
  methods,
  payloads,
  histories,
  removedExports,
  calls,
  models,
  older,
}: Facts): Modules {
  const header = renderHeader(releases);
  const canonical = methods.filter(({ aliasOf }) => aliasOf === undefined);
  return {
    'sdk-releases.ts': `${header}import type { SdkRelease } from '../sdk-release.ts';

/** Oldest first. */
export const SDK_RELEASES: readonly SdkRelease[] = [
${releases.map(release => `  ${literal(release)},\n`).join('')}];
`,
    'operations.ts': `${header}import type { OperationRow } from '../operations.ts';

/** By API class: method, verb, path, limits, deprecated aliases. */
export const SDK_OPERATIONS: Readonly<Record<string, readonly OperationRow[]>> = {
${byClass(canonical, '[', ']', method => literal(rowOf(method, methods)))}};
`,
    'operation-scopes.ts': `${header}/** By API class and method: the scopes that a key needs, separated by spaces. */
export const OPERATION_SCOPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${byClass(canonical, '{', '}', ({ name, scopes }) => `${name}: ${literal(scopes.join(' '))}`)}};
`,
    'method-history.ts': `${header}import type { MethodHistory } from '../method-history.ts';

/** By API class: every method that was renamed or removed. */
export const METHOD_HISTORY: Readonly<Record<string, Readonly<Record<string, MethodHistory>>>> = {
${byClass(histories, '{', '}', ({ apiClass: _, name, ...history }) => `${name}: ${literal(history)}`)}};
`,
    'payloads.ts': `${header}/** By API class and method: the type of the payload, and which argument it is. */
export const METHOD_PAYLOADS: Readonly<Record<string, Readonly<Record<string, readonly [type: string, argument: number]>>>> = {
${byClass(payloads.methods, '{', '}', ({ name, type, argument }) => `${name}: [${literal(type)}, ${argument}]`)}};

/** By type: its attributes, each with the type of what is in it where names can be lost there too; \`[]\` is a list of those, \`!\` is required, \`@\` a date. */
export const PAYLOAD_TYPES: Readonly<Record<string, string>> = {
${Object.entries(payloads.types)
  .map(([type, attributes]) => `  ${type}: ${literal(attributesIn(attributes, payloads.marks[type] ?? {}))},\n`)
  .join('')}};
`,
    'removed-exports.ts': `${header}/** By the last release that has them: names that the newest release does not export any more. */
export const REMOVED_EXPORTS: Readonly<Record<string, readonly string[]>> = {
${releases.map(({ version }) => removedAfter(version, removedExports)).join('')}};
`,
    ...renderShapes(header, { methods: canonical, calls, models }, older),
  };
}

type NewestFacts = Omit<OlderFacts, 'revision'>;

function renderShapes(header: string, newest: NewestFacts, older: readonly OlderFacts[]): Modules {
  const all = new Map(
    [newest.models, ...older.map(({ models, revision }) => modelsOfRevision(models, revision))].flatMap(models => [
      ...models,
    ]),
  );
  const rootsOfNewest = newest.calls.flatMap(modelsIn);
  const rootsOfOlder = older.flatMap(({ calls, revision }) =>
    calls.flatMap(modelsIn).map(name => nameIn(revision, name)),
  );
  const { shapes, nameOf } = compactShapes(all, rootsOfNewest);
  const both = compactShapes(all, [...rootsOfNewest, ...rootsOfOlder]).shapes;
  const rows = [
    rowsByEndpoint(newest, nameOf),
    ...older.map(facts => rowsByEndpoint(facts, name => nameOf(nameIn(facts.revision, name)))),
  ];
  return {
    'calls.ts': `${header}import type { CallRow } from '../shapes.ts';

/** By API class and method: the shape of the body that is sent, that of the answer, and the query. */
export const SDK_CALLS: Readonly<Record<string, Readonly<Record<string, CallRow>>>> = {
${byClass(newest.calls, '{', '}', call => `${call.name}: ${literal(rowOfCall(call, nameOf))}`)}};
`,
    'older-calls.ts': `${header}import type { CallRow } from '../shapes.ts';

/**
 * By older revision, newest first, verb and path: the row where it differs from that of the revision before it in this list; \`=\` is a
 * part that is the same, null stands for an operation that the revision lacks.
 */
export const OLDER_CALLS: Readonly<Record<string, Readonly<Record<string, CallRow | null>>>> = {
${older
  .map(
    ({ revision }, index) => `  '${revision}': {
${linesOf(differences(rows[index]!, rows[index + 1]!), literal, '    ')}  },
`,
  )
  .join('')}};
`,
    'shapes.ts': `${header}/** By name: the fields of a body or of a part of one, in the notation that \`../shapes.ts\` reads. */
export const SHAPES: Readonly<Record<string, string>> = {
${linesOf([...shapes], literal, '  ')}};
`,
    'older-shapes.ts': `${header}/** What older revisions have besides, in the same notation; behind the name is a revision that has it. */
export const OLDER_SHAPES: Readonly<Record<string, string>> = {
${linesOf(
  [...both].filter(([name]) => !shapes.has(name)),
  literal,
  '  ',
)}};
`,
  };
}

function linesOf<T>(entries: readonly (readonly [string, T])[], render: (value: T) => string, indent: string): string {
  return entries
    .map(([name, value]) => `${indent}${/^\w+$/.test(name) ? name : literal(name)}: ${render(value)},\n`)
    .join('');
}

type Row = [takes: string, gives: string, query: string];
type Rows = ReadonlyMap<string, Row>;

function modelsIn({ takes, gives }: SdkCallTypes): string[] {
  return [takes, gives].filter(name => name !== undefined);
}

function rowOfCall({ takes, gives, query }: SdkCallTypes, nameOf: (name: string) => string): Row {
  const name = (model: string | undefined): string => (model === undefined ? '' : nameOf(model));
  return [name(takes), name(gives), query.join(' ')];
}

/** By `VERB path`, which outlives the names of methods. */
function rowsByEndpoint({ methods, calls }: NewestFacts, nameOf: (name: string) => string): Map<string, Row> {
  const endpoints = new Map(
    methods.map(({ apiClass, name, verb, path }) => [`${apiClass}.${name}`, `${verb} ${path}`]),
  );
  return new Map(
    calls.flatMap(call => {
      const endpoint = endpoints.get(`${call.apiClass}.${call.name}`);
      return endpoint === undefined ? [] : [[endpoint, rowOfCall(call, nameOf)] as const];
    }),
  );
}

/** What differs of the operations that the newer revision has. A part that is the same is `=`. */
function differences(newer: Rows, own: Rows): [string, Row | null][] {
  return [...newer]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([endpoint, row]): [string, Row | null][] => {
      const older = own.get(endpoint);
      if (older === undefined) return [[endpoint, null]];
      const parts = older.map((part, index) => (part === row[index] ? '=' : part)) as Row;
      return parts.every(part => part === '=') ? [] : [[endpoint, parts]];
    });
}

function renderHeader(releases: readonly SdkRelease[]): string {
  const first = releases[0]!;
  const last = releases.at(-1)!;
  return `// Generated by \`npm run update:facts\`; do not edit.
// Source: the npm package klaviyo-api, ${releases.length} releases from ${first.version} to ${last.version}.
// Date: ${last.revision}, the revision of the newest release.

`;
}

function attributesIn(attributes: Readonly<Record<string, string>>, marks: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, type]) => `${name}${marks[name] ?? ''}${type === '' ? '' : `:${type}`}`)
    .join(' ');
}

function removedAfter(version: string, removedExports: Facts['removedExports']): string {
  const names = Object.keys(removedExports).filter(name => removedExports[name] === version);
  return names.length === 0 ? '' : `  '${version}': [\n${wrapped(names.map(name => `${literal(name)},`))}  ],\n`;
}

const LINE_LENGTH = 130;

/** Fills lines with words, none of which is broken. */
function wrapped(words: readonly string[]): string {
  const lines = words.reduce<string[]>((filled, word) => {
    const longer = `${filled.at(-1) ?? ''} ${word}`;
    return filled.length > 0 && longer.length + 4 <= LINE_LENGTH ? [...filled.slice(0, -1), longer] : [...filled, word];
  }, []);
  return lines.map(line => `    ${line}\n`).join('');
}

function rowOf({ apiClass, name, verb, path, limit }: SdkMethod, methods: readonly SdkMethod[]): string[] {
  if (limit === undefined) throw new Error(`${apiClass}.${name} has no rate limit in its documentation.`);
  const aliases = methods.filter(method => method.apiClass === apiClass && method.aliasOf === name);
  return [name, verb, path, limit, ...aliases.map(alias => alias.name).sort()];
}

function byClass<T extends { apiClass: string; name: string }>(
  items: readonly T[],
  open: string,
  close: string,
  render: (item: T) => string,
): string {
  const classes = [...new Set(items.map(({ apiClass }) => apiClass))].sort();
  const membersOf = (apiClass: string) =>
    items.filter(item => item.apiClass === apiClass).sort((a, b) => (a.name < b.name ? -1 : 1));
  return classes
    .map(
      apiClass =>
        `  ${apiClass}: ${open}\n${membersOf(apiClass)
          .map(item => `    ${render(item)},\n`)
          .join('')}  ${close},\n`,
    )
    .join('');
}

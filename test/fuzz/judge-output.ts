import { commandsIn } from '../action/runner-oracle.ts';
import { publishedSchema } from '../support/published-schema.ts';

const checkErrors = publishedSchema('check.schema.json');
const preflightErrors = publishedSchema('preflight.schema.json');

/** What a runner could obey, or might in another version: stricter than the oracle, which knows the commands by name. */
const LOOKS_LIKE_COMMAND = /^[\s\p{Cf}\p{Cc}]*::|##\[/mu;
/** What ends a line for somebody, or moves a terminal's cursor. */
const CONTROL = /[^\P{Cc}\n]|[\u2028\u2029\p{Cs}]/u;

/** Judges texts that nobody but a reporter wrote. @returns the promises that they break */
export function brokenByText(text: string): string[] {
  const problems: string[] = [];
  if (commandsIn(text).length > 0) problems.push(`The runner would obey ${JSON.stringify(commandsIn(text)[0])}.`);
  if (LOOKS_LIKE_COMMAND.test(text))
    problems.push(`A line looks like a command: ${JSON.stringify(LOOKS_LIKE_COMMAND.exec(text)?.[0])}.`);
  if (CONTROL.test(text)) problems.push(`A control character is printed: ${JSON.stringify(CONTROL.exec(text)?.[0])}.`);
  return problems;
}

/** The folders that a path leads through, as a report names them when they are left out as a whole. */
function foldersAround(path: string): string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => `${names.slice(0, index + 1).join('/')}/`);
}

/** Judges the JSON of `check`. @param paths what may be named; everything if undefined */
export function brokenByCheckJson(text: string, paths?: ReadonlySet<string>): string[] {
  const report: unknown = JSON.parse(text);
  const errors = checkErrors(report).map(error => `The JSON does not fit the schema: ${error}.`);
  if (errors.length > 0) return errors;
  const { findings, skipped } = report as { findings: { path: string }[]; skipped: { path?: string }[] };
  const named = [...findings, ...skipped].flatMap(({ path }) => path ?? []);
  const known = paths && new Set([...paths].flatMap(path => [path, ...foldersAround(path)]));
  const strange = named.filter(
    path => path.startsWith('/') || path.split('/').includes('..') || (known && !known.has(path)),
  );
  return strange.map(path => `It names ${JSON.stringify(path)}, which is not of the tree.`);
}

/** Judges the JSON of `preflight`. */
export function brokenByPreflightJson(text: string): string[] {
  return preflightErrors(JSON.parse(text)).map(error => `The JSON does not fit the schema: ${error}.`);
}

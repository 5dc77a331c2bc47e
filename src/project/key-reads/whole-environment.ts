import type { Location } from '../../model/finding.ts';
import { isComment, isForPeople } from '../addresses/searched-files.ts';
import { fileKind } from '../discovery/file-kind.ts';

const SIGNS = ['process.env', '$env/dynamic/private', 'env.toObject'].map(sign => Buffer.from(sign));

/** Whether a file of code may hand on all variables of the environment. */
export function mayHandOnEnvironment(path: string, bytes: Buffer): boolean {
  const kind = fileKind(path);
  const isCode = kind === 'javascript' || kind === 'typescript' || kind === 'component';
  return isCode && !isForPeople(path) && SIGNS.some(sign => bytes.includes(sign));
}

const ENVIRONMENT = String.raw`process\.env|Deno\.env\.toObject\(\)`;
/** A constant of the file that is the environment. */
const ALIAS = new RegExp(
  String.raw`\b(?:const|let|var)\s+(?<name>\w+)(?::[^=\n]{1,80})?\s?=\s?(?:${ENVIRONMENT})(?=;|\s*$)`,
  'gm',
);
const IMPORTED = /\bimport\s*\{\s*env(?:\s+as\s+(?<name>\w+))?\s*\}\s*from\s*['"]\$env\/dynamic\/private['"]/g;
const LONGEST_LINE = 2_000;

/** Finds where code gives away all variables of the environment: `{ ...process.env }`, `respond(process.env)`. */
export function wholeEnvironmentIn(path: string, text: string): Location[] {
  const aliases = [...text.matchAll(ALIAS), ...text.matchAll(IMPORTED)].map(({ groups }) => groups?.['name'] ?? 'env');
  const names = [ENVIRONMENT, ...new Set(aliases)].join('|');
  const written = new RegExp(String.raw`(?<!\w|[\w)\]]\.|['"\x60/-])(?:${names})(?!\w|['"\x60/-])`, 'g');
  const isForProgram = STARTS_PROGRAMS.test(text);
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.length > LONGEST_LINE || isComment(line)) return [];
    return [...line.matchAll(written)]
      .map(({ 0: name, index: start }) => ({ start, end: start + name.length }))
      .filter(({ start, end }) => isGivenAway(line.slice(0, start), line.slice(end), isForProgram))
      .map(({ start, end }) => ({ path, line: index + 1, column: start + 1, endLine: index + 1, endColumn: end + 1 }));
  });
}

/** What has programs started, which get the environment on the server. */
const STARTS_PROGRAMS =
  /child_process|execa|cross-spawn|\bspawn|\bexec|\bfork\(|['"]zx['"]|StdioClientTransport|webServer|concurrently/;
/** A member, also behind a cast, an assignment, or the name of a property. */
const PART = /^\s*(?:!?\??\.\s*[\w[(]|!?\[|(?:as\b[^)]{0,80})?\)\s*!?\??[.[]|=(?!=)|:)/;
/** The value of a property, an element, an argument, what is returned, or what is assigned to a property. */
const GIVEN =
  /(?:[\w'"\]]\s*:\s*\(?|\.\.\.\(?|\(\s*|,\s*|\breturn\s+|=>\s*\(?|\{\s*|\.\w+\s*=\s*|\]\s*=\s*)$/;
/** What reads some variables of it, by names that stand there, or declares them. */
const READER =
  /\b(?:keys|has|hasOwn|hasOwnProperty|freeze|parse|safeParse|parseAsync|decode\w*|cleanEnv|createEnv|createConfig|validate\w*|load\w*|read\w*|get\w*|parse\w*|check\w*|assert\w*|require\w*|resolve\w*|expand\w*|from|typeof|if|while|in)\b[^;]*$|\b(?:runtimeEnv\w*|experimental__runtimeEnv|processEnv)\b/;
const FOR_PROGRAM = /\b(?:env|environment)\b|^\s*\.\.\.\(?$|^\s*\{?\s*\.\.\.$|\bassign\(/;

function isGivenAway(before: string, after: string, isForProgram: boolean): boolean {
  if (!GIVEN.test(before) || PART.test(after) || READER.test(before)) return false;
  return !(isForProgram && FOR_PROGRAM.test(before));
}

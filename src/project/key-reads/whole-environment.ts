import type { Location } from '../../model/finding.ts';
import { commentLines } from '../addresses/comment-lines.ts';

/** With an empty prefix, `loadEnv` of Vite reads all variables. */
const LOADED = String.raw`loadEnv\((?:[^()\n]|\([^()\n]{0,100}\)){1,200}, ?\[? ?(?:''|"")[^()\n]{0,40}\)`;
const ENVIRONMENT = String.raw`process\.env|Deno\.env\.toObject\(\)`;
/** A constant of the file that is the environment. */
const ALIAS = aliasOf(ENVIRONMENT);
const LOADED_ALIAS = aliasOf(LOADED);
/** What Nuxt has of the environment; a browser only gets the public part. */
const CONFIGURED = String.raw`useRuntimeConfig\((?:event|e)?\)`;
const CONFIGURED_ALIAS = aliasOf(CONFIGURED);
const OF_SERVER = /(?:^|\/)server\/.*\.[cm]?[jt]s$/;
const IMPORTED =
  /\bimport (?:\{ ?env(?: as (?<name>\w+))? ?\}|\* as (?<all>\w+)) from ['"]\$env\/(?:dynamic|static)\/private['"]/g;
/** As much around a name is looked at; a line may be very long. */
const LONGEST_CONTEXT = 500;

/** Finds where code gives away all variables of the environment: `{ ...process.env }`, `respond(process.env)`. */
export function wholeEnvironmentIn(path: string, text: string): Location[] {
  const isForProgram = STARTS_PROGRAMS.test(text);
  const written = [
    { search: searchFor(ENVIRONMENT), given: GIVEN },
    { search: searchFor(LOADED), given: GIVEN, isLoaded: true },
    ...searchForNames([...text.matchAll(ALIAS), ...text.matchAll(IMPORTED)]),
    ...searchForNames([...text.matchAll(LOADED_ALIAS)], true),
    ...(OF_SERVER.test(path)
      ? [{ search: searchFor(CONFIGURED), given: GIVEN }, ...searchForNames([...text.matchAll(CONFIGURED_ALIAS)])]
      : []),
  ];
  const isComment = commentLines(path, text);
  const lines = text.split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (isComment(index + 1)) return [];
    return written.flatMap(({ search, given, isLoaded = false }) =>
      [...line.matchAll(search)].flatMap(({ 0: name, index: start }) => {
        const end = start + name.length;
        const before = line.slice(Math.max(0, start - LONGEST_CONTEXT), start);
        // A member may stand in the next line.
        const after = line.slice(end, end + LONGEST_CONTEXT) || (lines[index + 1] ?? '').trimStart();
        if (!given.test(before) || !isGivenAway(before, after, isForProgram)) return [];
        if (isLoaded && OF_TESTS.test(before)) return [];
        return [{ path, line: index + 1, column: start + 1, endLine: index + 1, endColumn: end + 1 }];
      }),
    );
  });
}

function aliasOf(environment: string): RegExp {
  return new RegExp(
    String.raw`\b(?:const|let|var) (?<name>\w+)(?::[^=\n]{1,80})? ?= ?(?:${environment})(?:;| ?$(?!\r?\n\s*[.?![]))`,
    'gm',
  );
}

interface Written {
  search: RegExp;
  given: RegExp;
  isLoaded?: boolean;
}

function searchForNames(declared: readonly RegExpExecArray[], isLoaded = false): Written[] {
  const names = new Set(declared.map(({ groups }) => groups?.['name'] ?? groups?.['all'] ?? 'env'));
  return names.size > 0 ? [{ search: searchFor([...names].join('|')), given: GIVEN_ALIAS, isLoaded }] : [];
}

function searchFor(names: string): RegExp {
  return new RegExp(String.raw`(?<!\w|[\w)\]]\.|['"\x60/-])(?:${names})(?!\w|['"\x60/-])`, 'g');
}

/** What has programs started, which get the environment on the server. */
const STARTS_PROGRAMS =
  /child_process|execa|cross-spawn|\bspawn|\bexec|\bfork\(|['"]zx['"]|StdioClientTransport|webServer|concurrently/;
/** A member, also behind a cast, an assignment, or the name of a property. */
const PART = /^ ?(?:!?\??\.[\w[( ]|!?\[|(?:as\b[^)]{0,80})?\) ?!?\??[.[]|=(?!=)|:)/;
/** Functions that send, show or set what they are given; any other may read one variable of it. */
const SENDING = String.raw`\b(?:\w*[sS]tringify|\w*[jJ]son|send\w*|write\w*|render\w*|respond\w*|reply|answer|emit|post\w*|publish\w*|expose\w*|provide|Response|end|set\w*|define\w*)\((?:[^()]{0,100}, ?)?`;
/** The value of a property, a spread one, what is sent or returned, or what is assigned to a property; not a default of a typed parameter. */
const GIVEN = new RegExp(
  String.raw`(?:[\w'"\]] ?: ?\(?|\.\.\.\(?|${SENDING}|\breturn |=> ?\(?|(?<!: ?[\w.]{1,80})[.\]]\w* ?= ?)$`,
);
/** The same of a constant, which functions of the file may get to read something of it. */
const GIVEN_ALIAS = new RegExp(
  String.raw`(?:\breturn \{ ?|=> \(\{ ?|[\w'"\]] ?: ?\(?|\.\.\.\(?|${SENDING}|\breturn |=> ?\(?)$`,
);
/** What reads some variables of it, by names that stand there, or declares them. */
const READER =
  /\b(?:keys|entries|values|has|hasOwn|hasOwnProperty|freeze|decode\w*|cleanEnv|createEnv|createConfig|validate\w*|load\w*|read\w*|get\w*|(?:safe)?[pP]arse\w*|check\w*|assert\w*|require\w*|resolve\w*|expand\w*|if|while)\(|\b(?:runtimeEnv\w*|experimental__runtimeEnv|processEnv)\b|\b(?:typeof|in) $/;
/** The variables of this program itself. */
const OWN = /\bprocess\.env = \{[^}]*$/;
/** What Vitest gives to tests: `test: { env: loadEnv(…) }`. */
const OF_TESTS = /\benv: ?$/;
const FOR_PROGRAM = /\b(?:env|environment)\b|^\s*\{? ?\.\.\.\(?$|\bassign\(/;

/** Where the statement begins that the environment stands in, behind the head of a function: `app.get('/', (req, res) => …`. */
const HEAD = /^.*(?:=>|;|\) ?\{)/;

function isGivenAway(before: string, after: string, isForProgram: boolean): boolean {
  if (PART.test(after) || READER.test(before.replace(HEAD, '')) || OWN.test(before)) return false;
  return !(isForProgram && FOR_PROGRAM.test(before));
}

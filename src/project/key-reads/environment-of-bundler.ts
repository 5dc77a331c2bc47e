import type { Location } from '../../model/finding.ts';
import { commentLines } from '../addresses/comment-lines.ts';

/** What a file has in it that configures or starts a bundler. */
const BUNDLER =
  /webpack|esbuild|rollup|rolldown|rspack|rsbuild|\btsup\b|\bvite\b|DefinePlugin|EnvironmentPlugin|Bun\.build/;
/** What dotenv has read; a file that is named for the browser may be all public. */
const CONFIGURED = String.raw`(?:require\(['"]dotenv['"]\)|dotenv)\.config\((?![^()\n]{0,200}(?:public|client|browser|front))[^()\n]{0,200}\)`;
const LOADED = String.raw`${CONFIGURED}!?\.parsed`;
const LOADED_ALIAS = new RegExp(
  String.raw`\b(?:const|let|var) (?:(?<name>\w+)(?::[^=\n]{1,80})? ?= ?${LOADED}(?![.\[(\w])|\{ ?parsed(?:: ?(?<renamed>\w+))? ?\} ?= ?${CONFIGURED})`,
  'g',
);
const ALIAS = /\b(?:const|let|var) (?<name>\w+) ?= ?process\.env(?:;| ?$)/gm;
/** As much of a statement is looked at. */
const LONGEST_STATEMENT = 1000;

/**
 * Finds where the configuration of a bundler has the whole environment, or the whole file that dotenv reads, written into code:
 * `new EnvironmentPlugin(Object.keys(process.env))`, a loop that defines each variable, `JSON.stringify(dotenv.config().parsed)`. Where
 * something chooses among the variables, nothing is found.
 */
export function environmentOfBundler(path: string, text: string): Location[] {
  if (!BUNDLER.test(text)) return [];
  const loaded = [...text.matchAll(LOADED_ALIAS)].map(
    ({ groups }) => groups?.['name'] ?? groups?.['renamed'] ?? 'parsed',
  );
  const names = [...[...text.matchAll(ALIAS)].flatMap(({ groups }) => groups?.['name'] ?? []), ...loaded];
  const all = [String.raw`process\.env`, LOADED, ...names].join('|');
  const isComment = commentLines(path, text);
  return [
    ...matchesOf(
      String.raw`\bEnvironmentPlugin\(\s{0,20}(?:Object\.keys\()?(?<name>${all})(?:\)\s{0,20})?\)(?!\s*\.)`,
      text,
    ),
    ...matchesOf(String.raw`(?:\bin |\bObject\.(?:keys|entries)\()(?<name>${all})\)`, text).filter(({ index }) =>
      isDefined(statementAt(text, index)),
    ),
    ...matchesOf(
      String.raw`(?:\bstringify\((?:\{ ?\.\.\.)?|['"](?:process|import\.meta)\.env['"]: ?)(?<name>${[LOADED, ...loaded].join('|')})(?: ?\})?(?![\w.[(])`,
      text,
    ),
  ].flatMap(({ indices }) => {
    const [start, end] = indices?.groups?.['name'] ?? [0, 0];
    const before = text.slice(0, start).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    const line = before.length;
    return isComment(line) ? [] : [{ path, line, column, endLine: line, endColumn: column + end - start }];
  });
}

function matchesOf(pattern: string, text: string): RegExpExecArray[] {
  return [...text.matchAll(new RegExp(pattern, 'dg'))];
}

/** The statement around a place, from the beginning of its line: a loop with its body, or all up to where an expression ends. */
function statementAt(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index) + 1;
  const rest = text.slice(start, start + LONGEST_STATEMENT);
  const header = /^\s*for\b/.test(rest) ? endOf(rest, 0, ')') : 0;
  const body = header + (/^\s*/.exec(rest.slice(header))?.[0].length ?? 0);
  return rest.slice(0, endOf(rest, body, header > 0 && rest[body] === '{' ? '}' : ';'));
}

/** Where the brackets are closed that are open, and a sign stands; a line may also end an expression. */
function endOf(text: string, start: number, last: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
    const isEnd = sign === last || (last === ';' && (sign === ',' || /^\n(?!\s*[.?:)])/.test(text.slice(at, at + 50))));
    if (depth < 0 || (depth === 0 && isEnd)) return at + 1;
  }
  return text.length;
}

/** What gives each variable a place in code, under its name. */
const DEFINES = /\bdefine\w*\[|(?:process|import\.meta)\.env\.(?:\$\{|['"`] ?\+)|\bDefinePlugin\b/;
/** What chooses among the variables. */
const CHOOSES =
  /\.filter\(|\.(?:startsWith|includes|test|match|has|indexOf)\(|\bif\b|\bcontinue\b|\? |&& |[!=]==? |\bpick\(/;

function isDefined(statement: string): boolean {
  return DEFINES.test(statement) && /\bstringify\(/.test(statement) && !CHOOSES.test(statement);
}

import type { Location } from '../../model/finding.ts';
import { commentLines } from '../addresses/comment-lines.ts';

/** How code of a language answers with all variables of the environment. */
interface Language {
  path: RegExp;
  /** The environment as a whole, and no variable of it. */
  whole: RegExp;
  /** What sends or shows something, in the same line or in the one before that has not ended. */
  answer: RegExp;
  /** What only starts a program, logs, or chooses among the variables. */
  other: RegExp;
}

const LOGS = String.raw`\b(?:log|logger|logging|slog|debug|error_log)\b|\bLog::|\blog\.`;

/**
 * Sources: the documentation of Flask, FastAPI, Django, PHP, Laravel, Rails, Sinatra, Go, Gin, Spring, ASP.NET Core and Phoenix; read
 * 2026-11-23.
 */
const LANGUAGES: readonly Language[] = [
  {
    path: /\.py$/,
    // Flask has its settings from the environment, too.
    whole:
      /(?<![\w.])(?:os\.environ(?:\.copy\(\))?|os\.environb?\.items\(\)(?=\)| *\})|(?:current_)?app\.config)(?=\s*(?:[),}]|$))/,
    answer:
      /\b(?:jsonify|\w*(?:JSON|Json|Http|json_)[rR]esponse|Response|make_response|render\w*|TemplateResponse)\(|\breturn json\.dumps\(/,
    other: new RegExp(String.raw`\bsubprocess\b|\bPopen\b|\bcheck_\w+\(|\.run\(|\} if |\bif\b.*\}|${LOGS}`),
  },
  {
    path: /\.(?:php|phtml)$/,
    whole: /\$_ENV\b(?!\s*[[-])|\bgetenv\(\s*\)/,
    answer:
      /(?:\becho\b|\bprint\b|\breturn\b|<\?=)\s*\(?(?:wp_)?json_encode\(|->json\(|\bwp_send_json\w*\(|\bwp_localize_script\(|->(?:render|with)\(|\bview\(|\b(?:print_r|var_dump|var_export|dd)\(|->write\(|\bnew \w*Response\(/,
    other: new RegExp(
      String.raw`,\s*true\)|array_(?:intersect|filter|diff)|file_put_contents|\bforeach\b|proc_open|${LOGS}`,
    ),
  },
  {
    path: /\.(?:rb|ru|erb|haml|slim|jbuilder)$/,
    whole:
      /(?<![\w.:])ENV(?:\.(?:to_h|to_hash|inspect|to_json|as_json)(?!\w| ?\{))+(?!\.(?:slice|select|filter|reject|except|dig|fetch|keys|key|merge|\[)|\[)/,
    answer:
      /\brender\b|\bjson(?::|\(| )|\b(?:get|post)\b ?\(?['"]|\bbody\b|\bhalt\b|\[200\b|<%=|^\s*(?:return )?ENV\.to_h(?:ash)?\.to_json\s*$|^\s*=/,
    other: new RegExp(String.raw`\b(?:File|IO|system|spawn|exec|puts|Open3|Process)\b|${LOGS}`),
  },
  {
    path: /\.go$/,
    whole: /\bos\.Environ\(\)/,
    answer:
      /\bNewEncoder\((?:w|rw|res|resp|writer)\)|\b(?:w|rw|res|resp|writer|rw)\.Write\w*\(|\bFprint\w*\((?:w|rw|res|resp|writer)\b|\bWriteString\((?:w|rw|res|resp|writer)\b|\b(?:c|ctx|gc)\.(?:\w*JSON\w*|String|Send\w*|HTML|XML|YAML)\(|\brender\.\w+\(w\b|\bExecute\w*\((?:w|rw)\b/,
    other: /\bexec\.|\.Env\b|\bHasPrefix\b/,
  },
  {
    path: /\.(?:java|kt|scala|groovy)$/,
    whole: /\bSystem\.getenv\(\)(?!\s*[.[])/,
    answer:
      /\bResponseEntity\b|\bResponse\.ok\(|\b(?:ctx|context|res|response|call)\.(?:json|result|respond|send|write)\w*\(|\badd(?:All)?Attributes?\(|\bok\(/,
    other: /\bProcessBuilder\b|\.environment\(\)/,
  },
  {
    path: /\.(?:cs|fs|vb|cshtml|razor)$/,
    whole: /\bEnvironment\.GetEnvironmentVariables\(\)(?!\s*[.[])/,
    answer:
      /\b(?:Ok|Json|JsonResult|Content|WriteAsJsonAsync|WriteAsync|View)\(|\bMap(?:Get|Post)\(|@Html\.Raw\(|@Json/,
    other: /\bProcessStartInfo\b/,
  },
  {
    path: /\.(?:ex|exs|eex|heex)$/,
    whole: /\bSystem\.get_env\(\)/,
    answer: /\bjson\(|\bassign\(|\brender\(|\bsend_resp\(|\|> ?json\b|<%=/,
    other: /\bSystem\.cmd\b|\bLogger\b/,
  },
];

/** As much of a line is looked at. */
const LONGEST_LINE = 1_000;
/** What has begun in a line goes on in the next. */
const GOES_ON = /[({,]\s*$/;
/** A loop over all variables, whose body stands in the next line. */
const LOOP = /\brange\b/;

/** Finds where code of another language than JavaScript answers a request with all variables of the environment. */
export function environmentOfLanguage(path: string, text: string): Location[] {
  const language = LANGUAGES.find(each => each.path.test(path));
  if (!language || !language.whole.test(text)) return [];
  const isComment = commentLines(path, text);
  const lines = text.split(/\r?\n/);
  return lines.flatMap((written, index) => {
    const line = written.slice(0, LONGEST_LINE);
    const match = language.whole.exec(line);
    if (!match || isComment(index + 1)) return [];
    const previous = lines[index - 1] ?? '';
    const statement = [
      ...(GOES_ON.test(previous) ? [previous.slice(-LONGEST_LINE)] : []),
      line,
      ...(LOOP.test(line) ? [lines[index + 1] ?? ''] : []),
    ];
    if (!statement.some(part => language.answer.test(part)) || statement.some(part => language.other.test(part)))
      return [];
    const column = match.index + 1;
    return [{ path, line: index + 1, column, endLine: index + 1, endColumn: column + match[0].length }];
  });
}

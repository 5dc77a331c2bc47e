import { isCode, isForPeople } from '../addresses/searched-files.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import { LINT_VENDORS } from '../lint/lint-vendor.ts';

const NAMES = Object.values(LINT_VENDORS)
  .flatMap(({ keyNames }) => keyNames.signs)
  .map(sign => Buffer.from(sign));

/** Whether a file, which is not code that rules read, may read the variable of a key: most have no sign of a vendor. */
export function mayReadKey(path: string, bytes: Buffer): boolean {
  if (isCode(path) || isForPeople(path) || NAMES.every(name => !bytes.includes(name))) return false;
  return encodingOf(bytes) !== 'binary';
}

/** A part of each of the following: most files have not even that. */
const ENVIRONMENT = Buffer.from('env');
const WHOLE = ['process.env', '$env/dynamic/private', '$env/static/private', 'env.toObject'].map(sign =>
  Buffer.from(sign),
);
const LOADED = ['loadEnv', 'useRuntimeConfig', 'dotenv'].map(sign => Buffer.from(sign));

/** The other languages in which answers with the environment are found, and a part of how each names all of it. */
const OF_LANGUAGE =
  /\.(?:py|php|phtml|rb|ru|erb|haml|slim|jbuilder|go|java|kt|scala|groovy|cs|fs|vb|cshtml|razor|exs?|eex|heex)$/;
const OF_LANGUAGES = [
  'os.environ',
  'app.config',
  '$_ENV',
  'getenv(',
  'ENV.',
  'os.Environ()',
  'GetEnvironmentVariables()',
  'get_env()',
].map(sign => Buffer.from(sign));

/** A package manager that is committed: it starts programs with the environment that it has. */
const PACKAGE_MANAGER = /(?:^|\/)\.yarn\/(?:releases|plugins)\//;

/** Whether a file of code may pass on all variables of the environment. */
export function mayPassOnEnvironment(path: string, bytes: Buffer): boolean {
  const kind = fileKind(path);
  const isOfRules = kind === 'javascript' || kind === 'typescript' || kind === 'component';
  const holds = (sign: Buffer): boolean => bytes.includes(sign);
  if (isForPeople(path) || PACKAGE_MANAGER.test(path)) return false;
  if (OF_LANGUAGE.test(path) && OF_LANGUAGES.some(holds)) return true;
  return isOfRules && (LOADED.some(holds) || (holds(ENVIRONMENT) && WHOLE.some(holds)));
}

/** What copies files, or writes them, where others can read them. */
const SHIPPING =
  /(?:^|\/)(?:pubspec\.yaml|package\.json|[\w.-]*electron-builder[\w.-]*|[^/]*dockerfile[^/]*)$|\.(?:go|dockerfile)$/i;
const SHIPPING_KINDS = new Set<string | undefined>([
  'shell',
  'makefile',
  'workflow',
  'pipeline',
  'dockerfile',
  'javascript',
  'typescript',
]);
const SHIPPED = /\.env(?![\w(])|\b(?:env|printenv)\b[^\n]{0,200}>/;
/** A part of each way of code to copy a file. */
const COPYING = /copy|electron|extraResource/i;

/** Whether a file may have an env file, or the environment itself, brought to where everybody can read it. */
export function mayShipEnvironment(path: string, bytes: Buffer): boolean {
  const kind = fileKind(path);
  if (!bytes.includes(ENVIRONMENT) || !(SHIPPING.test(path) || SHIPPING_KINDS.has(kind)) || isForPeople(path))
    return false;
  if (encodingOf(bytes) !== 'utf-8') return false;
  const text = bytes.toString('latin1');
  const isCode = !SHIPPING.test(path) && (kind === 'javascript' || kind === 'typescript');
  return SHIPPED.test(text) && (!isCode || COPYING.test(text));
}

const ERROR = [Buffer.from('err'), Buffer.from('xception')];
/** Who handles errors for others: a function that gets the next one, or is named for it. */
const HANDLER = ['next', 'andler', 'onError', '@Catch('].map(sign => Buffer.from(sign));
const ANSWER = ['json(', 'send(', 'reply(', 'stringify(', '.body'].map(sign => Buffer.from(sign));

/** Whether a file of code may handle errors of others, and answer with them. */
export function mayAnswerWithError(path: string, bytes: Buffer): boolean {
  const kind = fileKind(path);
  if ((kind !== 'javascript' && kind !== 'typescript') || isForPeople(path)) return false;
  return [HANDLER, ANSWER, ERROR].every(signs => signs.some(sign => bytes.includes(sign)));
}

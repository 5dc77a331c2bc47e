import type { Location } from '../../model/finding.ts';
import { commentLines } from '../addresses/comment-lines.ts';
import { LINT_VENDORS, type LintVendor } from '../lint/lint-vendor.ts';
import { type NamedKey, templateReader } from './reads-in-templates.ts';

const VENDORS = Object.values(LINT_VENDORS);

/** Whether a variable of that name may hold the key of a vendor. */
export function isConstantOfKey(name: string): boolean {
  return CONSTANT.test(name) && VENDORS.some(({ keyNames }) => keyNames.mayBeKey(name));
}

/** A name, or several that dots join: `secrets.KEY`, `metafields.vendor.private_key`. */
const NAMES = /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g;
const CONSTANT = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/;
/** As much before a name is looked at; a line may be very long. */
const LONGEST_CONTEXT = 500;
/** As many lines before one are looked at for the call that is given it. */
const MOST_LINES = 3;

/**
 * Finds where a configuration, a template, a script, or code of another language reads the variable of a key, and does not only declare it,
 * test it, send it in a header, give it to the vendor's SDK, or hand it on under the name of a key.
 */
export function readsInText(path: string, text: string): Location[] {
  const found: Location[] = [];
  const isComment = commentLines(path, text);
  let line = 0;
  /** The lines before, of which a call may begin in one. */
  let last: string[] = [];
  const importing = new Set(VENDORS.filter(({ otherSdk }) => otherSdk.imported.test(text)));
  const lines = text.split(/\r?\n/);
  const inTemplate = templateReader(path, text);
  for (const written of lines) {
    line += 1;
    const linesBefore = last.join('\n');
    last = [...last, written.slice(-LONGEST_CONTEXT)].slice(-MOST_LINES);
    if (isComment(line)) continue;
    const read = VENDORS.map(
      vendor =>
        readIn(written, vendor, head => importing.has(vendor) && vendor.otherSdk.key.test(`${linesBefore}\n${head}`)) ??
        inTemplate?.(lines, line - 1, vendor),
    ).find(name => name !== undefined);
    if (read && !isOnlyTested(path, text, written.slice(0, read.start)))
      found.push({ path, line, column: read.start + 1, endLine: line, endColumn: read.end + 1 });
  }
  return found;
}

/** @param isGiven whether what stands before a name gives it to the SDK */
function readIn(line: string, { keyNames }: LintVendor, isGiven: (head: string) => boolean): NamedKey | undefined {
  if (!keyNames.signs.some(sign => line.includes(sign))) return undefined;
  const named = [...line.matchAll(NAMES)].flatMap(({ 0: path, index }) => keyIn(path, index, keyNames) ?? []);
  const references = named.filter(key => isReference(line, key));
  if (references.length === 0 || TEST.test(line) || HEADER.test(line)) return undefined;
  const read = new Set(references);
  const declared = new Set(named.filter(key => !read.has(key)).map(({ name }) => name));
  return references.find(key => {
    const head = before(line, key);
    return !declared.has(key.name) && !keyNames.mayBeKey(targetBefore(head)) && !isGiven(head);
  });
}

const VARIABLE = /\b(?:var|string)\b\??\s{1,20}(?<name>\w+)\s{0,20}=[^=;][^;]*$/;

/** Whether code in C# gives a read to a variable that is compared with null, and nothing else. @param head what stands before the read */
function isOnlyTested(path: string, text: string, head: string): boolean {
  const name = path.endsWith('.cs') ? VARIABLE.exec(head.slice(-LONGEST_CONTEXT))?.groups?.['name'] : undefined;
  if (name === undefined) return false;
  const isTest = new RegExp(
    String.raw`\bIsNullOr(?:Empty|WhiteSpace)\(${name}\)|\b${name} (?:is (?:not )?null\b|[!=]= ?null\b)`,
    'g',
  );
  const tests = text.match(isTest)?.length ?? 0;
  // One more declares it.
  return tests > 0 && tests + 1 === text.match(new RegExp(String.raw`\b${name}\b`, 'g'))?.length;
}

function before(line: string, { start }: NamedKey): string {
  return line.slice(Math.max(0, start - LONGEST_CONTEXT), start);
}

/** `__NAME__`, which a release replaces. */
const REPLACED = /^__(\w+)__$/;

/** A constant by its own name; a property only where the names before it say that it is a secret. */
function keyIn(path: string, index: number, { mayBeKey, isSecret }: LintVendor['keyNames']): NamedKey | undefined {
  let start = index;
  for (const written of path.split('.')) {
    const name = REPLACED.exec(written)?.[1] ?? written;
    const from = start + written.indexOf(name);
    if (CONSTANT.test(name) && mayBeKey(name)) return { name, start: from, end: from + name.length };
    start += written.length + 1;
  }
  return !CONSTANT.test(path) && isSecret(path) ? { name: path, start: index, end: index + path.length } : undefined;
}

/** `$NAME`, `${NAME`, `$(NAME`, `$ENV{NAME`, `%NAME%`, `@NAME`. */
const EXPANSION = /(?:\$\$?\{?|\$\(|\$\{[^}]*|\$env:|\$ENV\{|%)$/i;
const OF_HOLDER = /\b(?:secrets?|vars?|env|environ|local|values|settings|config|configuration)\.$/i;
/** What reads a variable by its name, annotations and tags of fields included; envied compiles its `varName` into an app. */
const READER =
  /\benv\s?=\s?"$|\bvarName:\s?['"]$|\b(?:env|envconfig):"$|\bConfigProperty\(\s?(?:name\s?=\s?)?"$|(?:env|environ|environment|option|config|settings?|secrets?|lookup|variable|property|get|fetch|var|key)\w*!?(?:\.\w{1,30}|::\w{1,30})?\s*(?:[([]|\()\s*\\?["'`]$/i;
/** The signs that begin an expression of a template, and those that end it. */
const TEMPLATES = [
  ['{{', '}}'],
  ['<%', '%>'],
  ['{!!', '!!}'],
  ['{%', '%}'],
] as const;

function isReference(line: string, key: NamedKey): boolean {
  const head = before(line, key);
  if (CONSTANT.test(key.name) && (EXPANSION.test(head) || OF_HOLDER.test(head) || isBetweenSigns(line, key)))
    return true;
  if (READER.test(head)) return true;
  return TEMPLATES.some(([begin, end]) => head.lastIndexOf(begin) > head.lastIndexOf(end));
}

/** `@NAME@`, which CMake and Autoconf replace; `#{NAME}#` and `__NAME__` of Azure Pipelines, `#{NAME}` of Octopus Deploy. */
function isBetweenSigns(line: string, { start, end }: NamedKey): boolean {
  const [head, tail] = [line.slice(Math.max(0, start - 2), start), line.slice(end)];
  return (
    (head.endsWith('@') && tail.startsWith('@')) ||
    (head === '#{' && tail.startsWith('}')) ||
    (head === '__' && tail.startsWith('__'))
  );
}

/** Where a line only tests a key. */
const TEST =
  /(?:^|[\s[(])-[zn]\s|:\?|(?:^|[\s{%(;])(?:if|elif|unless|elsif|assert|raise|throw)\b|[!=]=|\bis (?:not )?None\b|\bnot\s|\b(?:isset|empty|defined|filled)\(|\.(?:present|blank|nil|empty)\?/;

/** What sends a header. */
const HEADER = /(?:^|\s)-H\b|--header\b|\b(?:curl|wget|proxy_set_header|header_up|grpc_set_header)\b/;

/** The name that a value is given to, right before it: `NAME=$`, `name: ${{ secrets.`, `'name' => env('`; empty where there is none. */
function targetBefore(text: string): string {
  const head = text.slice(0, Math.max(text.lastIndexOf(' '), text.lastIndexOf('=')) + 1);
  const sign = Math.max(head.lastIndexOf('='), head.lastIndexOf(':'));
  if (sign < 0 || /[,;]/.test(head.slice(sign))) return '';
  const words = head
    .slice(0, sign)
    .replace(/[:?+]$/, '')
    .trimEnd()
    .replace(/["'\]]{1,3}$/, '')
    .split(/[^\w.-]/);
  return words.at(-1)?.replaceAll(/[.-]/g, '_') ?? '';
}

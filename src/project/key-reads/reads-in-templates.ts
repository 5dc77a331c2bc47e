import type { LintVendor } from '../lint/lint-vendor.ts';

/** A name of a key in a line, in UTF-16 offsets. */
export interface NamedKey {
  name: string;
  start: number;
  end: number;
}

type Reader = (lines: readonly string[], index: number, vendor: LintVendor) => NamedKey | undefined;

/**
 * What reads keys in files of a framework that have no variable by its name there, or give it another one.
 *
 * Sources: the documentation of Symfony, Rails, ASP.NET Core and CMake; read 2026-11-23.
 */
const READERS: readonly { path: RegExp; text?: RegExp; read: Reader }[] = [
  { path: /\.ya?ml$/i, text: /^[ \t]{0,8}twig:/m, read: globalOfTwig },
  { path: /\.(?:erb|haml|slim|jbuilder|rhtml)$/i, read: credentialsOfRails },
  {
    path: /(?:^|\/)helpers\/.*\.rb$/,
    text: /\b(?:content_tag|javascript_tag|html_safe)\b|\btag[.(]/,
    read: credentialsOfRails,
  },
  { path: /\.(?:cshtml|razor|vbhtml)$/i, read: settingOfRazor },
  { path: /(?:^|\/)CMakeLists\.txt$|\.cmake$/, read: definitionOfCmake },
];

/** What finds the keys in the lines of a file; undefined for a file of no such framework. */
export function templateReader(path: string, text: string): Reader | undefined {
  return READERS.find(reader => reader.path.test(path) && reader.text?.test(text) !== false)?.read;
}

/** `twig: globals: name: '%env(KEY)%'`, which every template may show. */
function globalOfTwig(lines: readonly string[], index: number, { keyNames }: LintVendor): NamedKey | undefined {
  const match = /%env\((?:[\w:]*:)?(?<name>[A-Z][A-Z\d_]*)\)%/d.exec(lines[index] ?? '');
  const { name = '' } = match?.groups ?? {};
  const [start, end] = match?.indices?.groups?.['name'] ?? [0, 0];
  if (!keyNames.mayBeKey(name)) return undefined;
  const around = keysAround(lines, index);
  return around[0] === 'globals' && around[1] === 'twig' ? { name, start, end } : undefined;
}

/** The keys that a line of YAML is below, innermost first. */
export function keysAround(lines: readonly string[], index: number): string[] {
  const keys: string[] = [];
  let indent = indentOf(lines[index] ?? '');
  for (let at = index - 1; at >= 0 && indent > 0; at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || line.trimStart().startsWith('#') || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    keys.push(/^\s*['"]?(?<key>[\w@.-]+)['"]?\s*:/.exec(line)?.groups?.['key'] ?? '');
  }
  return keys;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

const CREDENTIALS =
  /\bcredentials(?<path>(?:&?\.(?:dig|fetch)\( ?:?["']?\w+["']?(?:, ?:?["']?\w+["']?){0,5} ?\)|&?\.[a-z_]\w*[!?]?|\[ ?:?["']?\w+["']? ?\])+)/g;
/** What a value is made of, and is still whole. */
const SAME = /^(?:dig|fetch|to_json|as_json|to_h|to_s|values|inspect|presence|html_safe|freeze)$/;
const TEST = /(?:^|[\s{%(;=-])(?:if|elsif|unless)\b/;

/** `credentials.dig(:vendor, :private_key)`, `credentials.vendor[:private_key]`, `credentials.vendor.to_json`. */
function credentialsOfRails(
  lines: readonly string[],
  index: number,
  { keyNames, name: vendor }: LintVendor,
): NamedKey | undefined {
  const line = lines[index] ?? '';
  for (const { 0: name, index: start, groups } of line.matchAll(CREDENTIALS))
    if (isSecretPath(groups?.['path'] ?? '', keyNames, vendor) && !isTested(line, start))
      return { name, start, end: start + name.length };
  return undefined;
}

/** Whether a path leads to a key, or to all that there is of a vendor. */
function isSecretPath(path: string, { isSecret }: LintVendor['keyNames'], vendor: RegExp): boolean {
  const words = (path.match(/\w+/g) ?? []).filter(word => !SAME.test(word));
  const [first = ''] = words;
  const isWhole = words.length === 1 && vendor.exec(first)?.[0].length === first.length;
  return vendor.test(first) && !path.endsWith('?') && (isWhole || isSecret(words.join('_')));
}

/** A condition may stand before what is read, or behind it. */
function isTested(line: string, start: number): boolean {
  const begin = line.lastIndexOf('<%', start);
  const end = line.indexOf('%>', start);
  const expression = begin < 0 ? line : line.slice(begin + 2, end < 0 ? undefined : end);
  const test = TEST.exec(expression);
  return test !== null && test.index <= start - Math.max(begin, 0);
}

/** A name that is looked up: `Settings["Vendor:PrivateKey"]`, `GetValue<string>("Vendor:PrivateKey")`. */
const LOOKED_UP = /[[(]\s*@?"(?<name>[A-Za-z][\w:.]*)"\s*[\])]/dg;
/** A member that is shown: `@Vendor.Value.PrivateKey`. */
const SHOWN = /@\(?(?:Html\.Raw\()?(?<name>[A-Za-z_]\w*(?:\??\.[A-Za-z_]\w*)+)/dg;
/** What is no part of a name. */
const HOLDER = /^(?:Model|Value|CurrentValue|Options?|Settings?|Config|Configuration|Cfg)$/;
const DIRECTIVE = /^\s*@(?:inject|using|model|inherits|page|addTagHelper|namespace)\b/;
const ONLY_TESTED = /\bIsNullOr\w+\(|@(?:if|switch|while)\b|^\s*(?:if|else if)\b|[!=]=|\bis not\b/;

function settingOfRazor(lines: readonly string[], index: number, { keyNames }: LintVendor): NamedKey | undefined {
  const line = lines[index] ?? '';
  if (DIRECTIVE.test(line) || ONLY_TESTED.test(line)) return undefined;
  for (const { groups, indices } of [...line.matchAll(LOOKED_UP), ...line.matchAll(SHOWN)]) {
    const { name = '' } = groups ?? {};
    const [start, end] = indices?.groups?.['name'] ?? [0, 0];
    const words = name.split(/[^A-Za-z\d]+/).filter(word => !HOLDER.test(word));
    if (keyNames.isSecret(words.join(''))) return { name, start, end };
  }
  return undefined;
}

/** `add_compile_definitions(NAME="$ENV{KEY}")`, whatever the name: a program is compiled with it. */
function definitionOfCmake(lines: readonly string[], index: number, { keyNames }: LintVendor): NamedKey | undefined {
  const match = /\b(?:\w*compile_definitions|add_definitions)\b.*\$ENV\{(?<name>[A-Z][A-Z\d_]*)\}/d.exec(
    lines[index] ?? '',
  );
  const { name = '' } = match?.groups ?? {};
  const [start, end] = match?.indices?.groups?.['name'] ?? [0, 0];
  return keyNames.mayBeKey(name) ? { name, start, end } : undefined;
}

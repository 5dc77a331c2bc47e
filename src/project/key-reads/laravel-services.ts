import type { Location } from '../../model/finding.ts';
import { isForPeople } from '../addresses/searched-files.ts';
import { LINT_VENDORS } from '../lint/lint-vendor.ts';

const SERVICES = /(?:^|\/)config\/services\.php$/;
/** The service and the setting that a value is read for, in what stands before it. */
const SERVICE = /['"]([\w-]{1,60})['"]\s{0,20}=>\s{0,20}(?:\[|array\()/g;
const SETTING = /['"]([\w-]{1,60})['"]\s{0,20}=>\s{0,20}\(?(?:string\)\s{0,9})?env\(\s{0,20}['"]$/;
const READER = String.raw`(?:\bconfig\(|\bConfig::\w{1,20}\(|\bconfig\(\)->\w{1,20}\(|['"]config['"]\](?:->\w{1,20}\(|\[))\s{0,40}`;
/** What sends a value in a header. */
const HEADER = /klaviyo-api-key|\bauthorization\b|\bwithToken\(/i;
/** As much before a use is looked at. */
const LONGEST_CONTEXT = 200;

/** The files of a project, as far as they are read here. */
interface Texts {
  paths: readonly string[];
  textOf(path: string): string | undefined;
}

/**
 * Returns whether a key, which `config/services.php` of Laravel reads, gets only to the vendor's SDK and to headers: whatever asks for the
 * setting by its name gives it to one of them, and nothing gets all settings.
 */
export function isOnlySent({ path, line, column }: Location, { paths, textOf }: Texts): boolean {
  const text = SERVICES.test(path) ? textOf(path) : undefined;
  if (text === undefined) return false;
  const lines = text.split(/\r?\n/).slice(0, line);
  const head = [...lines.slice(0, -1), lines.at(-1)?.slice(0, column - 1)].join('\n');
  const service = [...head.matchAll(SERVICE)].at(-1)?.[1];
  const setting = SETTING.exec(head.slice(-LONGEST_CONTEXT))?.[1];
  if (service === undefined || setting === undefined) return false;
  const root = path.replace(SERVICES, '');
  const name = `services.${service}.${setting}`;
  const code = paths.filter(
    each => each !== path && each.endsWith('.php') && each.startsWith(root) && !isForPeople(each),
  );
  const uses = code.flatMap(each => usesIn(textOf(each) ?? '', name));
  return uses.length > 0 && uses.every(isSent => isSent);
}

/** Whether each use of a setting, or of all around it, sends it. */
function usesIn(text: string, name: string): boolean[] {
  const [all, service] = name.split('.');
  const use = new RegExp(`(${READER})?['"]${all}(?:\\.${service}(?:\\.[\\w.-]{1,60})?)?['"]`, 'g');
  return [...text.matchAll(use)].flatMap(({ 0: found, 1: reader, index }) => {
    const asked = /['"]([\w.-]+)['"]$/.exec(found)?.[1] ?? '';
    if (asked === all) return reader === undefined ? [] : [false];
    if (asked !== name && !name.startsWith(asked)) return [];
    const before = text.slice(Math.max(0, index - LONGEST_CONTEXT), index);
    return [asked === name && reader !== undefined && isSent(text, before)];
  });
}

function isSent(text: string, before: string): boolean {
  const isGiven = Object.values(LINT_VENDORS).some(
    ({ otherSdk }) => otherSdk.imported.test(text) && otherSdk.key.test(before),
  );
  return isGiven || HEADER.test(before.slice(before.lastIndexOf('\n') + 1));
}

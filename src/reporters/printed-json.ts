import { maskSecrets } from '../vendors/secrets.ts';

/** What may stand raw in a JSON text but not in a runner's log: invisible characters, line ends and the `##[` of a command. */
const UNSAFE = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\x7f-\x9f]|##(?=\[)/gu;

/** Serialises plain data as indented JSON that means the same, may be printed to a runner's log, and holds no key. */
export function printedJson(data: unknown): string {
  return `${maskSecrets(JSON.stringify(data, null, 2)).replaceAll(UNSAFE, escaped)}\n`;
}

function escaped(text: string): string {
  return text
    .split('')
    .map(unit => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

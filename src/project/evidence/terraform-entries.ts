import type { DataEntry } from '../../model/evidence-facts.ts';

const BLOCK = /^\s*([\w-]+)((?:\s+"[^"\n]*")*)\s*(?:=\s*)?\{\s*$/;
const SETTING = /^"?([\w-]{1,100})"?\s{0,100}[=:](.*)$/;

/** Reads the blocks and plain settings of Terraform as a flat list of values; what spans several lines is left out. */
export function terraformEntries(text: string): DataEntry[] {
  const entries: DataEntry[] = [];
  const around: string[][] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(?:#|\/\/)/.test(line)) continue;
    const block = BLOCK.exec(line);
    const setting = SETTING.exec(line.trim());
    if (block)
      around.push([block[1] ?? '', ...[...(block[2] ?? '').matchAll(/"([^"]*)"/g)].map(([, name = '']) => name)]);
    else if (/^\s*\}/.test(line)) around.pop();
    else if (setting)
      entries.push({
        keys: [...around.flat(), setting[1] ?? ''],
        value: unquoted((setting[2] ?? '').trim().replace(/,$/, '')),
        line: index + 1,
      });
  }
  return entries;
}

function unquoted(value: string): string {
  const text = /^"(.*)"$/.exec(value)?.[1];
  return text === undefined ? value : text.replaceAll(String.raw`\"`, '"');
}

import type { ShellFileKind } from '../../../src/project/shell/read-shell-file.ts';
import { readShellText } from '../../../src/project/shell/read-requests.ts';
import { flatten, type Value } from '../../../src/project/shell/text.ts';

const shown = (value: Value): string => value.map(text => flatten(text).replaceAll('\0', '*')).join(' | ');

/** The requests of a text, each as verb, address and headers: `?` for an unknown verb, `*` for a hole, `…` for headers that may be more. */
export function requestsIn(text: string, kind: ShellFileKind = 'shell'): string[] {
  return readShellText(kind, text).requests.map(({ verb = '?', url, headers, isOpen }) => {
    const named = [...headers].map(([name, value]) => `${name}: ${shown(value)}`);
    return [verb, shown(url), ...named, ...(isOpen ? ['…'] : [])].join(', ').replace(', ', ' ');
  });
}

/** The text of the file that each request is placed on. */
export function placesIn(text: string, kind: ShellFileKind = 'shell'): string[] {
  return readShellText(kind, text).requests.map(({ start, end }) => text.slice(start, end));
}

import { entriesOf, parseJsonObject } from '../manifests/json-tree.ts';
import { align } from './alignment.ts';
import type { Script } from './script.ts';

/** Reads the scripts of a `package.json`. What is wrong with the file itself is found where its dependencies are read. */
export function manifestScripts(text: string): Script[] {
  try {
    const root = parseJsonObject(text);
    const tables = entriesOf(root).flatMap(([name, { value }]) => (name === 'scripts' ? [value] : []));
    return tables.flatMap(entriesOf).flatMap(([, { value }]): Script[] => {
      const command: unknown = value.value;
      if (typeof command !== 'string') return [];
      return [{ text: command, place: align(command, text, value.offset + 1), variables: new Map() }];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

import { isCollection, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { DataEntry } from '../model/evidence-facts.ts';

/**
 * Lists the names at the top of a YAML file that hold an empty list or map, which no value shows. An empty list of attestations is right.
 *
 * @param text YAML that was found to be valid, and not to be nested too deeply
 */
export function emptyMembers(text: string): DataEntry[] {
  const lineCounter = new LineCounter();
  const { contents } = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, lineCounter });
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ key, value }) => {
    if (!isScalar(key) || !isCollection(value) || value.items.length > 0) return [];
    if (key.value === 'attestations' && isSeq(value)) return [];
    const { line } = lineCounter.linePos(key.range[0]);
    return [{ keys: [String(key.value)], value: isSeq(value) ? '[]' : '{}', line }];
  });
}

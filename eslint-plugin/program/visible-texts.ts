import { mentionsAnyVendor } from '../../src/vendors/signs.ts';
import { implementedNames } from './implemented-names.ts';
import { linkedFiles } from './linked-files.ts';
import type { ProjectFiles } from './project-files.ts';

type Test = (text: string) => boolean;

/** The files, and what is known of their texts. */
interface Visible {
  names: ReadonlySet<string>;
  known: Map<Test, boolean>;
}

const known = new WeakMap<ProjectFiles, Visible>();

/**
 * Returns whether some text passes a test among those that a value of a file can come from: of the files that speak of a vendor, whose
 * calls are known by name, of those with a class that implements an interface, known by name as well, and of all that these are linked
 * with. A value that no such text can hold is in none of them.
 *
 * @param test is the same function each time
 * @returns also true for a file that is none of these
 */
export function someVisibleText(name: string, files: ProjectFiles, test: Test): boolean {
  const visible = known.get(files) ?? { names: visibleFiles(files), known: new Map<Test, boolean>() };
  known.set(files, visible);
  if (!visible.names.has(name)) return true;
  const before = visible.known.get(test) ?? [...visible.names].some(each => test(files.text(each) ?? ''));
  visible.known.set(test, before);
  return before;
}

function visibleFiles(files: ProjectFiles): ReadonlySet<string> {
  const found = new Set<string>();
  for (const name of files.names()) {
    const text = files.text(name) ?? '';
    if (!mentionsAnyVendor(text) && implementedNames(text).size === 0) continue;
    const group = linkedFiles(name, files);
    if (!group) return new Set(files.names());
    if (found.has(name)) continue;
    found.add(name);
    for (const linked of group) found.add(linked);
  }
  return found;
}

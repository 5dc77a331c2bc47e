import { Liquid, Tag, type Template } from 'liquidjs';
import type { TemplateFile } from '../../model/evidence-facts.ts';

/** What the sending code gives to a template, in its name in Liquid. Source: docs.customer.io, transactional examples; read 2026-11-20. */
const GIVEN = 'trigger';
const MOST_UNKNOWN_TAGS = 50;

/** Stands for a tag that only the vendor has, and reads nothing. */
class UnknownTag extends Tag {
  override *render(): Generator<unknown, void, unknown> {
    // Nothing is rendered here.
  }
}

/**
 * Parses a template without rendering it: the line at which its Liquid is wrong, or the fields that it takes from what the code sends.
 * Tags that are not known here are the vendor's own, and are right wherever they stand.
 */
export function readLiquid(text: string): Pick<TemplateFile, 'fault' | 'fields'> {
  const liquid = new Liquid();
  const unknown = new Set<string>();
  for (;;) {
    try {
      return { fields: fieldsOf(liquid, liquid.parse(text), text) };
    } catch (error) {
      const { message } = error as Error;
      const [, name] = /^tag "([\w-]+)" not found/.exec(message) ?? [];
      if (name === undefined || !isForeign(name, liquid, unknown) || unknown.size >= MOST_UNKNOWN_TAGS)
        return { fault: Number(/, line:(\d+)/.exec(message)?.[1] ?? 1), fields: [] };
      unknown.add(name);
      liquid.registerTag(name, UnknownTag);
    }
  }
}

/** The end of a block counts as known where its beginning is, and so do the parts in it. */
function isForeign(name: string, { tags }: Liquid, unknown: ReadonlySet<string>): boolean {
  if (/^(?:else|elsif|when)$/.test(name)) return false;
  const [, block] = /^end(\w+)$/.exec(name) ?? [];
  return block === undefined || unknown.has(block) || !Object.hasOwn(tags, block);
}

function fieldsOf(liquid: Liquid, templates: Template[], text: string): TemplateFile['fields'] {
  const lines = text.split('\n');
  const segments = liquid.globalVariableSegmentsSync(templates, { partials: false });
  const names = segments.flatMap(([first, name]) => (first === GIVEN && typeof name === 'string' ? [name] : []));
  return [...new Set(names)].map(name => {
    const index = lines.findIndex(line => line.includes(`${GIVEN}.${name}`) || line.includes(`${GIVEN}[`));
    return { name, line: Math.max(index, 0) + 1 };
  });
}

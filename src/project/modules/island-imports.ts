import { createTagReader } from '../containers/tag.ts';
import { frontmatter } from '../containers/frontmatter.ts';

const IMPORT = /\bimport\s([^'"`;()=]{1,1000}?)\sfrom\s{0,20}['"]([^'"\n\\]{1,300})['"]/g;
const COMMENT = /<!--[\s\S]{0,10000}?-->|\{\/\*[\s\S]{0,10000}?\*\/\}/g;

/**
 * Finds what the browser gets of a page of Astro beside its scripts: the components that it shows with `client:load` and the like, and the
 * scripts that it names.
 *
 * Source: the documentation of Astro; read 2026-11-23.
 *
 * @returns the imports of them, as code; empty for another file
 */
export function islandImports(path: string, text: string): string {
  if (!/\.(?:astro|mdx)$/.test(path) || !/\bclient:|<script\s/.test(text)) return '';
  const { code, markup } = partsOf(path, text);
  const islands = new Set<string>();
  const scripts: string[] = [];
  const nextTag = createTagReader(markup, { hasExpressions: true });
  for (let tag = nextTag(0); tag; tag = nextTag(tag.end)) {
    if (tag.isClosing) continue;
    const written = markup.slice(tag.start, tag.end);
    if (/\sclient:(?:load|idle|visible|media|only)\b/.test(written)) islands.add(tag.name.split('.')[0] ?? '');
    const source = tag.name === 'script' && !/\sis:inline\b/.test(written) ? tag.attributes.get('src') : undefined;
    if (source !== undefined && /^\.{1,2}\/[^'\n\\]+$/.test(source)) scripts.push(`import '${source}';`);
  }
  const imports = [...code.matchAll(IMPORT)].flatMap(([all, clause = '']) =>
    !/^type\s/.test(clause) && (clause.match(/[\w$]+/g) ?? []).some(name => islands.has(name)) ? [`${all};`] : [],
  );
  return [...imports, ...scripts].join('\n');
}

function partsOf(path: string, text: string): { code: string; markup: string } {
  const server = path.endsWith('.astro') ? frontmatter(text) : undefined;
  const code = path.endsWith('.astro') ? (server ? text.slice(server.start, server.end) : '') : text;
  return { code, markup: text.slice(server?.end ?? 0).replaceAll(COMMENT, '') };
}

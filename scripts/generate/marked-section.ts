/**
 * Replaces what stands between `<!-- generated:name -->` and `<!-- /generated:name -->`.
 *
 * @throws Error if the text has no such section
 */
export function replaceSection(text: string, name: string, content: string): string {
  const [start, end] = markers(name);
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`There is no section '${start}' … '${end}'.`);
  return `${text.slice(0, from)}${sectionOf(name, content)}${text.slice(to + end.length)}`;
}

/** The same, and where there is no such section yet, it is put below the title of the page. */
export function replaceOrInsertSection(text: string, name: string, content: string): string {
  if (text.includes(markers(name)[0])) return replaceSection(text, name, content);
  const [title = '', ...rest] = text.split('\n');
  return [title, '', sectionOf(name, content), ...rest].join('\n');
}

function sectionOf(name: string, content: string): string {
  const [start, end] = markers(name);
  return `${start}\n\n${content.trim()}\n\n${end}`;
}

function markers(name: string): [start: string, end: string] {
  return [`<!-- generated:${name} -->`, `<!-- /generated:${name} -->`];
}

import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Renders Markdown like GitHub, but lets raw HTML through, so that a test sees what GitHub's sanitizer would have to catch. */
export function renderedMarkdown(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** Names of the elements in rendered Markdown, each once, sorted. */
export function elementsIn(html: string): string[] {
  return [
    ...new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase())),
  ].toSorted();
}

/** The addresses that rendered Markdown links to, in order. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address);
}

/** The texts of all table cells, in order, with tags removed and character references resolved. */
export function cellsIn(html: string): string[] {
  return [...html.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => textOf(cell));
}

function textOf(html: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return html.replaceAll(/<[^>]*>/g, '').replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => names[name] ?? '');
}

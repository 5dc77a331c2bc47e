import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { MarkdownRenderer } from 'vitepress';
import { branchTable } from './branch-table.ts';
import { BASE, linkOnSite, pictureOnSite, REPOSITORY } from './pages.ts';

interface Environment {
  path: string;
  realPath?: string;
}

/** What the site makes of the Markdown that GitHub shows: links and pictures of its own, tables for charts, and examples to try. */
export function adaptMarkdown(md: MarkdownRenderer): void {
  md.core.ruler.push('own-links', ({ tokens, env }) => {
    const from = fileOf(env as Environment);
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.attrGet('href');
      if (token.type === 'link_open' && href !== null) token.attrSet('href', linkOnSite(href, from));
      const source = token.attrGet('src');
      if (token.type === 'image' && source !== null) token.attrSet('src', pictureOnSite(source, from));
    }
  });

  const fence = md.renderer.rules.fence!;
  md.renderer.rules.fence = (...parts) => {
    const [tokens, index] = parts;
    const env = parts[3] as Environment;
    const { info, content } = tokens[index]!;
    if (info === 'mermaid') return branchTable(content, md.utils.escapeHtml);
    const block = fence(...parts);
    return /^docs\/rules\//.test(fileOf(env)) && /^(?:js|ts)$/.test(info) ? block + tryLink(content, info) : block;
  };
}

function fileOf({ path: file, realPath }: Environment): string {
  return path.relative(REPOSITORY, realPath ?? file).replaceAll(path.sep, '/');
}

function tryLink(code: string, language: string): string {
  const packed = deflateRawSync(code, { level: 9 }).toString('base64url');
  return `<p class="try"><a href="${BASE}playground#${language}=${packed}">Try it in the playground</a></p>\n`;
}

/** As GitHub names them, so that a link with a fragment works on both. */
export function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

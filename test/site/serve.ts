import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { BASE } from '../../site/.vitepress/pages.ts';
import { REPOSITORY } from '../support/repository.ts';

export const SITE = path.join(REPOSITORY, 'site/dist');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface Served {
  /** The address of the first page, with `/` at its end. */
  url: string;
  stop(): void;
}

/** Serves the built site on loopback as GitHub Pages does: a path without an ending is that of an HTML file. */
export async function serveSite(): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const name = pathname.slice(BASE.length).replace(/(?:^|(?<=\/))$/, 'index');
    const file = path.join(SITE, path.extname(name) === '' ? `${name}.html` : name);
    readFile(file).then(
      text => response.setHeader('content-type', TYPES[path.extname(file)] ?? 'text/plain').end(text),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${BASE}`, stop: () => server.close() };
}

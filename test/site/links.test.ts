import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpUrl, REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import { loadUnits } from '../../scripts/generate/units.ts';
import { BASE, GUIDES, linkOnSite, sourcePages } from '../../site/.vitepress/pages.ts';
import { REPOSITORY } from '../support/repository.ts';
import { SITE } from './serve.ts';

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(ending));
}

const pages = new Map(filesIn(SITE, '.html').map(name => [name, readFileSync(path.join(SITE, name), 'utf8')]));

/** The built file behind a path of the site. */
function builtFile(target: string): string {
  const name = target.slice(BASE.length).replace(/(?:^|(?<=\/))$/, 'index');
  return path.extname(name) === '' ? `${name}.html` : name;
}

function problemWith(link: string, page: string): string[] {
  const [target = '', fragment] = link.replaceAll('&amp;', '&').split('#');
  const file = target === '' ? page : builtFile(target);
  if (!existsSync(path.join(SITE, file))) return [`${page}: ${link} leads nowhere`];
  const isCode = /^(?:js|ts)=/.test(fragment ?? '');
  if (!fragment || isCode || pages.get(file)?.includes(`id="${decodeURIComponent(fragment)}"`)) return [];
  return [`${page}: ${link} names no heading`];
}

describe.each([...pages])('the page %s', (name, html) => {
  it('leads to pages, headings and files that exist', () => {
    const links = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link = '']) => link);
    const own = links.filter(link => link.startsWith('/') || link.startsWith('#'));
    expect(own.flatMap(link => problemWith(link, name))).toEqual([]);
  });

  it('leads to files of the repository that exist', () => {
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link);
    const prefix = `${REPOSITORY_URL}/blob/main/`;
    const files = links.filter(link => link.startsWith(prefix)).map(link => link.slice(prefix.length).split('#')[0]!);
    expect(files.filter(file => !existsSync(path.join(REPOSITORY, file)))).toEqual([]);
  });

  it('has a policy that evaluates nothing and connects to nothing', () => {
    expect(html).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'[^"]*">/,
    );
    expect(html).not.toMatch(/unsafe-eval|\son\w+="/);
  });
});

describe('what a message prints', () => {
  it('is the address of a page of the site, for each rule, check and probe', async () => {
    const units = await loadUnits(REPOSITORY);
    const urls = (['rules', 'checks', 'probes'] as const).flatMap(family =>
      units[family].map(({ id }) => helpUrl(family, id)),
    );
    const built = urls.map(url => linkOnSite(url, 'README.md').replace(/^\/(.*)\.md$/, '$1.html'));
    expect(urls.length).toBeGreaterThan(30);
    expect(built.filter(name => !pages.has(name))).toEqual([]);
  });

  it('is a page of the site wherever the sources name one', () => {
    const sources = ['src', 'action', 'eslint-plugin'].flatMap(folder =>
      filesIn(path.join(REPOSITORY, folder), '.ts').map(name =>
        readFileSync(path.join(REPOSITORY, folder, name), 'utf8'),
      ),
    );
    const named = sources.flatMap(text => [...text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([file]) => file));
    expect(new Set(named).size).toBeGreaterThan(20);
    expect(named.filter(file => !sourcePages().includes(file))).toEqual([]);
  });
});

it('every guide is in the navigation, once', () => {
  const guides = sourcePages().filter(file => !/^(?:site|docs\/(?:rules|checks|probes))\//.test(file));
  expect(GUIDES.flatMap(({ pages: files }) => files).sort()).toEqual(guides.sort());
});

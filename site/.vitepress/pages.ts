import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';

export const REPOSITORY = path.resolve(import.meta.dirname, '../..');

/** Where GitHub Pages serves the site. */
export const BASE = '/klaviyo-lint/';

/** Pages outside of `docs/`, by their file in the repository. */
const OTHER_PAGES: Readonly<Record<string, string>> = {
  'README.md': 'start.md',
  'SECURITY.md': 'security.md',
  'bench/README.md': 'benchmarks.md',
  'eslint-plugin/README.md': 'eslint-plugin.md',
  'site/index.md': 'index.md',
  'site/playground.md': 'playground.md',
  'site/rules.md': 'rules/index.md',
};

/** The guides in the order in which they are read. Rules, checks and probes follow by themselves. */
export const GUIDES = [
  { text: 'First steps', pages: ['README.md', 'docs/go-live.md', 'docs/init.md', 'eslint-plugin/README.md'] },
  {
    text: 'In the project',
    pages: [
      'docs/raw-http-to-sdk.md',
      'docs/upgrade.md',
      'docs/eslint.md',
      'docs/fix.md',
      'docs/monorepo.md',
      'docs/testing.md',
    ],
  },
  {
    text: 'On the pull request',
    pages: ['docs/gate.md', 'docs/github.md', 'docs/baseline.md', 'docs/verified.md'],
  },
  {
    text: 'In production',
    pages: [
      'docs/checklist.md',
      'docs/checklist-customerio.md',
      'docs/rollout-plan.md',
      'docs/incidents.md',
      'docs/decision-tree.md',
      'docs/customerio.md',
    ],
  },
  {
    text: 'Reference',
    pages: [
      'docs/configuration.md',
      'docs/outputs.md',
      'docs/simulate.md',
      'docs/operations.md',
      'docs/vendors.md',
      'SECURITY.md',
    ],
  },
  {
    text: 'Questions',
    pages: ['docs/faq.md', 'docs/troubleshooting.md', 'docs/comparison.md', 'bench/README.md'],
  },
];

/** Where the site has a Markdown file of the repository. @returns undefined for one that is no page */
export function pageOf(file: string): string | undefined {
  return OTHER_PAGES[file] ?? /^docs\/(.+\.md)$/.exec(file)?.[1];
}

/** Every Markdown file of the repository that is a page. */
export function sourcePages(): string[] {
  const docs = readdirSync(path.join(REPOSITORY, 'docs'), { recursive: true, encoding: 'utf8' });
  const pages = docs.map(name => `docs/${name.replaceAll(path.sep, '/')}`).filter(name => name.endsWith('.md'));
  return [...Object.keys(OTHER_PAGES), ...pages.sort()];
}

/** The name of a page in the navigation: its first heading, but for the one that is called as the project. */
export function titleOf(file: string): string {
  if (file === 'README.md') return 'Getting started';
  const [, title] = /^# (.+)$/m.exec(readFileSync(path.join(REPOSITORY, file), 'utf8')) ?? [];
  if (title === undefined) throw new Error(`'${file}' has no title`);
  return title.replaceAll('`', '');
}

const OWN_LINK = new RegExp(
  `^(?:${REPOSITORY_URL}(?:/(?:blob|tree|raw)/main/|(?=#|$))|https://raw\\.githubusercontent\\.com/klaviyo-lint/klaviyo-lint/main/)`,
);

/**
 * A link of a Markdown file, as it is on the site: pages of ours stay on it, and all other files of the repository are on GitHub.
 *
 * @param from the file with the link, from the root of the repository
 */
export function linkOnSite(href: string, from: string): string {
  if (href.startsWith('#') || href.startsWith('/')) return href;
  if (/^[a-z][\w+.-]*:/.test(href) && !OWN_LINK.test(href)) return href;
  const [target = '', fragment] = href.replace(OWN_LINK, '/').split('#');
  const file = path.posix.join(target.startsWith('/') ? '.' : path.posix.dirname(from), target).replace(/^\/|\/$/g, '');
  const page = pageOf(file) ?? OTHER_PAGES[path.posix.join(file, 'README.md')];
  if (page === undefined) return `${REPOSITORY_URL}/blob/main/${file}${fragment ? `#${fragment}` : ''}`;
  return `/${page}${fragment && fragment !== 'readme' ? `#${fragment}` : ''}`;
}

/** A picture of a Markdown file, relative to it. */
export function pictureOnSite(source: string, from: string): string {
  const file = source.replace(OWN_LINK, '');
  if (file === source || !existsSync(path.join(REPOSITORY, file))) return source;
  return `./${path.posix.relative(path.posix.dirname(from), file)}`;
}

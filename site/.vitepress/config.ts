import { defineConfig, type DefaultTheme } from 'vitepress';
import { REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import units, { type Described } from '../units.data.ts';
import { withPolicy } from './content-security-policy.ts';
import { adaptMarkdown, slug } from './markdown.ts';
import { BASE, GUIDES, pageOf, REPOSITORY, sourcePages, titleOf } from './pages.ts';

export default defineConfig({
  title: 'klaviyo-lint',
  description:
    'Checks that a Klaviyo integration is fit for production: in the editor, on the pull request, before the go-live',
  lang: 'en',
  base: BASE,
  srcDir: REPOSITORY,
  srcExclude: [
    '{.ci,.github,action,examples,node_modules,scripts,src,test}/**',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'eslint-plugin/CHANGELOG.md',
  ],
  rewrites: Object.fromEntries(sourcePages().map(file => [file, pageOf(file)!])),
  outDir: './dist',
  cacheDir: './.cache/vitepress',
  cleanUrls: true,
  head: [['link', { rel: 'icon', href: `${BASE}favicon.svg`, type: 'image/svg+xml' }]],
  markdown: {
    config: adaptMarkdown,
    anchor: { slugify: slug },
    languageAlias: { env: 'dotenv', gitignore: 'ini' },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  vite: { publicDir: `${REPOSITORY}/site/public`, build: { chunkSizeWarningLimit: 2000 } },
  transformHtml: html => withPolicy(withoutParser(html)),
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/start', activeMatch: '^/(?!rules|checks|probes|playground|$)' },
      { text: 'Rules', link: '/rules/', activeMatch: '^/(?:rules|checks|probes)' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: { '/': guides(), '/rules/': unitGroups(), '/checks/': unitGroups(), '/probes/': unitGroups() },
    outline: [2, 3],
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: REPOSITORY_URL }],
    editLink: { pattern: `${REPOSITORY_URL}/edit/main/:path`, text: 'Edit this page on GitHub' },
    externalLinkIcon: true,
    footer: { message: 'MIT licence. Not affiliated with Klaviyo.' },
  },
});

function guides(): DefaultTheme.SidebarItem[] {
  return GUIDES.map(({ text, pages }) => ({
    text,
    items: pages.map(file => ({ text: titleOf(file), link: linkTo(file) })),
  }));
}

function unitGroups(): DefaultTheme.SidebarItem[] {
  const { recommended, strict, checks, probes } = units.load();
  return [
    { text: 'Overview', link: '/rules/' },
    unitGroup('Rules: recommended', 'rules', recommended),
    unitGroup('Rules: strict', 'rules', strict),
    unitGroup('Checks', 'checks', checks),
    unitGroup('Probes', 'probes', probes),
  ];
}

function unitGroup(text: string, family: string, described: readonly Described[]): DefaultTheme.SidebarItem {
  return { text, items: described.map(({ id }) => ({ text: id, link: `/${family}/${id}` })) };
}

function linkTo(file: string): string {
  const page = pageOf(file);
  if (page === undefined) throw new Error(`'${file}' is no page`);
  return `/${page.replace(/\.md$/, '')}`;
}

/** The parser is loaded when it is needed, not with the page. */
function withoutParser(html: string): string {
  return html.replaceAll(/<link rel="modulepreload" href="[^"]*\/parser\.[^"]*">\s*/g, '');
}

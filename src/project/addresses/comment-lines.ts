import { posix } from 'node:path';

/** How comments of a language look; a block counts where it begins a line. */
interface Syntax {
  /** What a line begins with that is a comment, blanks aside; absent where there are only blocks. */
  line?: RegExp;
  blocks?: readonly (readonly [begin: string, end: string])[];
  /** Signs of texts that are comments where they begin a file, or what a line that ends with a colon introduces. */
  docstrings?: readonly (readonly [begin: string, end: string])[];
}

const C_BLOCK = ['/*', '*/'] as const;
const MARKUP_BLOCK = ['<!--', '-->'] as const;

const DOCSTRINGS = ['"""', "'''"].map(sign => [sign, sign] as const);

const C: Syntax = { line: /^\/\//, blocks: [C_BLOCK] };
const HASH: Syntax = { line: /^#/ };
const DASHES: Syntax = { line: /^--/, blocks: [C_BLOCK] };
const MARKUP: Syntax = {
  line: /^(?:<%(?:#|--)|\{\{!)/,
  blocks: [MARKUP_BLOCK, ['{{--', '--}}'], ['{#', '#}'], ['@*', '*@']],
};
/** Of a language that is not known, only what is hardly anything else. */
const ANY: Syntax = { line: /^(?:#|\/\/)(?=[\s#/!-]|$)/, blocks: [C_BLOCK, MARKUP_BLOCK] };

const LANGUAGES: readonly (readonly [names: string, syntax: Syntax])[] = [
  [
    'c h cc cpp cxx hh hpp m mm cs java kt kts scala go rs swift dart groovy gradle proto zig sol cls apex xcconfig pbxproj',
    C,
  ],
  ['js mjs cjs jsx ts mts cts tsx es6 gs json jsonc json5 css scss less styl prisma fs fsx jenkinsfile', C],
  ['py', { ...HASH, docstrings: DOCSTRINGS }],
  ['rb', { ...HASH, blocks: [['=begin', '=end']] }],
  ['cr ex exs sh bash zsh fish ksh pl pm r jl nim tcl coffee awk yml yaml toml env conf cfg graphql gql', HASH],
  ['cmake mk just cron rake gemspec tfvars', HASH],
  ['dockerfile containerfile makefile justfile crontab caddyfile procfile brewfile gemfile rakefile fastfile', HASH],
  ['podfile vagrantfile appfile htaccess cmakelists', HASH],
  ['php phtml', { line: /^(?:\/\/|#(?!\[))/, blocks: [C_BLOCK] }],
  ['tf hcl nix vcl http rest', { line: /^(?:#|\/\/)/, blocks: [C_BLOCK] }],
  ['sql psql', DASHES],
  ['lua', { line: /^--(?!\[\[)/, blocks: [['--[[', ']]']] }],
  ['hs elm', { line: /^--/, blocks: [['{-', '-}']] }],
  ['ml mli', { blocks: [['(*', '*)']] }],
  ['f90 f95 f03 f08', { line: /^!/ }],
  ['ini reg', { line: /^[#;]/ }],
  ['properties', { line: /^[#!]/ }],
  ['clj cljs cljc edn lisp el scm rkt ahk asm', { line: /^;/ }],
  ['erl hrl tex', { line: /^%/ }],
  ['ps1 psm1', { line: /^#/, blocks: [['<#', '#>']] }],
  ['bat cmd', { line: /^(?:@?rem\b|::)/i }],
  ['vb vbs bas', { line: /^(?:'|rem\b)/i }],
  ['haml', { line: /^-#/ }],
  ['pug jade', C],
  ['html htm xhtml xml svg plist vue svelte astro hbs handlebars mustache ejs erb eex heex liquid twig', MARKUP],
  ['j2 jinja jinja2 njk blade cshtml razor vbhtml aspx jsp ftl xaml csproj storyboard', MARKUP],
];

const SYNTAXES = new Map(LANGUAGES.flatMap(([names, syntax]) => names.split(' ').map(name => [name, syntax] as const)));

/** Files that a template makes: `client.ts.hbs`, `nginx.conf.erb`. */
const TEMPLATE = /\.(?:hbs|handlebars|mustache|ejs|erb|j2|jinja2?|liquid|tpl|tmpl|template)$/;

/** Templates of Laravel end like a program: `page.blade.php`. */
const BLADE = /\.php$(?<=\.blade\.php)/;

/**
 * Finds the lines that are nothing but a comment in the language of a file. Where a comment ends in a line and something follows, the
 * line is none, and a block without an end is none.
 *
 * @param path of the file, whose name tells the language
 * @returns whether a line is one, counted from 1
 */
export function commentLines(path: string, text: string): (line: number) => boolean {
  const { line: ofLine, blocks, docstrings } = { blocks: [], docstrings: [], ...syntaxOf(path) };
  const lines = text.split('\n').map(line => line.trim());
  const found = new Set<number>();
  // An end that is missing once is missing from there on.
  const unended = new Set<string>();
  let isIntroduced = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (ofLine?.test(line) === true) found.add(index + 1);
    const block = (isIntroduced ? [...blocks, ...docstrings] : blocks).find(
      ([begin, end]) => line.startsWith(begin) && !unended.has(end),
    );
    if (line !== '' && !found.has(index + 1)) isIntroduced = line.endsWith(':');
    if (!block) continue;
    const [begin, end] = block;
    const last = lineOfEnd(lines, end, { index, column: begin.length });
    if (!last) {
      unended.add(end);
      continue;
    }
    for (let at = index; at < last.index; at += 1) found.add(at + 1);
    if (last.isAlone) found.add(last.index + 1);
    index = last.index;
  }
  return line => found.has(line);
}

/** @param from where a block has begun, from 0 */
function lineOfEnd(
  lines: readonly string[],
  end: string,
  from: { index: number; column: number },
): { index: number; isAlone: boolean } | undefined {
  for (let { index, column } = from; index < lines.length; index += 1, column = 0) {
    const line = lines[index] ?? '';
    const at = line.indexOf(end, column);
    if (at >= 0) return { index, isAlone: at + end.length === line.length };
  }
  return undefined;
}

function syntaxOf(path: string): Syntax {
  const name = posix.basename(path).toLowerCase();
  const inner = name.replace(BLADE, '').replace(TEMPLATE, '');
  const endings = [inner, name].flatMap(each => [
    each.split('.').at(-1) ?? '',
    each.replace(/^\./, '').split('.')[0] ?? '',
  ]);
  const known = endings.find(ending => SYNTAXES.has(ending));
  return known === undefined ? ANY : (SYNTAXES.get(known) ?? ANY);
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { rules as klaviyo } from '../eslint-plugin/rules/index.ts';
import { rules as customerio } from '../eslint-plugin-customerio/rules/index.ts';
import { checkRuns } from '../src/audit/check-runs.ts';
import { checks } from '../src/checks/index.ts';
import type { Check } from '../src/model/define-check.ts';
import { collectEvidenceFacts } from '../src/project/evidence/collect-evidence-facts.ts';
import { lintFiles } from '../src/project/lint/lint-files.ts';
import { collectFacts } from '../src/project/manifests/collect-facts.ts';
import { type OwnSettings, parseConfiguration } from '../src/project/configuration/parse-configuration.ts';
import { fakeKey } from './fake-keys.ts';

const ROOT = path.dirname(import.meta.dirname);
/** The day that the pages were written for. */
const AS_OF = '2026-11-20';
/** Stands on the pages in place of a key. */
const EXAMPLE_KEY = 'pk_EXAMPLE_KEY';
const EXAMPLE_TOKEN = 'sa_live_EXAMPLE';
/** Stands there in place of a site id or Track key of Customer.io. */
const EXAMPLE_TRACK_KEY = 'EXAMPLE_TRACK_KEY';

interface Block {
  name: string;
  language: string;
  code: string;
  /** Stands behind the language; the file of a repository that the block is. */
  file?: string | undefined;
}

function readPage(page: string): string {
  return readFileSync(path.join(ROOT, 'docs', page), 'utf8');
}

/** The text below a heading of the second level, up to the next one. */
function sectionOf(text: string, heading: string): string | undefined {
  return text.split(/^## /m).find(section => section.startsWith(`${heading}\n`));
}

function blocksOf(text: string, heading: string): Block[] {
  const matches = [...(sectionOf(text, heading) ?? '').matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)];
  return matches.map(([, language = '', file, code = ''], index) => ({
    name: `${heading} ${index + 1}`,
    language,
    file,
    code: code
      .replaceAll(EXAMPLE_KEY, fakeKey())
      .replaceAll(EXAMPLE_TOKEN, `sa_live_${fakeKey().slice(3, 27)}`)
      .replaceAll(EXAMPLE_TRACK_KEY, fakeKey().slice(3, 23)),
  }));
}

const RULES = { klaviyo, customerio };

interface DocumentedRule {
  vendor: keyof typeof RULES;
  /** As reports print it. */
  id: string;
  page: string;
  meta: { schema: unknown };
}

/** The pages of each vendor's rules, those of Klaviyo's by themselves. */
const DOCUMENTED: DocumentedRule[] = [
  ...Object.entries(klaviyo).map(([name, { meta }]) => ({
    vendor: 'klaviyo' as const,
    id: `klaviyo/${name}`,
    page: `rules/${name}.md`,
    meta,
  })),
  ...Object.entries(customerio).map(([name, { meta }]) => ({
    vendor: 'customerio' as const,
    id: `customerio/${name}`,
    page: `rules/customerio/${name}.md`,
    meta,
  })),
];

/** ESLint's own parser for JavaScript, the TypeScript one for TypeScript, as in the projects of most users. */
function lint({ vendor, id }: DocumentedRule, { language, code }: Block): string[] {
  const configuration = {
    files: ['**/*.{js,ts}'],
    plugins: { [vendor]: { rules: RULES[vendor] } as unknown as ESLint.Plugin },
    settings: { klaviyo: { asOf: AS_OF } },
    rules: { [id]: 'error' },
    ...(language === 'ts' && { languageOptions: { parser } }),
  } satisfies Linter.Config;
  return new Linter().verify(code, [configuration], `page.${language}`).map(({ ruleId, message }) => ruleId ?? message);
}

describe.each(DOCUMENTED)('the page of $id', rule => {
  const { id, meta } = rule;
  const page = readPage(rule.page);
  const options = Object.keys((Array.isArray(meta.schema) ? meta.schema[0]?.properties : undefined) ?? {});

  test('has the sections of every page, in their order', () => {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Incorrect', 'Correct', ...(options.length > 0 ? ['Options'] : []), 'When to allow it']);
  });

  test.each(blocksOf(page, 'Incorrect'))('$name is reported, by this rule alone', block => {
    expect([...new Set(lint(rule, block))]).toEqual([id]);
  });

  test.each(blocksOf(page, 'Correct'))('$name is not reported', block => {
    expect(lint(rule, block)).toEqual([]);
  });

  test.each(blocksOf(page, 'Options'))('$name is allowed by the options in it', block => {
    expect(lint(rule, block)).toEqual([]);
    expect(lint(rule, { ...block, code: block.code.replace(/^\/\*.*\*\/\n/, '') })).toEqual([id]);
  });

  test('describes the options that the rule has', () => {
    const described = [...(sectionOf(page, 'Options') ?? '').matchAll(/^### (.+)$/gm)].map(([, option]) => option);
    expect(described).toEqual(options);
  });

  test('shows both sides', () => {
    expect(blocksOf(page, 'Incorrect').length).toBeGreaterThan(0);
    expect(blocksOf(page, 'Correct').length).toBeGreaterThan(0);
  });
});

interface Example {
  name: string;
  files: Record<string, string>;
}

/** What a block is by the language that it names; otherwise it is a manifest. */
const FILE_NAMES: Record<string, string> = {
  yaml: 'pnpm-workspace.yaml',
  env: '.env',
  gitignore: '.gitignore',
  js: 'a.mjs',
};

/** A manifest, with the files that follow it by name. */
function examplesOf(page: string, heading: string): Example[] {
  const examples: Example[] = [];
  for (const { name, language, code, file } of blocksOf(page, heading)) {
    if (file === undefined) examples.push({ name, files: { [FILE_NAMES[language] ?? 'package.json']: code } });
    else examples.at(-1)!.files[file] = code;
  }
  return examples;
}

async function problemsIn(check: Check, { files }: Example): Promise<unknown[]> {
  const read = (file: string): Buffer | undefined => (files[file] === undefined ? undefined : Buffer.from(files[file]));
  const { facts, skipped } = await collectFacts(read, Object.keys(files));
  expect(skipped).toEqual([]);
  const { suppressed = [] } = await lintFiles(read, Object.keys(files), { root: '/checked', asOf: AS_OF });
  const suppressions = suppressed.map(({ ruleId, suppression: { reason }, ...at }) => ({
    ruleId,
    at,
    reason,
    isNew: true,
  }));
  const evidence = await collectEvidenceFacts(read, Object.keys(files));
  return [...check.run({ ...facts, suppressions, evidence }, { asOf: AS_OF, suppressions: 'reason' })];
}

describe.each(Object.entries<Check>(checks))('the page of %s', (id, check) => {
  const page = readPage(`checks/${id}.md`);

  test.each(examplesOf(page, 'Incorrect'))('$name is reported', async example => {
    expect(await problemsIn(check, example)).toHaveLength(1);
  });

  test.each(examplesOf(page, 'Correct'))('$name is not reported', async example => {
    expect(await problemsIn(check, example)).toEqual([]);
  });

  test('describes the options that the check has', () => {
    const described = [...(sectionOf(page, 'Options') ?? '').matchAll(/^### (.+)$/gm)].map(([, option]) => option);
    expect(described).toEqual(Object.keys(check.options ?? {}));
  });

  test.each(blocksOf(page, 'Options'))('$name is a configuration that is accepted', ({ code }) => {
    const { rules } = parseConfiguration('klaviyo-lint.json', code) as OwnSettings;
    expect(checkRuns(rules, { asOf: AS_OF }).find(run => run.check.id === id)?.context.options).toEqual(
      rules[`check/${id}`]?.options,
    );
  });
});

const PAGES = ['rules', 'checks', 'probes'].flatMap(family =>
  readdirSync(path.join(ROOT, 'docs', family), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `${family}/${name.replaceAll(path.sep, '/')}`),
);

describe.each(PAGES)('docs/%s', page => {
  const text = readPage(page);

  test('is titled with the id', () => {
    expect(text.split('\n')[0]).toBe(`# ${path.basename(page, '.md')}`);
  });

  test('names the day on which its source was read', () => {
    expect(text).toMatch(/\bread\s+on\s+\d{4}-\d{2}-\d{2}\b/);
  });

  test('is short enough to be read', () => {
    expect(text.split('\n').length).toBeLessThanOrEqual(100);
  });

  test('links to pages and files that exist', () => {
    const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    const targets = [...html.matchAll(/href="([^"#]+)/g)]
      .map(([, target = '']) => target)
      .filter(target => !target.includes(':'));
    const folder = path.join(ROOT, 'docs', path.dirname(page));
    expect(
      targets.filter(target => !readdirSync(path.join(folder, path.dirname(target))).includes(path.basename(target))),
    ).toEqual([]);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderChecklistHtml } from '../../src/reporters/checklist-html.ts';
import { renderChecklistMarkdown } from '../../src/reporters/checklist-markdown.ts';
import { renderChecklistText } from '../../src/reporters/checklist-text.ts';
import { renderChecklistJson } from '../../src/reporters/json.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { cellsIn, elementsIn, linksIn, renderedMarkdown } from './rendered-markdown.ts';
import { sampleChecklist, sampleItem } from './sample-checklist.ts';

const PROBLEMS = [{ path: '.klaviyo-lint/attestations.yml', line: 7, message: 'It expired.' }];
const SOURCE_URL = 'https://github.com/octo/shop/blob/main/';
const ATTESTED = sampleItem({
  id: 'F1',
  state: 'attested',
  proofs: [
    { kind: 'attestation', id: 'F1', message: 'It holds: https://wiki.example.com/a?b=1&c', path: 'a.yml', line: 3 },
  ],
});

describe('text', () => {
  it('lists every item with its state, why, the proofs and what to do', () => {
    expect(renderChecklistText(sampleChecklist({ problems: PROBLEMS }))).toBe(
      [
        'Production checklist as of 2026-11-20',
        '',
        'B  API calls',
        '  B1  proven: All API calls go through the SDK',
        "      No finding of 'klaviyo/no-raw-http'.",
        '  B5  violated: Events carry a unique id',
        '      It is violated in one place.',
        '      finding klaviyo/require-unique-id: src/orders.ts:12: It has no id.',
        '      probe scopes: It has them all.',
        '      To do: Fix src/orders.ts:12, as the finding says.',
        '',
        'D  Webhooks',
        '  D1  not applicable: It is https',
        '      No code receives webhooks.',
        '',
        'E  Health and alerts',
        '  E2  open: An alert is raised by 429',
        '      This alert is too weak.',
        '      evidence alert-on-429: alerts/a.yml:5: This alert is too weak.',
        '      To do: Correct alerts/a.yml:5.',
        '',
        'F  Switching off and rolling back',
        '  F2  attested: It can be rolled back',
        '      Ada attests it until 2027-01-01.',
        '',
        'Attestations that do not count:',
        '  .klaviyo-lint/attestations.yml:7: It expired.',
        '',
        '1 violated, 1 open, 1 attested, 1 proven, 1 not applicable.',
        'Verdict: violated',
        '',
      ].join('\n'),
    );
  });

  it('shows the first five of many proofs', () => {
    const proofs = Array.from({ length: 7 }, (_, index) => ({
      kind: 'finding' as const,
      id: 'a',
      message: `${index}`,
      path: 'a.ts',
      line: 1,
    }));
    const text = renderChecklistText(sampleChecklist({ items: [sampleItem({ proofs })] }));
    expect(text).toContain('finding a: a.ts:1: 4\n      … and 2 more, in the JSON\n');
  });
});

describe('JSON', () => {
  const errorsIn = publishedSchema('checklist.schema.json');

  it('holds the whole checklist and fits the published schema', () => {
    const checklist = sampleChecklist({ problems: PROBLEMS });
    expect(JSON.parse(renderChecklistJson(checklist))).toEqual(checklist);
    expect(errorsIn(checklist)).toEqual([]);
  });

  it.each([
    [
      'an unknown state',
      sampleItem({ state: 'fine' as never }),
      '/items/0/state must be equal to one of the allowed values',
    ],
    [
      'nothing to do where it is open',
      sampleItem({ state: 'open' }),
      '/items/0/todo must NOT have fewer than 1 characters',
    ],
    ['something to do where it is proven', sampleItem({ todo: 'This.' }), '/items/0/todo must be equal to constant'],
    [
      'a line of zero',
      sampleItem({ proofs: [{ kind: 'probe', id: 'a', message: 'b', line: 0 }] }),
      '/items/0/proofs/0/line must be >= 1',
    ],
  ])('has a schema that refuses %s', (_, item, error) => {
    expect(errorsIn(sampleChecklist({ items: [item] }))).toContain(error);
  });
});

describe('Markdown', () => {
  const html = (options = {}): string =>
    renderedMarkdown(renderChecklistMarkdown(sampleChecklist({ problems: PROBLEMS }), options));

  it('is a table with a row for each item', () => {
    expect(cellsIn(html()).slice(4, 8)).toEqual([
      'B5',
      'violated',
      'Events carry a unique id',
      'It is violated in one place.finding klaviyo/require-unique-id: src/orders.ts:12To do: Fix src/orders.ts:12, as the finding says.',
    ]);
    expect(html()).toContain('Production checklist: violated');
  });

  it('links places where it is known where they can be read', () => {
    expect(linksIn(html())).toEqual([]);
    expect(linksIn(html({ sourceUrl: SOURCE_URL }))).toEqual([
      `${SOURCE_URL}src/orders.ts?plain=1#L12`,
      `${SOURCE_URL}alerts/a.yml?plain=1#L5`,
      `${SOURCE_URL}.klaviyo-lint/attestations.yml?plain=1#L7`,
    ]);
  });

  it('links what shows that an attestation holds', () => {
    const markdown = renderChecklistMarkdown(sampleChecklist({ items: [ATTESTED] }));
    expect(linksIn(renderedMarkdown(markdown))).toEqual(['https://wiki.example.com/a?b=1&amp;c']);
  });

  it.each(HOSTILE_TEXTS.map(text => [text]))('means only what it says: %j', text => {
    const items = [
      sampleItem({
        title: text,
        reason: text,
        todo: text,
        proofs: [{ kind: 'finding', id: text, message: text, path: text, line: 1 }],
      }),
    ];
    const rendered = renderedMarkdown(renderChecklistMarkdown(sampleChecklist({ items })));
    expect(elementsIn(rendered)).toEqual([
      'br',
      'code',
      'h2',
      'p',
      'strong',
      'table',
      'tbody',
      'td',
      'th',
      'thead',
      'tr',
    ]);
    expect(cellsIn(rendered)).toHaveLength(4);
  });
});

describe('HTML', () => {
  const page = renderChecklistHtml(
    sampleChecklist({ items: [...sampleChecklist().items, ATTESTED], problems: PROBLEMS }),
  );

  it('loads nothing: no script, no picture, no font, and no style but the one that its policy names', () => {
    expect(
      elementsIn(page).filter(name =>
        ['script', 'link', 'img', 'iframe', 'object', 'form', 'video', 'audio', 'base'].includes(name),
      ),
    ).toEqual([]);
    expect(page).not.toMatch(/url\(|@import|srcset|\bon[a-z]+=|\sstyle=/i);
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    );
  });

  it('fits a phone, paper and the dark', () => {
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
    expect(page).toMatch(/@media print/);
    expect(page).toMatch(/prefers-color-scheme: dark/);
  });

  it('shows what is to be done first, with links to the items', () => {
    const [, list = ''] = /<h2>To do: 2 items<\/h2>\n<ol>\n([\s\S]*?)<\/ol>/.exec(page) ?? [];
    expect(linksIn(list)).toEqual(['#B5', '#E2']);
    expect(
      [...page.matchAll(/<article id="(\w+)" class="([\w-]+)">/g)].map(([, id, state]) => `${id} ${state}`),
    ).toEqual(['B1 proven', 'B5 violated', 'D1 not-applicable', 'E2 open', 'F2 attested', 'F1 attested']);
  });

  it('links the pages of what found something, and what shows that an attestation holds', () => {
    const docs = 'https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs';
    expect(linksIn(page).filter(link => !link.startsWith('#'))).toEqual([
      `${docs}/rules/require-unique-id.md`,
      `${docs}/probes/scopes.md`,
      'https://wiki.example.com/a?b=1&#38;c',
    ]);
  });

  it('links places where it is known where they can be read', () => {
    const links = linksIn(renderChecklistHtml(sampleChecklist(), { sourceUrl: SOURCE_URL }));
    expect(links).toContain(`${SOURCE_URL}src/orders.ts?plain=1#L12`);
  });

  it.each(HOSTILE_TEXTS.map(text => [text]))('means only what it says: %j', text => {
    const proofs = [
      {
        kind: 'attestation' as const,
        id: text,
        message: `${text} https://example.com/"onclick=${text}`,
        path: text,
        line: 1,
      },
    ];
    const items = [sampleItem({ title: text, reason: text, todo: text, state: 'open', proofs })];
    const rendered = renderChecklistHtml(
      sampleChecklist({ items, problems: [{ path: text, line: 1, message: text }] }),
    );
    const known = elementsIn(
      renderChecklistHtml(
        sampleChecklist({ items: [ATTESTED, sampleItem({ state: 'open', todo: 'x' })], problems: PROBLEMS }),
      ),
    );
    expect(elementsIn(rendered).filter(name => !known.includes(name))).toEqual([]);
    expect(rendered).not.toMatch(/<[^>]*\son[a-z]+=/i);
  });
});

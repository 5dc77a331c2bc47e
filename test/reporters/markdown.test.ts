import { describe, expect, it } from 'vitest';
import { markdownTable } from '../../src/reporters/markdown-table.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { renderPreflightMarkdown } from '../../src/reporters/preflight-markdown.ts';
import { safeLine } from '../../src/reporters/safe-line.ts';
import { HOSTILE_TEXTS, scrambledTexts } from './hostile-texts.ts';
import { cellsIn, elementsIn, linksIn, renderedMarkdown } from './rendered-markdown.ts';
import {
  FAILED,
  PASSED,
  sampleFinding,
  samplePreflight,
  sampleReport,
  sampleSuppressed,
  SKIPPED,
} from './sample-report.ts';

const HELP = 'https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md';
const SOURCE = 'https://github.com/octo/shop/blob/4b64722/';

describe('renderMarkdown', () => {
  it('says the verdict, the counts, every finding and what was not looked at', () => {
    const report = sampleReport({
      findings: [sampleFinding()],
      skipped: [{ id: 'file', path: 'src/big.js', reason: 'larger than 5 MB' }],
    });
    expect(renderMarkdown(report)).toBe(`## Code: violated

**1 error** and **0 warnings** in 1 file. Linted 3 of 120 files as of 2026-11-20.

|  | Where | Finding | Rule |
| --- | --- | --- | --- |
| error | <code>src/profiles.ts:3</code> | The call bypasses the SDK. Use 'ProfilesApi.getProfiles'. | [klaviyo/no-raw-http](${HELP}) |

| Not looked at | Why |
| --- | --- |
| <code>src/big.js</code> (file) | larger than 5 MB |

Of 120 files, 100 analyzed, 15 searched for keys only, 5 of kinds that hold no code.

Every file was looked at.

`);
  });

  it('shows what comments suppress, and what was left out', () => {
    const ledger = {
      files: 2,
      analyzed: 1,
      keysOnly: 0,
      otherKinds: 0,
      leftOut: [{ cause: 'link' as const, count: 1, places: ['a|b.js'] }],
      unseen: 'Not seen: 1 place (1 a symbolic link).',
    };
    const suppressed = [sampleSuppressed('a <b>probe</b>')];
    const markdown = renderMarkdown(sampleReport({ suppressed, ledger }));
    expect(markdown).toContain('**0 errors** and **0 warnings**, 1 suppressed. Linted 3 of 120 files');
    expect(markdown).toContain(
      `| <code>src/profiles.ts:3</code> | [klaviyo/no-raw-http](${HELP}) | a &#60;b&#62;probe&#60;/b&#62; |`,
    );
    expect(markdown).toContain('| 1 | a symbolic link | <code>a&#124;b.js</code> |');
    expect(markdown).toContain('Not seen: 1 place (1 a symbolic link).');
  });

  it.each([
    ['one line', {}, `${SOURCE}src/profiles.ts?plain=1#L3`],
    ['several lines', { endLine: 6 }, `${SOURCE}src/profiles.ts?plain=1#L3-L6`],
    ['a name with brackets', { path: 'app/(shop)/[id] x.ts' }, `${SOURCE}app/%28shop%29/%5Bid%5D%20x.ts?plain=1#L3`],
  ])('links a place of %s to the source', (_, changes, url) => {
    const html = renderedMarkdown(
      renderMarkdown(sampleReport({ findings: [sampleFinding(changes)] }), { sourceUrl: SOURCE }),
    );
    expect(linksIn(html)).toEqual([url, HELP]);
  });

  it('reports what to review above the findings', () => {
    const markdown = renderMarkdown(
      sampleReport({ notices: [{ path: 'klaviyo-lint.json', message: "'klaviyo-lint.json' is changed here." }] }),
    );
    expect(markdown).toContain("\n\n> **To review:** 'klaviyo-lint.json' is changed here.\n\n");
  });

  it('lists errors before warnings', () => {
    const findings = [sampleFinding({ severity: 'warning', path: 'a.ts' }), sampleFinding({ path: 'b.ts' })];
    expect(
      cellsIn(renderedMarkdown(renderMarkdown(sampleReport({ findings })))).filter(cell => cell.endsWith('.ts:3')),
    ).toEqual(['b.ts:3', 'a.ts:3']);
  });

  it('lists keys before everything else', () => {
    const findings = [
      sampleFinding({ path: 'a.ts' }),
      sampleFinding({ path: 'b.ts', severity: 'warning', ruleId: 'klaviyo/no-private-key-in-browser' }),
      sampleFinding({ path: 'c.ts', ruleId: 'klaviyo/no-hardcoded-key' }),
    ];
    expect(
      cellsIn(renderedMarkdown(renderMarkdown(sampleReport({ findings })))).filter(cell => cell.endsWith('.ts:3')),
    ).toEqual(['c.ts:3', 'b.ts:3', 'a.ts:3']);
  });

  it('reports related places in the cell of their finding', () => {
    const findings = [sampleFinding({ related: [{ path: 'src/host.ts', line: 1, message: 'The host is here.' }] })];
    expect(renderMarkdown(sampleReport({ findings }))).toContain(
      "'ProfilesApi.getProfiles'.<br>see <code>src/host.ts:1</code>: The host is here. |",
    );
  });

  it.each([...HOSTILE_TEXTS, ...scrambledTexts(300)].map(text => [text]))(
    'shows %j as text, in its own cell, linking nowhere',
    text => {
      const report = sampleReport({
        findings: [sampleFinding({ path: text, message: text })],
        skipped: [{ id: text, path: text, reason: text }],
      });
      const html = renderedMarkdown(renderMarkdown(report, { sourceUrl: SOURCE }));
      expect(elementsIn(html)).toEqual(['a', 'code', 'h2', 'p', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr']);
      expect(linksIn(html).every(link => link === HELP || link.startsWith(SOURCE))).toBe(true);
      const shown = cellsIn(html).map(cell => cell.replaceAll('\u200b', '').trim());
      const line = safeLine(text);
      expect(shown).toEqual(
        ['error', safeLine(`${text}:3`), line, 'klaviyo/no-raw-http', `${line} (${line})`, line].map(cell =>
          cell.trim(),
        ),
      );
    },
  );

  it('mentions nobody', () => {
    const html = renderedMarkdown(
      renderMarkdown(sampleReport({ findings: [sampleFinding({ message: 'Ask @octocat or a@b.example.' })] })),
    );
    expect(html).not.toMatch(/@[a-z]/);
    expect(linksIn(html)).toEqual([HELP]);
  });

  it.each([1_000_000, 65_535, 10_000])('stays under %i bytes, counts what did not fit, and cuts no row', maxBytes => {
    const findings = Array.from({ length: 20_000 }, (_, index) =>
      sampleFinding({ line: index + 1, message: 'Größe 日本語.' }),
    );
    const skipped = Array.from({ length: 20_000 }, (_, index) => ({
      id: 'file',
      path: `src/${index}.js`,
      reason: 'ünreadable',
    }));
    const markdown = renderMarkdown(sampleReport({ findings, skipped }), { sourceUrl: SOURCE, maxBytes });
    expect(Buffer.byteLength(markdown)).toBeLessThan(maxBytes);
    const rows = [/^\| error /gm, /^\| <code>/gm].map(row => markdown.match(row)?.length ?? 0);
    expect(markdown).toContain(`\n${20_000 - (rows[0] ?? 0)} more findings did not fit here.\n`);
    expect(markdown).toContain(`\n${20_000 - (rows[1] ?? 0)} more skips did not fit here.\n`);
    expect(Math.min(...rows)).toBeGreaterThan(5);
  });
});

describe('renderPreflightMarkdown', () => {
  it('reports the verdict and each probe with what to do next', () => {
    expect(renderPreflightMarkdown(samplePreflight([PASSED, FAILED, SKIPPED]))).toBe(`## Live preflight: violated

|  | Probe | What it saw | Next |
| --- | --- | --- | --- |
| passed | status-page | All systems are operational. |  |
| failed | authentication (P1) | Klaviyo refused the key with 401. | Create a new key and replace the stored one. |
| skipped | account | the key was refused |  |

`);
  });

  it('adds what several probes come to, tables, what was tried again or not asked, and what was sent', () => {
    const report = samplePreflight([{ ...FAILED, table: { columns: ['scope'], rows: [['lists:read']] } }], {
      incidents: [
        {
          faultDomain: 'key',
          priority: 'P1',
          message: 'It was refused.',
          nextAction: 'Create a new one.',
          probes: ['authentication', 'account'],
        },
      ],
      transient: ['It was tried again.'],
      notAsked: [{ id: 'app-health', reason: 'nobody asked' }],
      calls: [
        {
          at: '2026-11-20T23:00:00.000Z',
          method: 'GET',
          url: 'https://a.klaviyo.com/api/accounts',
          status: 401,
          durationMs: 80,
        },
      ],
    });
    const markdown = renderPreflightMarkdown(report);
    expect(markdown).toContain('- P1 key: It was refused. Create a new one. (authentication, account)\n');
    expect(markdown).toContain('### authentication\n\n| scope |\n| --- |\n| lists:read |\n');
    expect(markdown).toContain('- Tried again: It was tried again.\n- Not asked: app-health, because nobody asked.\n');
    expect(markdown).toContain('<summary>Sent 1 request</summary>');
    expect(cellsIn(renderedMarkdown(markdown))).toEqual(
      expect.arrayContaining(['GET', 'https://a.klaviyo.com/api/accounts', '401', '80 ms']),
    );
  });

  it.each([60_000, 20_000])('stays under %i bytes', maxBytes => {
    const rows = Array.from({ length: 5_000 }, (_, index) => [`scope ${index}`, 'ünreadable']);
    const calls = Array.from({ length: 5_000 }, (_, index) => ({
      at: 'x',
      method: 'GET',
      url: `https://a.klaviyo.com/${index}`,
      status: 200,
      durationMs: 1,
    }));
    const probes = ['a', 'b', 'c'].map(id => ({ ...FAILED, id, table: { columns: ['scope', 'state'], rows } }));
    const markdown = renderPreflightMarkdown(samplePreflight(probes, { calls }), maxBytes);
    expect(Buffer.byteLength(markdown)).toBeLessThan(maxBytes);
    expect(markdown).toMatch(/more rows did not fit here[^]*more requests did not fit here/);
  });

  it.each(HOSTILE_TEXTS.map(text => [text]))('shows an answer such as %j as text', text => {
    const html = renderedMarkdown(
      renderPreflightMarkdown(samplePreflight([{ ...FAILED, message: text, nextAction: text }])),
    );
    expect(elementsIn(html)).toEqual(['h2', 'table', 'tbody', 'td', 'th', 'thead', 'tr']);
    expect(linksIn(html)).toEqual([]);
  });
});

describe('a table that does not fit', () => {
  const rows = (count: number): string[][] => Array.from({ length: count }, (_, index) => [`row ${index}`, 'é']);

  it.each([0, 20, 21, 22, 45, 1000])('is the same at %i bytes, whether its rows are finished or not', maxBytes => {
    const finished = { columns: ['a', 'b'], rows: rows(5), noun: 'row' };
    const lazy = { ...finished, rows: finished.rows.map(row => () => row) };
    expect(markdownTable(lazy, maxBytes)).toEqual(markdownTable(finished, maxBytes));
  });

  it('has its rows finished only as far as they are looked at', () => {
    let finished = 0;
    const table = {
      columns: ['a', 'b'],
      noun: 'row',
      rows: rows(1000).map(row => () => {
        finished += 1;
        return row;
      }),
    };
    expect(markdownTable(table, 46).slice(2)).toEqual([
      '| row 0 | é |',
      '| row 1 | é |',
      '| row 2 | é |',
      '',
      '997 more rows did not fit here.',
      '',
    ]);
    expect(finished).toBe(4);
  });

  it('of 30,000 findings makes texts of those that are shown, and of one more', () => {
    let read = 0;
    const findings = Array.from({ length: 30_000 }, () =>
      Object.defineProperty(sampleFinding(), 'message', {
        get() {
          read += 1;
          return '<img src=x>';
        },
      }),
    );
    const text = renderMarkdown(sampleReport({ findings }), { maxBytes: 10_000 });
    const shown = text.split('\n').filter(line => line.startsWith('| error')).length;
    expect(shown).toBeGreaterThan(10);
    expect(read).toBe(shown + 1);
    expect(text).toContain(`${30_000 - shown} more findings did not fit here.`);
  });
});

import { describe, expect, test } from 'vitest';
import { renderUpgradeJson } from '../../src/reporters/json.ts';
import { renderUpgradeMarkdown } from '../../src/reporters/upgrade-markdown.ts';
import { renderUpgradeText } from '../../src/reporters/upgrade-text.ts';
import type { UpgradeReport } from '../../src/upgrade/upgrade-report.ts';
import { fakeKey } from '../fake-keys.ts';
import { publishedSchema } from '../support/published-schema.ts';

const errors = publishedSchema('upgrade.schema.json');

const PLACE = { path: 'src/a.ts', line: 3, column: 5 };

const REPORT: UpgradeReport = {
  schemaVersion: 1,
  asOf: '2026-11-20',
  from: { version: '15.0.0', revision: '2024-10-15', state: 'retired on 2026-10-15' },
  to: { version: '23.0.0', revision: '2026-07-15', state: 'stable until 2027-07-15' },
  isWritten: false,
  changes: [
    { id: 'no-deprecated-method', by: 'tool', message: "Call 'b'.", places: [PLACE, { ...PLACE, line: 8 }] },
    { id: 'breaking-change', by: 'hand', message: 'Since 22.0.0: Slower. Check it.', places: [] },
  ],
  unconcerned: 1,
  skipped: [{ id: 'file', path: 'src/b.ts', reason: 'it is binary' }],
};

describe('renderUpgradeText', () => {
  test('says what the tool changes, what is to do, and what comes next', () => {
    expect(renderUpgradeText(REPORT))
      .toBe(`From klaviyo-api 15.0.0, which sends revision 2024-10-15 (retired on 2026-10-15)
to   klaviyo-api 23.0.0, which sends revision 2026-07-15 (stable until 2027-07-15)

Changed by '--write':
  Call 'b'.
      src/a.ts:3:5
      src/a.ts:8:5

To do by hand:
  Since 22.0.0: Slower. Check it.

Not looked at:
  src/b.ts: it is binary

1 breaking change between these releases concerns no method that this code calls.
Nothing was written. Run it again with '--write', install, and run the type check and the tests.
`);
  });

  test('says what was written', () => {
    const text = renderUpgradeText({ ...REPORT, isWritten: true });
    expect(text).toContain('\nChanged:\n');
    expect(text).toContain('\nInstall, so that the lock file follows, and run the type check and the tests.\n');
  });

  test('says when there is nothing to change', () => {
    expect(renderUpgradeText({ ...REPORT, changes: [], unconcerned: 2 })).toMatch(
      /\n2 breaking changes between these releases concern no method that this code calls\.\nThere is nothing to change\.\n$/,
    );
  });
});

describe('renderUpgradeMarkdown', () => {
  test('has a row for each change', () => {
    expect(renderUpgradeMarkdown(REPORT)).toContain(
      "| automatic | Call 'b'. | <code>src/a.ts:3</code><br><code>src/a.ts:8</code> |\n| to do | Since 22.0.0: Slower. Check it. |  |",
    );
  });

  test('says what is done', () => {
    expect(renderUpgradeMarkdown({ ...REPORT, isWritten: true })).toContain("| done | Call 'b'. |");
  });

  test('shows twenty places at most', () => {
    const places = Array.from({ length: 23 }, (_, index) => ({ ...PLACE, line: index + 1 }));
    const text = renderUpgradeMarkdown({ ...REPORT, changes: [{ ...REPORT.changes[0]!, places }] });
    expect(text).toContain('<code>src/a.ts:20</code><br>and 3 more |');
    expect(text).not.toContain('src/a.ts:21');
  });

  test('lets no name of a file out of its cell', () => {
    const text = renderUpgradeMarkdown({
      ...REPORT,
      changes: [{ ...REPORT.changes[0]!, places: [{ ...PLACE, path: 'a|b\n::error::x`.ts' }] }],
    });
    expect(text.split('\n').filter(line => line.startsWith('::'))).toEqual([]);
    expect(text).not.toContain('a|b');
  });
});

test('the JSON is as the published schema says', () => {
  expect(errors(JSON.parse(renderUpgradeJson(REPORT)))).toEqual([]);
});

test.each([
  ['text', renderUpgradeText],
  ['Markdown', renderUpgradeMarkdown],
  ['JSON', renderUpgradeJson],
])('no key gets into %s', (_format, render) => {
  const key = fakeKey();
  expect(
    render({
      ...REPORT,
      changes: [{ ...REPORT.changes[0]!, message: `Call '${key}'.`, places: [{ ...PLACE, path: `${key}.ts` }] }],
    }),
  ).not.toContain(key);
});

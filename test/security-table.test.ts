import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const REPOSITORY = new URL('../', import.meta.url);

interface Row {
  threat: string;
  defence: string;
  file: string;
  name: string;
}

function rowsIn(markdown: string): Row[] {
  const [, table = ''] = /^\| threat +\| defence +\| test +\|\n(?:\| -+ )+\|\n((?:\|.*\|\n)+)/m.exec(markdown) ?? [];
  return table
    .trim()
    .split('\n')
    .map(line => {
      const [threat = '', defence = '', named = ''] = line
        .slice(2, -2)
        .split(' | ')
        .map(cell => cell.trim());
      const [, file = '', name = ''] = /^`([^`]+)`: (.+)$/.exec(named) ?? [];
      return { threat, defence, file, name };
    });
}

/** Names of tests and groups in a source, whatever quotation marks they stand in. */
function namesIn(file: string): string {
  return readFileSync(new URL(file, REPOSITORY), 'utf8').replaceAll("\\'", "'");
}

const rows = rowsIn(readFileSync(new URL('SECURITY.md', REPOSITORY), 'utf8'));

describe('the table of threats in SECURITY.md', () => {
  test('has rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  test.each(rows)('names a test that exists: $threat', ({ defence, file, name }) => {
    expect(defence).not.toBe('');
    expect(existsSync(new URL(file, REPOSITORY)) ? file : 'no such file').toBe(file);
    const declared = namesIn(file)
      .split('\n')
      .filter(line => /\b(?:test|it|describe|fuzz)\b|^\]\)\(|^\s+['"`]/.test(line) && line.includes(name));
    expect(declared.length > 0 ? name : 'no such test').toBe(name);
  });
});

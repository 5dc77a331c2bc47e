import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { annotations } from '../../src/reporters/annotations.ts';
import { sampleFinding, sampleReport } from './sample-report.ts';

function inFile(path: string, lines: number, changes: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: lines }, (_, index) =>
    sampleFinding({ path, line: index + 1, endLine: index + 1, ...changes }),
  );
}

function placesOf(findings: Finding[], limit?: { errors: number; warnings: number }): string[] {
  return annotations(sampleReport({ findings }), limit).shown.map(
    ({ properties }) => `${properties.file}:${properties.startLine}`,
  );
}

describe('annotations', () => {
  it('speaks the words of @actions/core', () => {
    const { shown, left } = annotations(sampleReport({ findings: [sampleFinding()] }));
    expect(shown).toEqual([
      {
        level: 'error',
        message:
          "The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.\nhttps://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md",
        properties: {
          title: 'klaviyo/no-raw-http',
          file: 'src/profiles.ts',
          startLine: 3,
          endLine: 3,
          startColumn: 7,
          endColumn: 20,
        },
      },
    ]);
    expect(left).toBeUndefined();
  });

  it('gives no columns to a finding of several lines', () => {
    const { shown } = annotations(sampleReport({ findings: [sampleFinding({ endLine: 5 })] }));
    expect(shown[0]?.properties).toEqual({
      title: 'klaviyo/no-raw-http',
      file: 'src/profiles.ts',
      startLine: 3,
      endLine: 5,
    });
  });

  it('puts errors before warnings, whatever their order', () => {
    const findings = [...inFile('a.ts', 1, { severity: 'warning' }), ...inFile('b.ts', 1)];
    expect(placesOf(findings)).toEqual(['b.ts:1', 'a.ts:1']);
  });

  it('puts keys before everything else, and one of each file before the second of any', () => {
    const ruleId = 'klaviyo/no-hardcoded-key';
    const findings = [
      ...inFile('a.ts', 12),
      ...inFile('y.ts', 2, { ruleId }),
      ...inFile('z.env', 1, { ruleId: 'check/committed-env-file', severity: 'warning' }),
      ...inFile('z.ts', 1, { ruleId }),
    ];
    expect(placesOf(findings).slice(0, 5)).toEqual(['y.ts:1', 'z.ts:1', 'y.ts:2', 'z.env:1', 'a.ts:1']);
  });

  it('gives every file the first of its keys, where something else stands before it', () => {
    const ruleId = 'klaviyo/no-hardcoded-key';
    const key = sampleFinding({ path: 'a.ts', line: 9, endLine: 9, ruleId });
    expect(placesOf([...inFile('a.ts', 3), key], { errors: 1, warnings: 0 })).toEqual(['a.ts:9']);
  });

  it('gives every file its first annotation before any file its second', () => {
    expect(
      placesOf([...inFile('a.ts', 3), ...inFile('b.ts', 1), ...inFile('c.ts', 2)], { errors: 4, warnings: 0 }),
    ).toEqual(['a.ts:1', 'b.ts:1', 'c.ts:1', 'a.ts:2']);
  });

  it('shows no more than GitHub keeps of each level, and says how many are left and where', () => {
    const findings = [...inFile('a.ts', 14), ...inFile('b.ts', 3), ...inFile('c.ts', 11, { severity: 'warning' })];
    const { shown, left } = annotations(sampleReport({ findings }));
    expect(shown.map(({ level }) => level)).toEqual([...Array(10).fill('error'), ...Array(10).fill('warning')]);
    expect(left).toBe(
      '7 more errors and 1 more warning without an annotation of their own: a.ts (5), b.ts (2), c.ts (1).',
    );
  });

  it('names the five files with the most that are left', () => {
    const findings = Array.from({ length: 7 }, (_, index) => inFile(`f${index}.ts`, index + 1)).flat();
    const { left } = annotations(sampleReport({ findings }), { errors: 0, warnings: 0 });
    expect(left).toBe(
      '28 more errors without an annotation of their own: f6.ts (7), f5.ts (6), f4.ts (5), f3.ts (4), f2.ts (3), 2 more files.',
    );
  });

  it('cuts a message so that the runner does not', () => {
    const { shown } = annotations(sampleReport({ findings: [sampleFinding({ message: 'x'.repeat(10_000) })] }));
    expect(shown[0]?.message).toHaveLength(4_096);
    expect(shown[0]?.message).toMatch(/x…\nhttps:/);
  });
});

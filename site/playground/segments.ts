import type { PlaygroundFinding } from './checker.ts';

export interface Segment {
  text: string;
  severity?: PlaygroundFinding['severity'];
}

/** The code in pieces, those of a finding marked; where findings overlap, an error wins. */
export function segmentsOf(code: string, findings: readonly PlaygroundFinding[]): Segment[] {
  const borders = [...new Set([0, code.length, ...findings.flatMap(({ range }) => range)])].sort((a, b) => a - b);
  return borders.slice(0, -1).map((start, index) => {
    const end = borders[index + 1]!;
    const severities = findings
      .filter(({ range }) => range[0] <= start && end <= range[1])
      .map(({ severity }) => severity);
    const severity = severities.includes('error') ? 'error' : severities[0];
    return { text: code.slice(start, end), ...(severity && { severity }) };
  });
}

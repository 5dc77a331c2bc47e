import type { PlaygroundFinding } from './checker.ts';

export interface Segment {
  text: string;
  severity?: PlaygroundFinding['severity'];
}

/** The code in pieces, the first line of each finding marked; where findings overlap, an error wins. */
export function segmentsOf(code: string, findings: readonly PlaygroundFinding[]): Segment[] {
  const marks = findings.map(({ range: [start, end], severity }) => ({
    range: [start, firstLineEnd(code, start, end)] as const,
    severity,
  }));
  const borders = [...new Set([0, code.length, ...marks.flatMap(({ range }) => range)])].sort((a, b) => a - b);
  return borders.slice(0, -1).map((start, index) => {
    const end = borders[index + 1]!;
    const severities = marks
      .filter(({ range }) => range[0] <= start && end <= range[1])
      .map(({ severity }) => severity);
    const severity = severities.includes('error') ? 'error' : severities[0];
    return { text: code.slice(start, end), ...(severity && { severity }) };
  });
}

function firstLineEnd(code: string, start: number, end: number): number {
  const lineEnd = code.indexOf('\n', start);
  return lineEnd === -1 ? end : Math.min(end, lineEnd);
}

/** The lines around a finding as people may see them: keys are masked, and what is very long is cut. */
export interface Snippet {
  /** The number of the first of these lines, 1-based. */
  startLine: number;
  lines: string[];
  /** What the finding covers of its own first line, 1-based columns in that line as it stands here. */
  column: number;
  endColumn: number;
}

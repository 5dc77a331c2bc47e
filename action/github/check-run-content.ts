import { annotations, type Annotation } from '../../src/reporters/annotations.ts';
import { markdownText } from '../../src/reporters/markdown-text.ts';
import { renderMarkdown } from '../../src/reporters/markdown.ts';
import { printed } from '../../src/reporters/printed.ts';
import { failuresOf, type Outcome, verdictOf, warningsOf } from '../outcome.ts';
import type { ActionInputs } from '../inputs.ts';
import { countsOf } from './counts.ts';
import { newFindings } from './new-findings.ts';

/** What a check run shows. */
export interface CheckRunContent {
  title: string;
  summary: string;
  text: string;
  annotations: CheckAnnotation[];
  conclusion: 'success' | 'failure';
}

/** An annotation in the words of the Checks API. */
export interface CheckAnnotation {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: 'failure' | 'warning';
  title: string;
  message: string;
}

/** Twenty requests, which GitHub takes of one token in a minute beside all else; the text of the check run has more. */
const MOST_ANNOTATIONS = 1_000;
/** GitHub takes 65,535 characters of summary and of text. Source: its OpenAPI description; read 2026-11-20. */
const MOST_BYTES = 60_000;
const MOST_CHARACTERS = 65_535;
const MOST_OF_TITLE = 255;

/**
 * What the check run of an outcome shows. It fails by the same failures as the job: GitHub lets `neutral` and `skipped` pass a required
 * check, so neither says that something was not verified.
 */
export function checkRunContent(outcome: Outcome, inputs: ActionInputs): CheckRunContent {
  const { report } = outcome;
  const failures = failuresOf(outcome, inputs);
  const sentences = failures.length > 0 ? failures : warningsOf(outcome);
  const findings = newFindings(report.findings);
  const { shown } = annotations({ findings }, { errors: MOST_ANNOTATIONS, warnings: MOST_ANNOTATIONS });
  const kept = shown.slice(0, MOST_ANNOTATIONS);
  const left = findings.length - kept.length;
  const summary = printed([
    ...sentences.flatMap(sentence => [markdownText(sentence), '']),
    `${countsOf(report)}.`,
    ...(left > 0 ? ['', `${left} more without an annotation: see below and the job summary.`] : []),
  ]);
  return {
    title: `${verdictOf(outcome)}: ${countsOf(report)}`.slice(0, MOST_OF_TITLE),
    summary: summary.slice(0, MOST_CHARACTERS),
    text: renderMarkdown(report, { maxBytes: MOST_BYTES }).slice(0, MOST_CHARACTERS),
    annotations: kept.map(checkAnnotation),
    conclusion: failures.length > 0 ? 'failure' : 'success',
  };
}

function checkAnnotation({ level, message, properties }: Annotation): CheckAnnotation {
  const { title, file, startLine, endLine, startColumn, endColumn } = properties;
  return {
    path: file,
    start_line: startLine,
    end_line: endLine,
    ...(startColumn !== undefined && { start_column: startColumn }),
    ...(endColumn !== undefined && { end_column: endColumn }),
    annotation_level: level === 'error' ? 'failure' : 'warning',
    title,
    message,
  };
}

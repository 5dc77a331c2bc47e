import type { Finding, Severity } from '../model/finding.ts';
import { maskSecrets } from '../vendors/secrets.ts';
import type { Report } from '../model/report.ts';
import { byPath } from './by-path.ts';
import { counted } from './counted.ts';
import { isAboutKey, keysFirst } from './keys-first.ts';
import { safeLine } from './safe-line.ts';

/** How many annotations of each level there is room for. */
export interface AnnotationLimit {
  errors: number;
  warnings: number;
}

/** What the runner keeps of one step. Source: actions/runner `_maxCountPerIssueType`; read 2026-11-20. */
export const KEPT_PER_STEP: AnnotationLimit = { errors: 10, warnings: 10 };

/** One annotation in the words of `@actions/core`; columns only when it stands on one line, or GitHub drops them. */
export interface Annotation {
  level: Severity;
  message: string;
  properties: {
    title: string;
    file: string;
    startLine: number;
    endLine: number;
    startColumn?: number;
    endColumn?: number;
  };
}

export interface AnnotationPlan {
  /** Keys before everything else, errors before warnings; and every file gets its first one before any gets a second. */
  shown: Annotation[];
  /** How many findings have no annotation and in which files they are; undefined when all have one. */
  left?: string;
}

/** The runner cuts a message at 4,096 characters; the Checks API a title at 255. */
const MESSAGE_LENGTH = 4_096;
const TITLE_LENGTH = 255;
const FILES_NAMED = 5;

/** Chooses which new findings to annotate, because the runner silently drops what is over its limit. */
export function annotations(
  { findings }: Pick<Report, 'findings'>,
  limit: AnnotationLimit = KEPT_PER_STEP,
): AnnotationPlan {
  const annotated = annotatedOf(findings);
  const ofLevel = (level: Severity): Finding[] =>
    keysFirst(oneFilePerTurn(keysFirst(annotated.filter(({ severity }) => severity === level))));
  const errors = ofLevel('error');
  const warnings = ofLevel('warning');
  const shown = keysFirst([...errors.slice(0, limit.errors), ...warnings.slice(0, limit.warnings)]).map(annotationOf);
  const left = [...errors.slice(limit.errors), ...warnings.slice(limit.warnings)];
  return left.length === 0 ? { shown } : { shown, left: sentenceAbout(left) };
}

/** The new findings, and old ones about keys as warnings: anyone who reads the code can use such a key until it is revoked. */
function annotatedOf(findings: readonly Finding[]): Finding[] {
  return findings.flatMap(finding => {
    if (finding.state === 'new') return [finding];
    return finding.state === 'old' && isAboutKey(finding) ? [{ ...finding, severity: 'warning' as const }] : [];
  });
}

function oneFilePerTurn(findings: readonly Finding[]): Finding[] {
  const groups = [...byPath(findings).values()];
  return [...groups.flatMap(group => group.slice(0, 1)), ...groups.flatMap(group => group.slice(1))];
}

function annotationOf({
  severity,
  message,
  ruleId,
  helpUrl,
  path,
  line,
  column,
  endLine,
  endColumn,
}: Finding): Annotation {
  const columns = line === endLine ? { startColumn: column, endColumn } : {};
  return {
    level: severity,
    message: `${printable(message, MESSAGE_LENGTH - helpUrl.length - 1)}\n${helpUrl}`,
    properties: {
      title: printable(ruleId, TITLE_LENGTH),
      file: maskSecrets(path),
      startLine: line,
      endLine,
      ...columns,
    },
  };
}

function printable(text: string, length: number): string {
  const line = maskSecrets(safeLine(text));
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

function sentenceAbout(left: readonly Finding[]): string {
  const groups = [...byPath(left)].toSorted(([, a], [, b]) => b.length - a.length);
  const named = groups.slice(0, FILES_NAMED).map(([path, { length }]) => `${path} (${length})`);
  const others = groups.length > FILES_NAMED ? [counted(groups.length - FILES_NAMED, 'more file')] : [];
  return maskSecrets(
    safeLine(`${numbersOf(left)} without an annotation of their own: ${[...named, ...others].join(', ')}.`),
  );
}

function numbersOf(left: readonly Finding[]): string {
  const errors = left.filter(({ severity }) => severity === 'error').length;
  const parts = [
    [errors, 'more error'],
    [left.length - errors, 'more warning'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, noun]) => counted(number, noun))
    .join(' and ');
}

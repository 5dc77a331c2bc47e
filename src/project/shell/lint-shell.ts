import {
  isSuppressed,
  type Suggestion,
  type UnidentifiedFinding,
  type UnidentifiedSuppressed,
} from '../../model/finding.ts';
import type { VendorId } from '../../vendors/sdks.ts';
import { maskSecrets } from '../../vendors/secrets.ts';
import { failureReason } from '../discovery/failure.ts';
import { indexLines, type Lines } from '../discovery/line-index.ts';
import { isOff, type RuleSettings, severityAsSet } from '../discovery/rule-settings.ts';
import { isOver, TIME_REASON } from '../discovery/time-budget.ts';
import { rememberWritten } from '../keys/remember-written.ts';
import { severityOf } from '../lint/lint-message.ts';
import { KLAVIYO } from '../lint/lint-vendor.ts';
import type { LintOptions, LintResult, LintRule } from '../lint/lint.ts';
import type { ShellFile } from './read-shell-file.ts';
import type { Judge, Report } from './report.ts';
import type { ShellRequest } from './request.ts';
import { silencingReason } from './silencing.ts';

/** A rule as far as commands of a shell need it: its messages, and how it is configured. */
interface WordedRule extends LintRule {
  meta: LintRule['meta'] & { messages: Readonly<Record<string, string>> };
}

interface Linting {
  /** The vendor's, by their ids without its name. */
  rules: Readonly<Record<string, WordedRule>>;
  judge: Judge;
  /** Whether options of `no-raw-http` let a call pass. */
  isAllowed: (options: object, client: string, path: string, file: string) => boolean;
  options: LintOptions;
}

/**
 * Reports the requests of shell commands as the rules report those in JavaScript, with the messages of the rules. The
 * parsers are loaded now.
 */
export async function lintShellFiles(files: readonly ShellFile[], options: LintOptions): Promise<LintResult> {
  const [{ readShellText, judgeKlaviyo, judgeCustomerio }, { rules, customerioRules, isAllowed }] = await Promise.all([
    import('./shell-commands.ts'),
    import('../lint/eslint-linter.ts'),
  ]);
  const ofVendor: Record<VendorId, Pick<Linting, 'rules' | 'judge'>> = {
    klaviyo: { rules, judge: judgeKlaviyo },
    customerio: { rules: customerioRules, judge: judgeCustomerio },
  };
  const linting = { ...ofVendor[vendorIn(options)], isAllowed, options };
  const result: LintResult = { findings: [], skipped: [] };
  const suppressed: UnidentifiedSuppressed[] = [];
  for (const file of files) {
    if (isOver(options.deadline ?? Infinity)) {
      result.skipped.push({ id: 'file', path: file.path, reason: TIME_REASON });
      continue;
    }
    if (vendorIn(options) === 'customerio') rememberWritten(file.text);
    const { requests, reason } = readShellText(file.kind, file.text);
    const skip = (why: string): unknown => result.skipped.push({ id: 'file', path: file.path, reason: why });
    if (reason !== undefined) skip(reason);
    try {
      const found = findingsIn(file, requests, linting);
      result.findings.push(...found.filter(finding => !isSuppressed(finding)));
      suppressed.push(...found.filter(isSuppressed));
    } catch (error) {
      skip(failureReason(error));
    }
  }
  return { ...result, ...(suppressed.length > 0 && { suppressed }) };
}

function vendorIn({ vendor = KLAVIYO }: LintOptions): VendorId {
  return vendor.id;
}

function findingsIn(
  file: ShellFile,
  requests: readonly ShellRequest[],
  linting: Linting,
): (UnidentifiedFinding | UnidentifiedSuppressed)[] {
  const lines = indexLines(file.text);
  const found = new Map<string, UnidentifiedFinding | UnidentifiedSuppressed>();
  for (const request of requests) {
    for (const report of linting.judge(request, linting.options.asOf)) {
      if (isPassed(report, request, file, linting)) continue;
      const finding = toFinding(report, file, lines, linting);
      const reason = silencedAt([finding.line, lines.lineOf(request.start)], finding.ruleId, lines);
      const key = `${report.at.start} ${finding.ruleId} ${finding.message}`;
      // A revision may be sent by several requests; it is silenced if it is for each.
      if (reason === undefined) found.set(key, finding);
      else if (!found.has(key)) found.set(key, { ...finding, suppression: { reason: maskSecrets(reason) } });
    }
  }
  return [...found.values()];
}

function isPassed(
  { rule, path }: Report,
  { client }: ShellRequest,
  file: ShellFile,
  { isAllowed, options }: Linting,
): boolean {
  const settings = settingsFor(file, options);
  const ruleId = `${vendorIn(options)}/${rule}`;
  const allowed = settings[ruleId]?.options;
  return (
    isOff(settings, ruleId) ||
    (rule === 'no-raw-http' && allowed !== undefined && isAllowed(allowed, client, path, file.path))
  );
}

function settingsFor({ path }: Pick<ShellFile, 'path'>, { settings }: LintOptions): RuleSettings {
  return settings?.of(path) ?? {};
}

function silencedAt(places: readonly number[], ruleId: string, lines: Lines): string | undefined {
  return places.map(line => silencingReason(lines.textOf(line - 1), ruleId)).find(reason => reason !== undefined);
}

function toFinding(
  { rule: id, messageId, data, at }: Report,
  { path, text, hasByteOrderMark }: ShellFile,
  lines: Lines,
  { rules, options }: Linting,
): UnidentifiedFinding {
  const rule = rules[id]!;
  const ruleId = `${vendorIn(options)}/${id}`;
  const place = { path, ...lines.locate(at.start, at.end) };
  const suggestion =
    data.revision === text.slice(at.start, at.end) && data.newest
      ? suggestionFor(at, rule, data, hasByteOrderMark ? 1 : 0)
      : undefined;
  return {
    ruleId,
    severity: severityAsSet(settingsFor({ path }, options), ruleId, severityOf(rule, messageId)),
    message: maskSecrets(worded(rule, messageId, data)),
    ...place,
    helpUrl: rule.meta.docs?.url ?? '',
    lineText: lines.textOf(place.line),
    construct: wordsOf(text.slice(at.start, at.end)),
    ...(suggestion && { suggestions: [suggestion] }),
  };
}

/** A command without its quotes, its line breaks and the names of its variables. */
function wordsOf(command: string): string {
  return command
    .replaceAll(/["']/g, '')
    .replaceAll(/\\\r?\n/g, ' ')
    .replaceAll(/\$(?:\{[^}]*\}|\w+)/g, '$')
    .trim()
    .replaceAll(/\s+/g, ' ');
}

/** An editor of the file's text counts a byte order mark. */
function suggestionFor(
  { start, end }: Report['at'],
  rule: WordedRule,
  data: Report['data'],
  shift: number,
): Suggestion {
  return {
    title: worded(rule, 'useNewest', data),
    edits: [{ start: start + shift, end: end + shift, text: data.newest ?? '' }],
  };
}

/** Fills the placeholders of a message as ESLint does. */
function worded({ meta: { messages } }: WordedRule, messageId: string, data: Report['data']): string {
  return (messages[messageId] ?? messageId).replaceAll(
    /\{\{(\w+)\}\}/g,
    (placeholder, name: string) => data[name] ?? placeholder,
  );
}

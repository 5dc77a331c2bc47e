import {
  isSuppressed,
  type Suggestion,
  type UnidentifiedFinding,
  type UnidentifiedSuppressed,
} from '../../model/finding.ts';
import { isAllowedKey } from '../../vendors/allowed-key.ts';
import type { VendorId } from '../../vendors/sdks.ts';
import { maskSecrets } from '../../vendors/secrets.ts';
import { failureReason } from '../discovery/failure.ts';
import { indexLines, type Lines } from '../discovery/line-index.ts';
import { isOff, type RuleSettings, severityAsSet } from '../discovery/rule-settings.ts';
import { isOver, TIME_REASON } from '../discovery/time-budget.ts';
import { allowedKeys } from '../keys/key-settings.ts';
import { rememberWritten } from '../keys/remember-written.ts';
import { severityOf } from '../lint/lint-message.ts';
import { KLAVIYO } from '../lint/lint-vendor.ts';
import type { LintOptions, LintResult, LintRule } from '../lint/lint.ts';
import type { ShellFile } from './read-shell-file.ts';
import type { Judge, Report, TextJudge } from './report.ts';
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
  /** Absent where the rules report nothing but requests. */
  judgeText?: TextJudge;
  /** Whether options of `no-raw-http` let a call pass. */
  isAllowed: (options: object, client: string, path: string, file: string) => boolean;
  /** Whether a file is a test, whose keys are samples. */
  isTestFile: (path: string) => boolean;
  options: LintOptions;
}

/**
 * Reports the requests of shell commands as the rules report those in JavaScript, with the messages of the rules. The
 * parsers are loaded now.
 */
export async function lintShellFiles(files: readonly ShellFile[], options: LintOptions): Promise<LintResult> {
  const [{ readShellText, judgeKlaviyo, judgeCustomerio, judgeCustomerioText }, { RULES, isAllowed, isTestFile }] =
    await Promise.all([import('./shell-commands.ts'), import('../lint/eslint-linter.ts')]);
  const ofVendor: Record<VendorId, Pick<Linting, 'rules' | 'judge' | 'judgeText'>> = {
    klaviyo: { rules: RULES.klaviyo, judge: judgeKlaviyo },
    customerio: { rules: RULES.customerio, judge: judgeCustomerio, judgeText: judgeCustomerioText },
  };
  const linting = { ...ofVendor[vendorIn(options)], isAllowed, isTestFile, options };
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
  const add = (report: Report, request?: ShellRequest): void => {
    if (isPassed(report, request, file, linting)) return;
    const finding = toFinding(report, file, lines, linting);
    const places = [finding.line, ...(request ? [lines.lineOf(request.start)] : [])];
    const reason = silencedAt(places, finding.ruleId, lines);
    const key = `${finding.line}:${finding.column} ${finding.ruleId} ${finding.message}`;
    // A revision may be sent by several requests; it is silenced if it is for each.
    if (reason === undefined) found.set(key, finding);
    else if (!found.has(key)) found.set(key, { ...finding, suppression: { reason: maskSecrets(reason) } });
  };
  for (const request of requests)
    for (const report of linting.judge(request, linting.options.asOf)) add(exact(report, file), request);
  for (const report of linting.judgeText?.(file.text) ?? []) add(report);
  return [...found.values()];
}

/** A command in another one is only known to stand somewhere in it; a key in it is found where it is written. */
function exact(report: Report, { text }: ShellFile): Report {
  const { written, at } = report;
  const index = written === undefined ? -1 : text.slice(at.start, at.end).indexOf(written);
  if (written === undefined || index < 0) return report;
  const start = at.start + index;
  return { ...report, at: { start, end: start + written.length } };
}

function isPassed(
  { rule, path, key }: Report,
  request: ShellRequest | undefined,
  file: ShellFile,
  { isAllowed, isTestFile, options }: Linting,
): boolean {
  const settings = settingsFor(file, options);
  const ruleId = `${vendorIn(options)}/${rule}`;
  if (isOff(settings, ruleId)) return true;
  if (key !== undefined) return isTestFile(file.path) || isAllowedKey(allowedKeys(settings, ruleId), key);
  const allowed = settings[ruleId]?.options;
  return (
    rule === 'no-raw-http' &&
    allowed !== undefined &&
    request !== undefined &&
    isAllowed(allowed, request.client, path, file.path)
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

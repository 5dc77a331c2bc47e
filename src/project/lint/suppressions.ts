import type { Linter } from 'eslint';
import { maskSecrets } from '../../vendors/secrets.ts';
import { BROWSER_KEY_RULES, HARDCODED_KEY_RULES } from '../../messages/about-keys.ts';

/** A message that a comment silences. */
export interface SuppressedMessage {
  message: Linter.LintMessage;
  /** Empty where the comment gives none. */
  reason: string;
}

/** What a leaked key costs is not for a bare comment to decide: these need the name of the rule and a reason. */
const PROTECTED_RULES = new Set([...HARDCODED_KEY_RULES, ...BROWSER_KEY_RULES]);

const ESLINT_COMMENT = /\/[*/]\s*(eslint(?:-disable(?:-next-line|-line)?)?)\s([^\n]*?)(?:\*\/|$)/gm;
const MAY_SUPPRESS = /\/[*/]\s*eslint(?:\s|-disable)/;

/** Checks quickly whether a text may hold a comment that silences a rule. */
export function maySuppress(text: string): boolean {
  return MAY_SUPPRESS.test(text);
}

/**
 * Finds what comments silence: what is there without obeying them and is not there with them. So a comment that configures a rule
 * counts as well as one that disables it.
 *
 * @param text of the file
 * @param all the messages without obeying comments
 * @param kept the messages with them
 * @param disabled what ESLint says that comments disable
 */
export function suppressedMessages(
  text: string,
  {
    all,
    kept,
    disabled,
  }: Record<'all' | 'kept', readonly Linter.LintMessage[]> & {
    disabled: readonly Linter.SuppressedLintMessage[];
  },
): { suppressed: SuppressedMessage[]; restored: Linter.LintMessage[] } {
  const stays = new Set(kept.map(placeOf));
  const directives = directivesIn(text);
  const reasons = new Map(disabled.map(message => [placeOf(message), message.suppressions.map(reasonOf)]));
  const suppressed: SuppressedMessage[] = [];
  const restored: Linter.LintMessage[] = [];
  for (const message of all.filter(candidate => !stays.has(placeOf(candidate)))) {
    const given = reasons.get(placeOf(message)) ?? configuringReasons(message, directives);
    const reason = given.find(candidate => isEnough(message, candidate, directives));
    if (reason === undefined) restored.push(message);
    else suppressed.push({ message, reason: maskSecrets(reason) });
  }
  return { suppressed, restored };
}

function placeOf({ ruleId, messageId, line, column, endLine, endColumn }: Linter.LintMessage): string {
  return [ruleId, messageId, line, column, endLine, endColumn].join(' ');
}

interface Directive {
  configures: boolean;
  rules: string;
  reason: string;
}

function directivesIn(text: string): Directive[] {
  return [...text.matchAll(ESLINT_COMMENT)].map(([, kind, body = '']) => {
    const [rules = '', ...reason] = body.split(/\s-{2,}\s/);
    return { configures: kind === 'eslint', rules, reason: reason.join(' -- ').trim() };
  });
}

function reasonOf({ justification }: { justification: string }): string {
  return justification.trim();
}

function configuringReasons({ ruleId }: Linter.LintMessage, directives: readonly Directive[]): string[] {
  const [found] = directives.filter(({ configures, rules }) => configures && names(rules, ruleId));
  return [found?.reason ?? ''];
}

function isEnough({ ruleId }: Linter.LintMessage, reason: string, directives: readonly Directive[]): boolean {
  if (ruleId === null || !PROTECTED_RULES.has(ruleId)) return true;
  return reason !== '' && directives.some(directive => names(directive.rules, ruleId) && directive.reason === reason);
}

function names(rules: string, ruleId: string | null): boolean {
  return rules.split(/[\s,:'"{}]+/).includes(ruleId ?? '');
}

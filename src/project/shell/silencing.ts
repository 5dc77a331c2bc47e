const COMMENT = /^\s*(?:#|\/\/|\/\*|--|;|<!--)\s*klaviyo-lint-disable-next-line\b(.*)$/;
const END_OF_COMMENT = /(?:\*\/|-->)\s*$/;

/**
 * Returns why the line before silences a rule: `# klaviyo-lint-disable-next-line klaviyo/no-raw-http -- reason`, with several rules
 * divided by commas. A comment that does not name the rule or gives no reason silences nothing.
 *
 * @param lineBefore the text of that line
 * @param ruleId such as `klaviyo/no-raw-http`
 * @returns the reason; undefined if it does not silence the rule
 */
export function silencingReason(lineBefore: string, ruleId: string): string | undefined {
  const [, body] = COMMENT.exec(lineBefore) ?? [];
  if (body === undefined) return undefined;
  const [named = '', ...rest] = body.replace(END_OF_COMMENT, '').split(/\s--\s/);
  const reason = rest.join(' -- ').trim();
  return reason !== '' && named.split(/[\s,]+/).includes(ruleId) ? reason : undefined;
}

const COMMENT = /^\s*(?:#|\/\/|\/\*|--|;|<!--)\s*klaviyo-lint-disable-next-line\b(.*)$/;
const ENDS_OF_COMMENTS = new Set(['', '*/', '-->']);

/**
 * Tells whether the line before silences a rule: `# klaviyo-lint-disable-next-line klaviyo/no-raw-http -- reason`, with several
 * rules divided by commas, or all rules if none is named.
 *
 * @param lineBefore the text of that line
 * @param ruleId such as `klaviyo/no-raw-http`
 */
export function isSilenced(lineBefore: string, ruleId: string): boolean {
  const comment = COMMENT.exec(lineBefore);
  if (!comment) return false;
  const [named = ''] = (comment[1] ?? '').split(/\s--(?:\s|$)/);
  const ids = named.split(/[\s,]+/).filter(id => !ENDS_OF_COMMENTS.has(id));
  return ids.length === 0 || ids.includes(ruleId);
}

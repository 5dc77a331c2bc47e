/** What a language of templates fills in: `{{ … }}`, `<%= … %>`, `<?= … ?>`; and what it does: `{% … %}`, `<% … %>`, `<?php … ?>`. */
const TAG =
  /(?<!=)\{\{[^{}]{0,2000}\}\}|\{%[^%]{0,2000}%\}|<%(?:[^%]|%(?!>)){0,2000}%>|<\?(?:[^?]|\?(?!>)){0,2000}\?>/g;
const IS_VALUE = /^(?:\{\{|<%[=-]|<\?=)/;

/**
 * Replaces the tags of a language of templates in a page by what its scripts can be read with, of the same length: a name for a
 * value, and nothing for the rest.
 */
export function withoutTemplateTags(text: string): string {
  return text.replaceAll(TAG, tag => tag.replaceAll(/[^\r\n]/g, IS_VALUE.test(tag) && !/[\r\n]/.test(tag) ? '_' : ' '));
}

/** A variable of the environment that a tag writes into the page as it is. */
const SHOWN =
  /<%[=-](\s{0,20}process\.env(?:\.\w{1,100}|\[(?:'\w{1,100}'|"\w{1,100}")\])\s{0,20})(?:\|\|[^%\n]{0,100})?-?%>/g;
/** Also configurations are made with templates: `app.yml.ejs`. */
const OTHER_DOCUMENT = /\.(?!html?\.)\w+\.\w+$/i;
const IS_MARKUP = /<(?:!doctype|html|head|body|meta|script|div|main|section|form|input|span|p)\b/i;

/**
 * Finds the reads of the environment that the tags of a page show, in UTF-16 offsets, with what makes them code by themselves.
 *
 * @param path of a page
 */
export function shownVariables(
  path: string,
  text: string,
): { start: number; end: number; opening: string; closing: string }[] {
  if (!text.includes('process.env') || OTHER_DOCUMENT.test(path) || !IS_MARKUP.test(text)) return [];
  return [...text.matchAll(SHOWN)].map(({ 1: read = '', index }) => {
    const start = index + '<%='.length;
    return { start, end: start + read.length, opening: ';(', closing: ')' };
  });
}

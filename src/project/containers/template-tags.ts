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

import { posix } from 'node:path';
import type { TemplateFile } from '../../model/evidence-facts.ts';
import { decodeText } from '../discovery/decode-text.ts';
import type { FileReader } from '../discovery/read-file.ts';

const TEMPLATE = /\.(?:liquid|mjml|html?)$/i;
/** Folders in which a file with that ending is an e-mail. */
const MAIL_FOLDER =
  /(?:^|\/)(?:e-?mails?|mails?|mailers?|newsletters?|broadcasts?|campaigns?|customer[._-]?io|cio)(?:[-_/]|$)/i;
/** What only templates of this vendor say; a shop's theme has `customer`, too. */
const OWN_LIQUID =
  /\{\{-?\s*(?:trigger|snippets)\.|\{%-?\s*(?:unsubscribe_url|manage_subscription_preferences_url|view_in_browser_url)\b/;
/** A theme of Shopify. */
const THEME_FOLDER = /(?:^|\/)(?:sections|snippets|layout|blocks|templates\/customers)\/[^/]+\.liquid$/;

const COMMENTS = /<!--[^]*?-->|\{%-?\s*comment\s*-?%\}[^]*?\{%-?\s*endcomment\s*-?%\}/g;
const UNSUBSCRIBE =
  /\{%-?\s*(?:unsubscribe_url|unsubscribe|manage_subscription_preferences_url)\b|\{\{[^{}]{0,200}(?:unsubscribe|subscription_preferences)[^{}]{0,200}\}\}|href\s*=\s*["'][^"'\n]{0,500}(?:unsubscribe|opt-?out)/i;
const ADDRESS =
  /<address\b|\{\{[^{}]{0,100}(?:postal|mailing|company|street|physical|business|sender|office)_?address|\{\{-?\s*snippets\.\w{0,60}address|\bP\.?\s?O\.?\s?Box\s+\d|(?<!\b(?:since|in|of|©)\s)\b\d{1,5}[A-Za-z]?,?\s(?:[A-Z][\w.'’-]{0,30}\s){0,4}(?:St(?:reet)?|Ave(?:nue)?|Road|Rd|Blvd|Boulevard|Lane|Ln|Drive|Way|Place|Plaza|Square|Court|Parkway|Quay)\b|[a-zäöü](?:straße|strasse|str\.|platz|gasse|allee|laan|straat|gatan|vej)\s\d{1,4}\b|\b\d{1,4},?\s(?:rue|avenue|boulevard|place|via|calle)\s[a-zà-ÿ]/i;
const WHOLE = /<html\b|<body\b|<mjml\b|<!doctype\b|\{\{-?\s*content\s*-?\}\}/i;

/** Larger files are no templates. */
const MOST_BYTES = 1024 * 1024;

/**
 * Reads the templates of e-mails in a repository: files of Liquid, MJML and HTML in folders of e-mails, and those with Liquid that only this
 * vendor has. Their Liquid is parsed, and never rendered. What parses it is loaded when the first one is there.
 *
 * @param files relative to the checked folder
 */
export async function collectTemplates(read: FileReader, files: readonly string[]): Promise<TemplateFile[]> {
  const templates: TemplateFile[] = [];
  for (const path of files) {
    if (!TEMPLATE.test(path)) continue;
    const bytes = read(path);
    if (!(bytes instanceof Uint8Array) || bytes.length > MOST_BYTES) continue;
    const text = decodeText(bytes).text.replaceAll(COMMENTS, comment => comment.replaceAll(/[^\n]/g, ' '));
    if (!isOfMail(path, text)) continue;
    const { readLiquid } = await import('./liquid.ts');
    templates.push({
      path,
      isWhole: WHOLE.test(text),
      isTransactional: /transactional/i.test(path),
      ...lineOf('unsubscribe', UNSUBSCRIBE, text),
      ...lineOf('address', ADDRESS, text),
      ...readLiquid(text),
    });
  }
  return templates;
}

function isOfMail(path: string, text: string): boolean {
  if (THEME_FOLDER.test(path)) return false;
  return /\.mjml$/i.test(path) || OWN_LIQUID.test(text) || MAIL_FOLDER.test(`${posix.dirname(path)}/`);
}

function lineOf<Name extends string>(name: Name, sign: RegExp, text: string): Partial<Record<Name, number>> {
  const found = sign.exec(text);
  if (found === null) return {};
  return { [name]: text.slice(0, found.index).split('\n').length } as Partial<Record<Name, number>>;
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Collects the licences of the packages inside a bundle, which most of them require to be shipped with it.
 *
 * @param {Iterable<string>} folders of the packages
 */
export function licenses(folders) {
  const notices = new Map([...folders].map(noticeOf));
  const sorted = [...notices].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([title, text]) => `${title}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const text =
    ownFile(folder, /^(licen[cs]e|copying)/i) ??
    licenseSection(ownFile(folder, /^readme/i) ?? '') ??
    'Its package holds no licence text.';
  return [`${name} ${version} (${license ?? 'see below'})`, text.replaceAll('\r\n', '\n').trim()];
}

function ownFile(folder, pattern) {
  const name = readdirSync(folder)
    .sort()
    .find(entry => pattern.test(entry));
  return name === undefined ? undefined : readFileSync(path.join(folder, name), 'utf8');
}

/** Some packages carry it only in their readme. */
function licenseSection(readme) {
  const [, text] =
    /^(?:#+ licen[cs]e|licen[cs]e\n[-=]+)$([^]*?)(?=^#|(?![^]))/im.exec(readme.replaceAll('\r\n', '\n')) ?? [];
  return text?.trim() || undefined;
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Collects the licences of the packages inside a bundle, which most of them require to travel with it.
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
  const file = readdirSync(folder).sort().find(entry => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? 'Its package holds no licence text.' : readFileSync(path.join(folder, file), 'utf8');
  return [`${name} ${version} (${license ?? 'see below'})`, text.replaceAll('\r\n', '\n').trim()];
}

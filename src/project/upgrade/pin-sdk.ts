import type { Edit, Location } from '../../model/finding.ts';
import type { UpgradeChange } from '../../upgrade/upgrade-report.ts';
import type { SdkDependency } from '../../model/facts.ts';
import { applyEdits } from './apply-edits.ts';
import type { Overlay } from './overlay.ts';

/** References to somewhere else: what they lead to is declared there. */
const NOT_PINNED = new Set(['workspace', 'catalog', 'git', 'url', 'file', 'unknown']);

/** Declares the target in each manifest and catalog that names a release of the SDK itself. */
export function pinSdk(dependencies: readonly SdkDependency[], version: string, overlay: Overlay): UpgradeChange[] {
  return dependencies
    .filter(({ specifier, section }) => specifier !== version && section !== 'peerDependencies')
    .map(dependency => pinOne(dependency, version, overlay));
}

function pinOne({ specifier, kind, at }: SdkDependency, version: string, overlay: Overlay): UpgradeChange {
  const place = { path: at.path, line: at.line, column: at.column };
  const text = overlay.textOf(at.path);
  const pinned = NOT_PINNED.has(kind) ? undefined : pinnedSpecifier(specifier, version);
  const edit = typeof text === 'string' && pinned !== undefined ? editAt(text, at, specifier, pinned) : undefined;
  if (typeof text !== 'string' || edit === undefined) {
    return {
      id: 'manifest',
      by: 'hand',
      message: `'${specifier}' does not name a release here. Set it to ${version} where it is declared.`,
      places: [place],
    };
  }
  overlay.change(at.path, applyEdits(text, [edit]).text);
  return {
    id: 'manifest',
    by: 'tool',
    message: `Pin 'klaviyo-api' to ${version}, instead of '${specifier}'.`,
    places: [place],
  };
}

/** Keeps the name behind an alias: `npm:klaviyo-api@15.0.0`. */
function pinnedSpecifier(specifier: string, version: string): string {
  const alias = /^npm:klaviyo-api@/.exec(specifier)?.[0] ?? '';
  return `${alias}${version}`;
}

/** The text of a specifier where it was read; in a manifest it stands between quotes, in a catalog it need not. */
function editAt(text: string, { line, column, endColumn }: Location, from: string, to: string): Edit | undefined {
  const lineStart = text
    .split('\n')
    .slice(0, line - 1)
    .reduce((length, before) => length + before.length + 1, 0);
  const start = lineStart + column - 1 + text.slice(lineStart + column - 1, lineStart + endColumn - 1).indexOf(from);
  return start < lineStart + column - 1 ? undefined : { start, end: start + from.length, text: to };
}

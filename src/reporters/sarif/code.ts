import type { Fix, PhysicalLocation, Region } from 'sarif';
import type { Finding } from '../../model/finding.ts';
import { artifactOf } from './artifact.ts';

/** The code of a finding that stands on one line. */
export function snippetOf({ line, endLine, snippet }: Finding): Pick<Region, 'snippet'> {
  if (snippet === undefined || line !== endLine) return {};
  const { startLine, lines, column, endColumn } = snippet;
  const text = lines[line - startLine]?.slice(column - 1, endColumn - 1) ?? '';
  return text === '' ? {} : { snippet: { text } };
}

/** The lines around a finding, where they hold all of it. */
export function contextOf({ endLine, snippet }: Finding): Pick<PhysicalLocation, 'contextRegion'> {
  if (snippet === undefined) return {};
  const { startLine, lines } = snippet;
  const last = startLine + lines.length - 1;
  return last < endLine ? {} : { contextRegion: { startLine, endLine: last, snippet: { text: lines.join('\n') } } };
}

/** Each suggestion as a fix that a viewer can apply. */
export function fixesOf({ path, suggestions = [] }: Finding): { fixes?: Fix[] } {
  const fixes = suggestions.map(({ title, edits }) => ({
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifactOf(path),
        replacements: edits.map(({ start, end, text }) => ({
          deletedRegion: { charOffset: start, charLength: end - start },
          insertedContent: { text },
        })),
      },
    ],
  }));
  return fixes.length > 0 ? { fixes } : {};
}

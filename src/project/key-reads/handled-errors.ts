import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import { decodeAnyText } from '../discovery/text-encoding.ts';
import type { Project } from '../discovery/project.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import type { Parsed } from '../modules/lean-parser.ts';
import { LINT_VENDORS } from '../lint/lint-vendor.ts';

interface Seen {
  linted: Pick<LintedFiles, 'analyzed'>;
  search: Pick<KeySearch, 'read' | 'answering'>;
  findings: readonly (Finding | SuppressedFinding)[];
}

/**
 * Finds the places of checked files where a handler of errors answers with a whole one, in a project that uses an SDK whose errors have
 * the key: it may be one of them, whatever file the SDK is called in. The engine is loaded where there may be some.
 *
 * @param linted what the rules analyzed
 * @param findings all, also those that comments silence
 */
export async function unresolvedErrors(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Promise<Location[]> {
  const paths = project.files.filter(
    path => search.answering.has(path) && !isTestFile(path) && project.isSelected(path),
  );
  if (paths.length === 0 || !linted.analyzed.some(({ path, text }) => !isTestFile(path) && givesKey(text))) return [];
  const [{ createLeanParser }, { errorsOfHandlers }] = await Promise.all([
    import('../modules/typescript.ts'),
    import('../lint/eslint-linter.ts'),
  ]);
  const parser = createLeanParser();
  const parsedOrNone = (text: string, filePath: string): Parsed | undefined => {
    try {
      return parser.parseForESLint(text, { filePath });
    } catch {
      // What does not parse names no vendor, or is reported where it is linted.
      return undefined;
    }
  };
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return paths.flatMap(path => {
    const bytes = search.read(path);
    const text = bytes instanceof Uint8Array ? (decodeAnyText(bytes) ?? '') : '';
    const parsed = parsedOrNone(text, path);
    if (!parsed) return [];
    return errorsOfHandlers({ ...parsed, fileName: path, path, text })
      .map(({ loc: { start, end } }) => ({
        path,
        line: start.line,
        column: start.column + 1,
        endLine: end.line,
        endColumn: end.column + 1,
      }))
      .filter(({ line }) => !reported.has(`${path}:${line}`));
  });
}

/** Whether code gives a key to an SDK whose errors have it. */
function givesKey(text: string): boolean {
  return Object.values(LINT_VENDORS).some(({ errorsHaveKeyOf }) => errorsHaveKeyOf?.test(text) === true);
}

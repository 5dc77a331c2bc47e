import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { runAction } from '../../../action/run-action.ts';
import plugin from '../../../eslint-plugin/index.ts';
import { audit } from '../../../src/audit/audit.ts';
import { checkForChecklist } from '../../../src/audit/checklist.ts';
import { safeFixPatch } from '../../../src/fix/fix.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Report } from '../../../src/model/report.ts';

const AS_OF = '2026-11-20';

/** A finding as `path:line:column-endLine:endColumn rule: message`. */
export type Shown = string;

/**
 * What an editor shows: every rule, with type information and the user's own ESLint, in a project with a `tsconfig.json`.
 *
 * @param outside patterns of the files that the `tsconfig.json` leaves out
 */
export async function inEditor(folder: string, outside: readonly string[] = []): Promise<Shown[]> {
  // The parser keeps what it was told about projects for as long as the process runs.
  parser.clearCaches();
  const projectService = outside.length > 0 ? { allowDefaultProject: [...outside] } : true;
  const configuration = [
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      languageOptions: { parser, parserOptions: { projectService, tsconfigRootDir: folder } },
    },
    plugin.configs['recommended-type-checked'],
    plugin.configs.strict,
    { settings: { klaviyo: { asOf: AS_OF } } },
  ] as Linter.Config[];
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: configuration });
  const results = await eslint.lintFiles(['.']);
  const all = results.flatMap(({ filePath, messages }) =>
    messages.map(message => ({ ...message, path: path.relative(folder, filePath) })),
  );
  const failure = all.find(({ fatal }) => fatal);
  if (failure) throw new Error(`${failure.path}: ${failure.message}`);
  return all
    .map(({ endLine, endColumn, ...rest }) =>
      shown({ ...rest, endLine: endLine ?? rest.line, endColumn: endColumn ?? rest.column }),
    )
    .sort();
}

/** What the tool reports of the rules. */
export async function inTool(folder: string): Promise<Shown[]> {
  return ofRules(await audit({ root: folder, asOf: AS_OF, failOn: 'error', configuration: 'folder' }));
}

/** What the Action reports of the rules, read from the file that it leaves in a temporary folder. */
export async function inAction(folder: string, temporary: string): Promise<Shown[]> {
  const outputs = new Map<string, unknown>();
  const ignore = (): void => undefined;
  await runAction({
    core: {
      error: ignore,
      getInput: () => '',
      info: ignore,
      notice: ignore,
      setFailed: ignore,
      setOutput: (name: string, value: unknown) => void outputs.set(name, value),
      setSecret: ignore,
      warning: ignore,
      summary: { addRaw: () => ({ write: async () => undefined }) },
    },
    env: { GITHUB_WORKSPACE: folder, GITHUB_EVENT_NAME: 'push', RUNNER_TEMP: temporary },
    asOf: AS_OF,
    check: checkForChecklist,
    makePatch: safeFixPatch,
    runPreflight: () => Promise.reject(new Error('There is no key.')),
  });
  return ofRules(JSON.parse(readFileSync(String(outputs.get('report-file')), 'utf8')));
}

function ofRules({ findings }: Report): Shown[] {
  return findings
    .filter(({ ruleId }) => ruleId.startsWith('klaviyo/'))
    .map(shown)
    .sort();
}

type Place = Pick<Finding, 'path' | 'line' | 'column' | 'endLine' | 'endColumn' | 'message'>;

function shown({
  path: file,
  line,
  column,
  endLine,
  endColumn,
  ruleId,
  message,
}: Place & { ruleId: string | null }): Shown {
  return `${file}:${line}:${column}-${endLine}:${endColumn} ${ruleId}: ${message}`;
}

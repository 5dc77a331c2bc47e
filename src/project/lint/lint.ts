import { join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { UsageError } from '../../model/errors.ts';
import type { Severity, UnidentifiedFinding } from '../../model/finding.ts';
import { maskKeys } from '../../vendors/klaviyo/keys.ts';
import type { Skipped } from '../../model/report.ts';
import { createObserver } from './observer.ts';
import { readFailure } from './lint-failure.ts';
import { toFinding } from './lint-message.ts';
import { parserChoices, type LanguageOptions } from './parser-choice.ts';
import { moduleName, type SourceFile } from './prefilter.ts';
import type { RuleSetting, RuleSettings } from '../discovery/rule-settings.ts';
import type { SdkVersionOf } from '../manifests/sdk-version-of.ts';
import type { ProjectFiles } from '../../../eslint-plugin/program/project-files.ts';

/** What the tool reads of a rule; a rule of the plugin is one. */
export interface LintRule {
  meta: { docs?: { url?: string; severity: Severity | Record<string, Severity> } };
}

export interface LintOptions {
  /** The checked folder, a real path. */
  root: string;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** How rules are run, where not as they come; those of checks are passed over. */
  settings?: RuleSettings;
  /** By their ids without the plugin's name; those of the plugin by default. */
  rules?: Record<string, LintRule>;
  /** Which release of the SDK a file is installed with. */
  sdkVersionOf?: SdkVersionOf;
  /** Which files are linted; the others are only read for what they show about those. All by default. */
  isChecked?: (path: string) => boolean;
  /** When no further file is begun, in the milliseconds of `performance.now()`; the rest is skipped. */
  deadline?: number;
  /** The rules collect instead of judging: no comment silences them, and every importer of what reaches the API is followed. */
  isCollecting?: boolean;
}

export interface LintResult {
  findings: UnidentifiedFinding[];
  skipped: Skipped[];
}

/**
 * Runs the rules over one file, with the files that it has to be seen together with, if there are some.
 *
 * @param reachedFrom the file of the browser that loads it, if one does
 */
export type LintFile = (source: SourceFile, files?: ProjectFiles, reachedFrom?: string) => Promise<LintResult>;

type Verify = (
  source: LoadedSource,
  languageOptions: LanguageOptions,
  broken: ReadonlyMap<string, string>,
) => Linter.LintMessage[];

type LoadedSource = SourceFile & { reachedFrom?: string };

const PLUGIN = 'klaviyo';

/**
 * Makes a function that runs our rules over one file, as an ESLint of the user's would, but with a configuration of ours
 * only: comments may silence a rule, and can neither run a foreign rule nor break the run.
 */
export async function createLint(options: LintOptions): Promise<LintFile> {
  const engine = await import('./eslint-linter.ts');
  const rules: Record<string, LintRule> = options.rules ?? engine.rules;
  const linter = new engine.Linter({ configType: 'flat', cwd: options.root });
  checkOptions(linter, rules, options.settings ?? {});
  const observed = createObserver(engine);
  const verifyOnly = createVerify(linter, rules, options);
  const verify: Verify = (source, ...rest) => observed.during(source, () => verifyOnly(source, ...rest));

  return async (file, files, reachedFrom) => {
    const source: LoadedSource = { ...file, ...(reachedFrom !== undefined && { reachedFrom }) };
    const broken = new Map<string, string>();
    const messages = await verifyAsParsed(parserChoices(source, files), languageOptions =>
      verifyWithoutBroken(verify, source, languageOptions, broken),
    );
    const { incomplete, wayAt } = observed.take();
    const failures = [...[...broken].map(([id, reason]) => ({ id, path: source.path, reason })), ...incomplete];
    if (typeof messages === 'string')
      return { findings: [], skipped: [{ id: 'file', path: source.path, reason: messages }] };
    return {
      findings: messages
        .flatMap(message => toFinding(message, source, ruleOf(rules, message)))
        .map(finding => ({ ...finding, ...wayAt(finding) }))
        .map(finding => asSet(finding, options.settings)),
      skipped: failures,
    };
  };
}

function createVerify(
  linter: Linter,
  rules: Record<string, LintRule>,
  { root, asOf, settings = {}, isCollecting = false, sdkVersionOf }: LintOptions,
): Verify {
  const ids = Object.keys(rules)
    .map(id => `${PLUGIN}/${id}`)
    .filter(id => settings[id] !== 'off');
  const base: Linter.Config = {
    files: [() => true] as unknown as string[],
    plugins: { [PLUGIN]: { rules } as ESLint.Plugin },
    linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig: isCollecting },
    rules: Object.fromEntries(ids.map(id => [id, ['error', ...optionsIn(settings[id])]])),
  };
  return (source, languageOptions, broken) => {
    const sdkVersion = sdkVersionOf?.(source.path);
    const { reachedFrom } = source;
    const shared = {
      [PLUGIN]: {
        asOf,
        ...(sdkVersion !== undefined && { sdkVersion }),
        ...(reachedFrom !== undefined && { reachedFrom }),
      },
    };
    const configuration = [
      { ignores: ['!**/node_modules/', '!.git/'] },
      { ...base, languageOptions, settings: shared },
    ];
    // Without the filter a comment could switch on one of ESLint's own rules, with options that make it fail or never end.
    const ruleFilter = ({ ruleId }: { ruleId: string }): boolean => ids.includes(ruleId) && !broken.has(ruleId);
    const verifyOptions = {
      filename: join(root, moduleName(source)),
      physicalFilename: join(root, source.path),
      ruleFilter,
    };
    return linter.verify(source.text, configuration, verifyOptions);
  };
}

function optionsIn(setting: RuleSetting | undefined): Record<string, unknown>[] {
  return typeof setting === 'object' ? [setting] : [];
}

/** @throws UsageError for options that a rule does not have: otherwise they would end as a failure of every file */
function checkOptions(linter: Linter, rules: Record<string, LintRule>, settings: RuleSettings): void {
  for (const [id, setting] of Object.entries(settings)) {
    const isRule = id.startsWith(`${PLUGIN}/`);
    const rule = rules[id.slice(PLUGIN.length + 1)];
    if (isRule && rule === undefined)
      throw new UsageError(
        `'klaviyo-lint.json' names the rule '${id}', which does not exist. Write its id as the report prints it.`,
      );
    if (!isRule || rule === undefined || typeof setting !== 'object') continue;
    try {
      linter.verify('', [{ plugins: { [PLUGIN]: { rules } as ESLint.Plugin }, rules: { [id]: ['error', setting] } }]);
    } catch (cause) {
      throw new UsageError(
        `'klaviyo-lint.json' gives '${id}' options that it does not have. Write them as on ${rule.meta.docs?.url ?? 'its page'}.`,
        { cause },
      );
    }
  }
}

/** @returns the messages, or why there are none: if no way of parsing works, the error of the most likely one */
async function verifyAsParsed(
  choices: AsyncIterable<LanguageOptions>,
  verify: (options: LanguageOptions) => Linter.LintMessage[] | string,
): Promise<Linter.LintMessage[] | string> {
  let reason: string | undefined;
  for await (const languageOptions of choices) {
    const messages = verify(languageOptions);
    if (typeof messages === 'string') return messages;
    const failure = messages.find(({ fatal, message }) => fatal && message.startsWith(PARSING_ERROR));
    if (failure === undefined) return messages;
    reason ??= `it does not parse (line ${failure.line}: ${maskKeys(failure.message.slice(PARSING_ERROR.length))})`;
  }
  return reason ?? 'it does not parse';
}

const PARSING_ERROR = 'Parsing error: ';

/**
 * Runs all rules; one that throws is left out, recorded with the reason, and the rest runs again.
 *
 * @returns the messages, or why not even ESLint itself could work on the file
 */
function verifyWithoutBroken(
  verify: Verify,
  source: SourceFile,
  languageOptions: LanguageOptions,
  broken: Map<string, string>,
): Linter.LintMessage[] | string {
  try {
    return verify(source, languageOptions, broken);
  } catch (error) {
    const { ruleId, reason } = readFailure(error);
    if (ruleId === undefined || broken.has(ruleId)) return reason;
    broken.set(ruleId, reason);
    return verifyWithoutBroken(verify, source, languageOptions, broken);
  }
}

function asSet(finding: UnidentifiedFinding, settings: RuleSettings = {}): UnidentifiedFinding {
  return settings[finding.ruleId] === 'warn' ? { ...finding, severity: 'warning' } : finding;
}

function ruleOf(rules: Record<string, LintRule>, { ruleId }: Linter.LintMessage): LintRule | undefined {
  const id = ruleId?.startsWith(`${PLUGIN}/`) ? ruleId.slice(PLUGIN.length + 1) : '';
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}

import { join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { namesAddress } from '../addresses/names-address.ts';
import { locationOf } from '../addresses/location.ts';
import type { Location, Severity, UnidentifiedFinding, UnidentifiedSuppressed } from '../../model/finding.ts';
import { rememberWritten } from '../keys/remember-written.ts';
import { maskSecrets } from '../../vendors/secrets.ts';
import type { Skipped } from '../../model/report.ts';
import { KLAVIYO, type LintVendor } from './lint-vendor.ts';
import { createObserver } from './observer.ts';
import { readFailure } from './lint-failure.ts';
import { toFinding } from './lint-message.ts';
import { parserChoices, type LanguageOptions } from './parser-choice.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { moduleName, type SourceFile } from './prefilter.ts';
import { maySuppress, type SuppressedMessage, suppressedMessages } from './suppressions.ts';
import {
  everywhere,
  type FolderSettings,
  isOff,
  type RuleSettings,
  severityAsSet,
  withPreset,
} from '../discovery/rule-settings.ts';
import type { SdkVersionOf } from '../manifests/sdk-version-of.ts';
import type { ClientImports } from '../modules/client-imports.ts';
import type { SourceFiles } from '../modules/source-files.ts';

/** What the tool reads of a rule; a rule of the plugin is one. */
export interface LintRule {
  meta: { docs?: { url?: string; severity: Severity | Record<string, Severity> } };
}

export interface LintOptions {
  /** The checked folder, a real path. */
  root: string;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** How rules are run, where not as they come; those of checks are passed over. Without, the rules of `recommended` run, or all of `rules`. */
  settings?: FolderSettings;
  /** Whose rules run; Klaviyo's by default. */
  vendor?: LintVendor;
  /** By their ids without the plugin's name; those of the plugin by default. */
  rules?: Record<string, LintRule>;
  /** Which release of an SDK a file is installed with. */
  sdkVersionOf?: SdkVersionOf;
  /** Which files are linted; the others are only read for what they show about those. All by default. */
  isChecked?: (path: string) => boolean;
  /** Names that are not among the files, because they cannot be read, and that a checked file may import. */
  unlisted?: readonly string[];
  /** When no further file is begun, in the milliseconds of `performance.now()`; the rest is skipped. */
  deadline?: number;
  /** Called after each file that is linted. */
  onFile?: (done: number, count: number) => unknown;
  /** The rules collect instead of judging: no comment silences them, and every importer of what reaches the API is followed. */
  isCollecting?: boolean;
}

export interface LintResult {
  findings: UnidentifiedFinding[];
  /** What comments silence; absent where they silence nothing. */
  suppressed?: UnidentifiedSuppressed[];
  skipped: Skipped[];
}

/** Where addresses of the vendor's API stand. */
export interface Addresses {
  /** Those that the code names as values. */
  written: Location[];
  /** Those that a request was found for, in whatever file. */
  sent: Location[];
  /** Where the code names the vendor's scheme of authorization as a value. */
  schemes: Location[];
}

/** Where secrets of the vendor are read. */
export interface KeyReads {
  /** Each with the places that stand for it: where one of them is used, it is; a private one is in settings that stay on the server. */
  read: { at: Location; means: Location[]; isPrivate?: true }[];
  /** What requests carry, and the SDK is given, in whatever file it is read. */
  used: Location[];
}

/** @returns nothing where there are none */
export function addressesIn(addresses: Addresses): { addresses?: Addresses } {
  return addresses.written.length + addresses.sent.length + addresses.schemes.length > 0 ? { addresses } : {};
}

/** @returns nothing where there are none */
export function readsIn(keyReads: KeyReads): { keyReads?: KeyReads } {
  return keyReads.read.length + keyReads.used.length > 0 ? { keyReads } : {};
}

/** What was found in one file. */
export interface FileLintResult extends LintResult {
  /** Absent where there are none. */
  addresses?: Addresses;
  /** Absent where there are none. */
  keyReads?: KeyReads;
  /** The paths of other files in which something stands that this one sends; absent where it sends nothing from elsewhere. */
  sentFrom?: ReadonlySet<string>;
}

/**
 * Runs the rules over one file, with the files that it has to be seen together with, if there are some.
 *
 * @param use what is known of its place between a server and the browser
 */
export type LintFile = (source: SourceFile, files?: SourceFiles, use?: BrowserPlace) => Promise<FileLintResult>;

/** Where a file stands between a server and the browser. */
export interface BrowserPlace {
  /** The file of the browser that loads it, if one does. */
  reachedFrom?: string | undefined;
  /** What it imports of client components. */
  clientImports?: ClientImports | undefined;
}

type Verify = (source: LoadedSource, languageOptions: LanguageOptions, broken: ReadonlyMap<string, string>) => Verified;

/** What ESLint says of a file. */
interface Verified {
  messages: Linter.LintMessage[];
  suppressed: SuppressedMessage[];
}

type LoadedSource = SourceFile & BrowserPlace;

/** ESLint's types leave this method out; it is there since 8.8. */
type SuppressionTeller = Linter & { getSuppressedMessages(): Linter.SuppressedLintMessage[] };

/**
 * Makes a function that runs our rules over one file, as an ESLint of the user's would, but with a configuration of ours
 * only: comments may silence a rule, which is reported, and can neither run a foreign rule nor break the run.
 */
export async function createLint(options: LintOptions): Promise<LintFile> {
  const engine = await import('./eslint-linter.ts');
  const { vendor = KLAVIYO } = options;
  const { id: plugin } = vendor;
  const rules: Record<string, LintRule> = options.rules ?? engine.RULES[plugin];
  const linter = new engine.Linter({ configType: 'flat', cwd: options.root });
  const settings = settingsOf(options);
  const observed = createObserver(engine);
  const isUnresolvable = ({ path, text }: SourceFile): boolean =>
    isOff(settings.of(path), `${plugin}/no-raw-http`) || engine.isTestFile(path) || engine.isMocking(text);
  const verifyOnly = createVerify(linter, rules, { ...options, settings });
  const verify: Verify = (source, ...rest) => observed.during(source, () => verifyOnly(source, ...rest));

  return async (file, files, use) => {
    const source: LoadedSource = { ...file, ...use };
    if (plugin === 'customerio') rememberWritten(file.text);
    const broken = new Map<string, string>();
    const verified = await verifyAsParsed(parserChoices(source, files), languageOptions =>
      verifyWithoutBroken(verify, source, languageOptions, broken),
    );
    const { incomplete, wayAt, sentFrom, sent, used } = observed.take();
    const failures = [...[...broken].map(([id, reason]) => ({ id, path: source.path, reason })), ...incomplete];
    if (typeof verified === 'string')
      return {
        findings: [],
        skipped: [{ id: 'file', path: source.path, reason: verified }],
        ...addressesIn({ written: [], sent, schemes: [] }),
        ...readsIn({ read: [], used }),
      };
    const findingOf = (message: Linter.LintMessage): UnidentifiedFinding[] =>
      toFinding(message, source, ruleOf(rules, message, plugin))
        .map(finding => ({
          ...finding,
          construct: engine.constructAt(linter.getSourceCode(), message),
          ...wayAt(finding),
        }))
        .map(finding => ({
          ...finding,
          severity: severityAsSet(settings.of(source.path), finding.ruleId, finding.severity),
        }));
    const suppressed = verified.suppressed.flatMap(({ message, reason }) =>
      findingOf(message).map(finding => ({ ...finding, suppression: { reason } })),
    );
    const written = isUnresolvable(source)
      ? []
      : engine
          .writtenTexts(linter.getSourceCode(), text => namesAddress(text, vendor), vendor.browserPackage)
          .map(node => locationOf(node, source.path));
    const { scheme } = vendor;
    const schemes =
      isUnresolvable(source) || scheme === undefined
        ? []
        : engine
            .writtenTexts(linter.getSourceCode(), text => scheme.test(text))
            .filter(node => !engine.isOnlyCompared(node))
            .map(node => locationOf(node, source.path));
    const read = isUnresolvable(source)
      ? []
      : engine
          .keyReads(linter.getSourceCode(), vendor.keyNames, fileKind(source.path) === 'component')
          .map(({ node, means, isPrivate = false }) => ({
            at: locationOf(node, source.path),
            means: means.map(each => locationOf(each, source.path)),
            ...(isPrivate && { isPrivate: true as const }),
          }));
    return {
      findings: verified.messages.flatMap(findingOf),
      ...(suppressed.length > 0 && { suppressed }),
      skipped: failures,
      ...addressesIn({ written, sent, schemes }),
      ...readsIn({ read, used }),
      ...(sentFrom.size > 0 && { sentFrom }),
    };
  };
}

function createVerify(
  linter: Linter,
  rules: Record<string, LintRule>,
  {
    root,
    asOf,
    settings,
    isCollecting = false,
    sdkVersionOf,
    vendor: { id: plugin, sdkPackage } = KLAVIYO,
  }: LintOptions & { settings: FolderSettings },
): Verify {
  const plugins = { [plugin]: { rules } as ESLint.Plugin };
  const chosen = new Map(settings.all.map(each => [each, rulesOf(rules, each, plugin)]));
  return (source, languageOptions, broken) => {
    const ofFile = chosen.get(settings.of(source.path)) ?? {};
    const sdkVersion = sdkVersionOf?.(source.path, sdkPackage);
    const { reachedFrom, clientImports } = source;
    const shared = {
      [plugin]: {
        asOf,
        ...(sdkVersion !== undefined && { sdkVersion }),
        ...(reachedFrom !== undefined && { reachedFrom }),
        ...(clientImports !== undefined && { clientImports }),
      },
    };
    const configuration = (noInlineConfig: boolean): Linter.Config[] => [
      { ignores: ['!**/node_modules/', '!.git/'] },
      {
        files: [() => true] as unknown as string[],
        plugins,
        linterOptions: { reportUnusedDisableDirectives: 'off', noInlineConfig },
        rules: ofFile,
        languageOptions,
        settings: shared,
      },
    ];
    const { parser } = languageOptions;
    // Without the filter a comment could switch on one of ESLint's own rules, with options that make it fail or never end.
    const ruleFilter = ({ ruleId }: { ruleId: string }): boolean => {
      parser?.rulesBegin(verifyOptions.filename);
      return Object.hasOwn(ofFile, ruleId) && !broken.has(ruleId);
    };
    const verifyOptions = {
      filename: join(root, moduleName(source)),
      physicalFilename: join(root, source.path),
      ruleFilter,
    };
    const lintWith = (noInlineConfig: boolean): Linter.LintMessage[] => {
      const lint = (): Linter.LintMessage[] => linter.verify(source.text, configuration(noInlineConfig), verifyOptions);
      return parser ? parser.lint(verifyOptions.filename, lint) : lint();
    };
    const kept = lintWith(isCollecting);
    if (isCollecting || !maySuppress(source.text) || kept.some(({ fatal }) => fatal))
      return { messages: kept, suppressed: [] };
    const disabled = (linter as SuppressionTeller).getSuppressedMessages();
    const all = lintWith(true);
    const { suppressed, restored } = suppressedMessages(source.text, { all, kept, disabled });
    return { messages: [...kept, ...restored], suppressed };
  };
}

/** The rules that run, with their options. */
function rulesOf(rules: Record<string, LintRule>, settings: RuleSettings, plugin: string): Linter.RulesRecord {
  const ids = Object.keys(rules).map(id => `${plugin}/${id}`);
  const running = ids.filter(id => !isOff(settings, id));
  return Object.fromEntries(
    running.map(id => {
      const options = settings[id]?.options;
      return [id, options === undefined ? 'error' : ['error', options]];
    }),
  );
}

/** Whether a rule runs anywhere. @param id without the plugin's name */
export function runsRule(id: string, options: Pick<LintOptions, 'rules' | 'settings' | 'vendor'>): boolean {
  const { vendor = KLAVIYO, rules } = options;
  return (!rules || id in rules) && settingsOf(options).all.some(each => !isOff(each, `${vendor.id}/${id}`));
}

function settingsOf({ rules, settings }: Pick<LintOptions, 'rules' | 'settings'>): FolderSettings {
  return settings ?? everywhere(rules ? {} : withPreset('recommended', {}));
}

/** @returns the messages, or why there are none: if no way of parsing works, the error of the most likely one */
async function verifyAsParsed(
  choices: AsyncIterable<LanguageOptions>,
  verify: (options: LanguageOptions) => Verified | string,
): Promise<Verified | string> {
  let reason: string | undefined;
  for await (const languageOptions of choices) {
    const verified = verify(languageOptions);
    if (typeof verified === 'string') return verified;
    const failure = verified.messages.find(({ fatal, message }) => fatal && message.startsWith(PARSING_ERROR));
    if (failure === undefined) return verified;
    reason ??= parsingReason(failure);
  }
  return reason ?? 'it does not parse';
}

const PARSING_ERROR = 'Parsing error: ';

/** A parser that fails on its own account names no line. */
function parsingReason({ line, message }: { line?: number; message: string }): string {
  const place = line === undefined ? '' : `line ${line}: `;
  return `it does not parse (${place}${maskSecrets(message.slice(PARSING_ERROR.length))})`;
}

/**
 * Runs all rules; one that throws is left out, recorded with the reason, and the rest runs again.
 *
 * @returns what it says, or why not even ESLint itself could work on the file
 */
function verifyWithoutBroken(
  verify: Verify,
  source: SourceFile,
  languageOptions: LanguageOptions,
  broken: Map<string, string>,
): Verified | string {
  try {
    return verify(source, languageOptions, broken);
  } catch (error) {
    const { ruleId, reason } = readFailure(error);
    if (ruleId === undefined || broken.has(ruleId)) return reason;
    broken.set(ruleId, reason);
    return verifyWithoutBroken(verify, source, languageOptions, broken);
  }
}

function ruleOf(rules: Record<string, LintRule>, { ruleId }: Linter.LintMessage, plugin: string): LintRule | undefined {
  const id = ruleId?.startsWith(`${plugin}/`) ? ruleId.slice(plugin.length + 1) : '';
  return Object.hasOwn(rules, id) ? rules[id] : undefined;
}

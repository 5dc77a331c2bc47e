import type { ConfigurationReport, RuleExplanation, Sourced, VendorSetting } from '../../model/configuration-report.ts';
import { THRESHOLD_NAMES, THRESHOLDS } from '../../model/thresholds.ts';
import type { Configuration } from '../discovery/configuration.ts';
import { LAYERING_RULE } from '../discovery/rule-settings.ts';
import { IDS, VENDOR_SETTINGS } from './generated/validate.mjs';
import { type ConfigurationFile, filesFor, ignoringFile } from './merge-configuration.ts';
import type { OwnSettings } from './parse-configuration.ts';
import type { RunSettings } from './run-settings.ts';

const DEFAULT = 'default';

/**
 * Says what counts for a path, and which file says so.
 *
 * @param path relative to the checked folder; empty for the folder itself
 */
export function explainConfiguration(configuration: Configuration, path: string): ConfigurationReport {
  const { tree, rules, run, notices } = configuration;
  const files = filesFor(tree, path);
  // What counts for the run is that of the checked folder, whatever a nested file sets.
  const ofRun = filesFor(tree, '');
  const ignoring = ignoringFile(tree, path);
  const preset = valueIn(files, ({ preset: value }) => value, 'recommended');
  return {
    schemaVersion: 1,
    path: path === '' ? '.' : path,
    files: files.map(file => file.path),
    ignored: { value: ignoring?.isIgnored ?? false, from: ignoring?.file.path ?? DEFAULT },
    preset,
    failOn: valueIn(ofRun, ({ failOn }) => failOn, 'error'),
    baseline: { value: run.baseline ?? null, from: valueIn(ofRun, ({ baseline }) => baseline, false).from },
    requiredItems: valueIn(ofRun, ({ requiredItems }) => requiredItems, []),
    thresholds: Object.fromEntries(
      THRESHOLD_NAMES.map(name => [
        name,
        valueIn(ofRun, ({ thresholds }) => thresholds?.[name], THRESHOLDS[name].default),
      ]),
    ),
    vendorSettings: Object.fromEntries(
      VENDOR_SETTINGS.map(setting => [setting.path.join('.'), explainVendorSetting(setting, ofRun, run)]),
    ),
    rules: IDS.map(id => explainRule(id, files, { settings: rules.of(path), preset })),
    notices,
  };
}

/** What counts is one value for the run; the nearest file that has it sets it. */
function explainVendorSetting(
  { path, default: byDefault }: VendorSetting,
  files: readonly ConfigurationFile[],
  run: RunSettings,
): Sourced<unknown> {
  const value = memberAt(run, path);
  const file = files.findLast(({ settings }) => memberAt(settings, path) !== undefined);
  return value === undefined || file === undefined ? { value: byDefault, from: DEFAULT } : { value, from: file.path };
}

function memberAt(settings: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    settings,
  );
}

function valueIn<Value>(
  files: readonly ConfigurationFile[],
  read: (settings: OwnSettings) => Value | undefined,
  byDefault: Value,
): Sourced<Value> {
  const file = files.findLast(({ settings }) => read(settings) !== undefined);
  return file === undefined
    ? { value: byDefault, from: DEFAULT }
    : { value: read(file.settings) as Value, from: file.path };
}

interface Effective {
  settings: Configuration['rules']['all'][number];
  preset: Sourced<string>;
}

function explainRule(
  id: string,
  files: readonly ConfigurationFile[],
  { settings, preset }: Effective,
): RuleExplanation {
  const { level = DEFAULT, options } = settings[id] ?? {};
  const setting = files.findLast(file => file.settings.rules[id] !== undefined);
  const withOptions = files.findLast(
    file =>
      file.settings.rules[id]?.options !== undefined || (id === LAYERING_RULE && file.settings.layers !== undefined),
  );
  const ofPreset = preset.from === DEFAULT ? 'preset' : `preset in ${preset.from}`;
  const from = setting?.path ?? (level === 'off' ? ofPreset : DEFAULT);
  return {
    id,
    level: { value: level, from },
    ...(options && { options: { value: options, from: withOptions?.path ?? DEFAULT } }),
  };
}

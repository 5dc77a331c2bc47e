import type { Severity } from '../../model/finding.ts';
import { STRICT_RULES } from '../lint/strict-rules.ts';

/** Without one a rule runs as it comes; `error` makes errors of its warnings. */
export type RuleLevel = 'off' | 'warn' | 'error';

/** How a team runs one rule or check. */
export interface RuleSetting {
  level?: RuleLevel;
  options?: Readonly<Record<string, unknown>>;
}

/** Settings by the id that reports print: `klaviyo/no-raw-http`, `check/floating-sdk-range`. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

export const LAYERING_RULE = 'klaviyo/sdk-layering';

export type Preset = 'recommended' | 'strict';

/** How rules and checks run, which may differ from folder to folder. */
export interface FolderSettings {
  /** How they run for a file. @param path relative to the checked folder */
  of(path: string): RuleSettings;
  /** Each of the different ones once, that of the checked folder first. */
  all: readonly RuleSettings[];
}

/** Changes the settings of all folders. */
export function mapSettings(
  { of, all }: FolderSettings,
  change: (settings: RuleSettings) => RuleSettings,
): FolderSettings {
  const changed = new Map(all.map(settings => [settings, change(settings)]));
  return { of: path => changed.get(of(path)) ?? {}, all: [...changed.values()] };
}

/** The same settings in every folder. */
export function everywhere(settings: RuleSettings): FolderSettings {
  return { of: () => settings, all: [settings] };
}

export function isOff(settings: RuleSettings, id: string): boolean {
  return settings[id]?.level === 'off';
}

/** How severe a finding of a rule or check is where a team sets its level. */
export function severityAsSet(settings: RuleSettings, id: string, severity: Severity): Severity {
  const level = settings[id]?.level;
  if (level === 'error') return 'error';
  return level === 'warn' ? 'warning' : severity;
}

/** Switches off the rules that are not in a preset, unless they have a setting of their own. */
export function withPreset(preset: Preset, rules: RuleSettings): RuleSettings {
  if (preset === 'strict') return rules;
  const off = STRICT_RULES.map((id): [string, RuleSetting] => [id, { level: 'off' }]);
  return { ...Object.fromEntries(off), ...rules };
}

/** Puts settings over those above: the nearer one of a rule wins, but a level alone keeps the options. */
export function mergeRules(above: RuleSettings, own: RuleSettings): RuleSettings {
  const merged = Object.entries(own).map(([id, setting]): [string, RuleSetting] => {
    const options = setting.options ?? (setting.level && above[id]?.options);
    return [id, options === undefined ? setting : { ...setting, options }];
  });
  return { ...above, ...Object.fromEntries(merged) };
}

import type { AllowedKey } from '../../vendors/allowed-key.ts';
import { HARDCODED_KEY_RULE } from '../../messages/written-key.ts';
import type { RuleSettings } from '../discovery/rule-settings.ts';

/** The keys that a configuration allows. @param rule whose option counts */
export function allowedKeys(settings: RuleSettings, rule = HARDCODED_KEY_RULE): AllowedKey[] {
  return (settings[rule]?.options?.['allow'] as AllowedKey[] | undefined) ?? [];
}

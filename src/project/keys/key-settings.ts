import type { AllowedKey } from '../../vendors/allowed-key.ts';
import { HARDCODED_KEY_RULE } from '../../messages/written-key.ts';
import type { RuleSettings } from '../discovery/rule-settings.ts';

/** The keys that a configuration allows. */
export function allowedKeys(settings: RuleSettings): AllowedKey[] {
  return (settings[HARDCODED_KEY_RULE]?.options?.['allow'] as AllowedKey[] | undefined) ?? [];
}

import type { AllowedKey } from '../../vendors/klaviyo/allowed-key.ts';
import { HARDCODED_KEY_RULE } from '../../messages/written-key.ts';
import type { RuleSettings } from '../discovery/rule-settings.ts';

/** The keys that a configuration allows. */
export function allowedKeys(settings: RuleSettings): AllowedKey[] {
  const setting = settings[HARDCODED_KEY_RULE];
  return typeof setting === 'object' && Array.isArray(setting['allow']) ? (setting['allow'] as AllowedKey[]) : [];
}

/** Tells what is wrong with the keys that a configuration allows, as the end of a sentence. */
export function allowedKeysProblem(settings: RuleSettings): string | undefined {
  const setting = settings[HARDCODED_KEY_RULE];
  if (typeof setting !== 'object' || !('allow' in setting)) return undefined;
  const { allow } = setting;
  if (!Array.isArray(allow)) return "has an 'allow' of keys that is not a list";
  const entries = allow as unknown[];
  if (!entries.every(entry => /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/.test(textIn(entry, 'fingerprint'))))
    return 'allows a key without a fingerprint';
  return entries.every(entry => textIn(entry, 'reason').trim() !== '') ? undefined : 'allows a key without a reason';
}

function textIn(entry: unknown, name: string): string {
  const value: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, name) : undefined;
  return typeof value === 'string' ? value : '';
}

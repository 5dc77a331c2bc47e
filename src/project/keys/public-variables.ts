import { helpUrl } from '../../../eslint-plugin/help-url.ts';
import type { UnidentifiedFinding } from '../../model/finding.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { BROWSER_KEY_RULE, PUBLIC_VARIABLE_MESSAGE } from '../../messages/public-variable.ts';
import { isPrivateKeyVariable, isPublicVariable } from '../../vendors/klaviyo/public-variable.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { assignmentsIn, isEnvironmentName } from '../manifests/env-file.ts';
import { indexLines } from '../discovery/line-index.ts';
import type { FileReader } from '../discovery/read-file.ts';
import type { RuleSettings } from '../discovery/rule-settings.ts';

/** A public key, which may be published whatever the variable is named. */
const PUBLIC_KEY = /^\s*["']?[A-Za-z0-9]{6}["']?\s*$/;

/** The findings of the rule in env files, examples too: public variables that hold a private key, by their name or their value. */
export function publicVariableFindings(
  read: FileReader,
  files: readonly string[],
  settings: RuleSettings,
): UnidentifiedFinding[] {
  const setting = settings[BROWSER_KEY_RULE];
  if (setting === 'off') return [];
  return files.filter(isEnvironmentName).flatMap(path => {
    const bytes = read(path);
    const text = bytes instanceof Uint8Array ? decodeText(bytes).text : '';
    const lines = indexLines(text);
    return assignmentsIn(text)
      .filter(({ name, rest }) => isPublicVariable(name) && holdsPrivateKey(name, rest))
      .map(({ name, nameStart }) => ({
        ruleId: BROWSER_KEY_RULE,
        severity: setting === 'warn' ? 'warning' : 'error',
        message: PUBLIC_VARIABLE_MESSAGE.replace('{{name}}', name),
        path,
        ...lines.locate(nameStart, nameStart + name.length),
        helpUrl: helpUrl('rules', 'no-private-key-in-browser'),
        lineText: name,
      }));
  });
}

function holdsPrivateKey(name: string, value: string): boolean {
  return findPrivateKeys(value).length > 0 || (isPrivateKeyVariable(name) && !PUBLIC_KEY.test(value));
}

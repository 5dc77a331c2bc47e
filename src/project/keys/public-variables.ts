import { helpUrl } from '../../../eslint-plugin/help-url.ts';
import type { UnidentifiedFinding } from '../../model/finding.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { BROWSER_KEY_RULE, PUBLIC_VARIABLE_MESSAGE } from '../../messages/public-variable.ts';
import { isPublicVariable } from '../../vendors/public-prefix.ts';
import { isPrivateKeyVariable } from '../../vendors/klaviyo/public-variable.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { assignmentsIn, isEnvironmentName } from '../manifests/env-file.ts';
import { indexLines } from '../discovery/line-index.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { type FolderSettings, isOff, severityAsSet } from '../discovery/rule-settings.ts';
import { publicAssignments, setsVariables } from './assigned-variables.ts';

/** A public key, which may be published whatever the variable is named. */
const PUBLIC_KEY = /^\s*["']?[A-Za-z0-9]{6}["']?\s*$/;

/**
 * The findings of the rule in env files, examples too, and in files that say how something is built or deployed: public variables
 * that hold a private key, by their name or their value.
 */
export function publicVariableFindings(
  read: FileReader,
  files: readonly string[],
  settings: FolderSettings,
): UnidentifiedFinding[] {
  if (settings.all.every(each => isOff(each, BROWSER_KEY_RULE))) return [];
  return files.flatMap(path => {
    if (isOff(settings.of(path), BROWSER_KEY_RULE)) return [];
    const isEnvironment = isEnvironmentName(path);
    if (!isEnvironment && !setsVariables(path)) return [];
    const bytes = read(path);
    if (!(bytes instanceof Uint8Array) || (!isEnvironment && !namesPublicVariable(bytes))) return [];
    const { text } = decodeText(bytes);
    const lines = indexLines(text);
    return (isEnvironment ? assignmentsIn(text) : publicAssignments(text))
      .filter(({ name, rest }) => isPublicVariable(name) && holdsPrivateKey(name, rest))
      .map(({ name, nameStart }) => ({
        ruleId: BROWSER_KEY_RULE,
        severity: severityAsSet(settings.of(path), BROWSER_KEY_RULE, 'error'),
        message: PUBLIC_VARIABLE_MESSAGE.replace('{{name}}', name),
        path,
        ...lines.locate(nameStart, nameStart + name.length),
        helpUrl: helpUrl('rules', 'no-private-key-in-browser'),
        lineText: name,
      }));
  });
}

/** Most files need not be decoded. */
function namesPublicVariable(bytes: Buffer): boolean {
  const text = bytes.toString('latin1');
  return /klaviyo|pk_/i.test(text) && /PUBLIC_|VITE_|REACT_APP_|GATSBY_/.test(text);
}

function holdsPrivateKey(name: string, value: string): boolean {
  if (findPrivateKeys(value).length > 0 || refersToPrivateKey(value)) return true;
  return isPrivateKeyVariable(name) && !PUBLIC_KEY.test(value) && !IS_SWITCH.test(value);
}

const IS_SWITCH = /^\s*["']?(?:true|false|0|1)["']?\s*$|[!=]=/i;

/** `$KLAVIYO_PRIVATE_KEY`, `${{ secrets.KLAVIYO_PRIVATE_KEY }}`, `@klaviyo-private-key`: the value of another variable, or of a secret. */
function refersToPrivateKey(value: string): boolean {
  const isReference = /[$@%]|\bvar\./.test(value) && !IS_SWITCH.test(value);
  return isReference && (value.match(/[\w-]{1,100}/g) ?? []).some(isPrivateKeyVariable);
}

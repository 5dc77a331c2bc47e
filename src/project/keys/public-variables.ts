import { helpUrl } from '../../../eslint-plugin/help-url.ts';
import type { UnidentifiedFinding } from '../../model/finding.ts';
import {
  BROWSER_KEY_RULE,
  BROWSER_SECRET_RULE,
  EMPTY_PUBLIC_SECRET_MESSAGE,
  EMPTY_PUBLIC_VARIABLE_MESSAGE,
  PUBLIC_SECRET_MESSAGE,
  PUBLIC_VARIABLE_MESSAGE,
} from '../../messages/public-variable.ts';
import { findServiceTokens } from '../../vendors/customerio/keys.ts';
import { isSecretVariable } from '../../vendors/customerio/secret-variable.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { isPublicVariable, PUBLIC_SIGNS } from '../../vendors/public-prefix.ts';
import { isPrivateKeyVariable } from '../../vendors/klaviyo/public-variable.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import { assignmentsIn, isEnvironmentName } from '../manifests/env-file.ts';
import { indexLines } from '../discovery/line-index.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { type FolderSettings, isOff, severityAsSet } from '../discovery/rule-settings.ts';
import { publicAssignments, setsVariables } from './assigned-variables.ts';

/** How the keys of a vendor are recognized that must not be in a public variable. */
interface SecretKind {
  ruleId: string;
  /** The page of the rule, below `docs/rules`. */
  page: string;
  message: string;
  /** For a variable whose name is all that there is. */
  emptyMessage: string;
  /** What a file has in it that names one. */
  sign: RegExp;
  /** Whether a variable of that name holds one. */
  isNamedSecret(name: string): boolean;
  /** Whether a value has one in it. */
  hasSecret(value: string): boolean;
  /** A value that may be public whatever its variable is called. */
  publicValue?: RegExp;
}

const KINDS: readonly SecretKind[] = [
  {
    ruleId: BROWSER_KEY_RULE,
    page: 'no-private-key-in-browser',
    message: PUBLIC_VARIABLE_MESSAGE,
    emptyMessage: EMPTY_PUBLIC_VARIABLE_MESSAGE,
    sign: /klaviyo|pk_/i,
    isNamedSecret: isPrivateKeyVariable,
    hasSecret: value => findPrivateKeys(value).length > 0,
    publicValue: /^\s*["']?[A-Za-z0-9]{6}["']?\s*$/,
  },
  {
    ruleId: BROWSER_SECRET_RULE,
    page: 'customerio/no-secret-in-browser',
    message: PUBLIC_SECRET_MESSAGE,
    emptyMessage: EMPTY_PUBLIC_SECRET_MESSAGE,
    sign: /customer_?\.?io|sa_live_/i,
    // `CIO_…` may be about somebody else in a file that does not say so.
    isNamedSecret: name => /customer_?\.?io/i.test(name) && isSecretVariable(name),
    hasSecret: value => findServiceTokens(value).length > 0,
  },
];

/**
 * The findings of the rules in env files, examples too, and in files that say how something is built or deployed: public variables
 * that hold a secret key, by their name or their value.
 */
export function publicVariableFindings(
  read: FileReader,
  files: readonly string[],
  settings: FolderSettings,
): UnidentifiedFinding[] {
  const kinds = KINDS.filter(({ ruleId }) => settings.all.some(each => !isOff(each, ruleId)));
  return files.flatMap(path => {
    const running = kinds.filter(({ ruleId }) => !isOff(settings.of(path), ruleId));
    const bytes = running.length > 0 && maySetPublicVariable(path) ? read(path) : undefined;
    if (!(bytes instanceof Uint8Array) || !mayNamePublicVariable(bytes)) return [];
    const { text } = decodeText(bytes);
    const isEnvironment = isEnvironmentName(path);
    if (!isEnvironment && !running.some(({ sign }) => sign.test(text))) return [];
    const lines = indexLines(text);
    const assignments = (isEnvironment ? assignmentsIn(text) : publicAssignments(text)).filter(({ name }) =>
      isPublicVariable(name),
    );
    return assignments.flatMap(({ name, nameStart, rest }) => {
      const kind = running.find(each => holdsSecret(name, rest, each));
      if (!kind) return [];
      const { ruleId, page } = kind;
      const message = IS_EMPTY.test(rest) ? kind.emptyMessage : kind.message;
      return {
        ruleId,
        severity: severityAsSet(settings.of(path), ruleId, 'error'),
        message: message.replace('{{name}}', name),
        path,
        ...lines.locate(nameStart, nameStart + name.length),
        helpUrl: helpUrl('rules', page),
        lineText: name,
      };
    });
  });
}

/** Decides by its name whether a file may set or declare a variable. */
export function maySetPublicVariable(path: string): boolean {
  return isEnvironmentName(path) || setsVariables(path);
}

/** Whether a public variable may be named in the bytes of a file: most need not be decoded. */
export function mayNamePublicVariable(bytes: Buffer): boolean {
  return encodingOf(bytes).startsWith('utf-16') || PUBLIC_SIGNS.some(sign => bytes.includes(sign));
}

function holdsSecret(name: string, value: string, kind: SecretKind): boolean {
  if (kind.hasSecret(value) || refersToSecret(value, kind)) return true;
  return kind.isNamedSecret(name) && kind.publicValue?.test(value) !== true && !IS_SWITCH.test(value);
}

/** Nothing, or nothing in quotation marks, with a comment behind it. */
const IS_EMPTY = /^\s*(?:(?:""|'')\s*)?(?:#.*)?$/;
const IS_SWITCH = /^\s*["']?(?:true|false|0|1)["']?\s*$|[!=]=/i;

/** `$KLAVIYO_PRIVATE_KEY`, `${{ secrets.KLAVIYO_PRIVATE_KEY }}`, `@klaviyo-private-key`: the value of another variable, or of a secret. */
function refersToSecret(value: string, { isNamedSecret }: SecretKind): boolean {
  const isReference = /[$@%]|\bvar\./.test(value) && !IS_SWITCH.test(value);
  return isReference && (value.match(/[\w-]{1,100}/g) ?? []).some(isNamedSecret);
}

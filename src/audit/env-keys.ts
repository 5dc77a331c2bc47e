import type { Finding } from '../model/finding.ts';
import { BROWSER_KEY_RULES, ENV_FILE_CHECKS } from '../messages/about-keys.ts';
import { fingerprintIn, HARDCODED_KEY_RULE } from '../messages/written-key.ts';
import { isEnvironmentName } from '../project/manifests/env-file.ts';
import type { AllowedKey } from '../vendors/allowed-key.ts';

/** What it reads of a finding. */
type FindingOfKey = Pick<Finding, 'ruleId' | 'severity' | 'message' | 'path' | 'line' | 'history'>;

/** The check whose message has the fingerprint of a key that its shape tells. */
const ENV_FILE_CHECK = 'check/committed-env-file';
/** The one that knows keys by the names of their variables, so that only the line tells which it means. */
const NAME_CHECK = 'check/customerio-committed-env-file';

/**
 * Leaves one finding for each key in an env file: that of the check, whose advice fits best and which is as severe as the others;
 * where it says nothing, that of the rule about written keys.
 *
 * @param allowedIn the keys that may stay wherever they are written, for a file
 */
export function oneForEachEnvKey<Item extends FindingOfKey>(
  findings: readonly Item[],
  allowedIn: (path: string) => readonly AllowedKey[],
): Item[] {
  const inEnvFiles = findings.filter(({ path, history }) => isEnvironmentName(path) && history === undefined);
  const checked = new Set(inEnvFiles.filter(({ ruleId }) => ruleId === ENV_FILE_CHECK).map(keyOf));
  const named = new Set(inEnvFiles.filter(({ ruleId }) => ruleId === NAME_CHECK).map(lineOf));
  const held = new Set(inEnvFiles.filter(({ ruleId }) => !BROWSER_KEY_RULES.has(ruleId)).map(lineOf));
  const dropped = new Set(
    inEnvFiles.filter(
      finding =>
        (finding.ruleId === HARDCODED_KEY_RULE && checked.has(keyOf(finding))) ||
        (finding.ruleId === 'customerio/no-hardcoded-key' && named.has(lineOf(finding))) ||
        (BROWSER_KEY_RULES.has(finding.ruleId) && held.has(lineOf(finding))) ||
        (finding.ruleId === ENV_FILE_CHECK && isAllowed(finding, allowedIn(finding.path))),
    ),
  );
  const severe = new Set([...dropped].filter(({ severity }) => severity === 'error').map(lineOf));
  return findings
    .filter(finding => !dropped.has(finding))
    .map(finding =>
      ENV_FILE_CHECKS.has(finding.ruleId) && severe.has(lineOf(finding)) ? { ...finding, severity: 'error' } : finding,
    );
}

function isAllowed({ message }: FindingOfKey, allowed: readonly AllowedKey[]): boolean {
  return allowed.some(({ fingerprint }) => fingerprint === fingerprintIn(message));
}

function keyOf({ path, message }: FindingOfKey): string {
  return `${path} ${fingerprintIn(message)}`;
}

function lineOf({ path, line }: FindingOfKey): string {
  return `${path}:${line}`;
}

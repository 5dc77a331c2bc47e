import { helpUrl } from '../../../eslint-plugin/help-url.ts';
import type { UnidentifiedFinding } from '../../model/finding.ts';
import { isAllowedKey } from '../../vendors/allowed-key.ts';
import { describeWrittenKey, HARDCODED_KEY_RULE } from '../../messages/written-key.ts';
import type { PastKey } from '../git/past-key.ts';
import { allowedKeys } from './key-settings.ts';
import { type FolderSettings, isOff, severityAsSet } from '../discovery/rule-settings.ts';

/** As many digits of a commit as are shown to people. */
const SHOWN_DIGITS = 12;

/** The findings for the keys in the history, with the commit of each, but for those that are allowed. */
export function pastKeyFindings(keys: readonly PastKey[], settings: FolderSettings): UnidentifiedFinding[] {
  const isOut = ({ key, at: { path } }: PastKey): boolean =>
    isOff(settings.of(path), HARDCODED_KEY_RULE) || isAllowedKey(allowedKeys(settings.of(path)), key);
  return keys
    .filter(past => !isOut(past))
    .map(past => {
      const { key, at, commit, day, isInHead } = past;
      const { masked, fingerprint } = describeWrittenKey(key);
      return {
        ruleId: HARDCODED_KEY_RULE,
        severity: severityAsSet(settings.of(at.path), HARDCODED_KEY_RULE, 'error'),
        message: `The Klaviyo private key '${masked}' ${whereaboutsOf(past)}. Revoke it, because every clone holds it (fingerprint ${fingerprint}).`,
        ...at,
        helpUrl: helpUrl('rules', 'no-hardcoded-key'),
        // Not the line: one that still stands there is another finding.
        lineText: `history ${fingerprint}`,
        history: { commit, day, isInHead },
      };
    });
}

function whereaboutsOf({ within, commit, day, isInHead }: PastKey): string {
  const origin = `commit ${commit.slice(0, SHOWN_DIGITS)} of ${day}`;
  const state = isInHead ? 'and is still in HEAD' : 'and is no longer in HEAD';
  switch (within) {
    case 'commit':
      return `stands in the message or the author of ${origin}`;
    case 'tag':
      return `stands in the tag of ${origin}`;
    case 'reference':
      return `stands in the name of a branch or tag of ${origin}`;
    case 'file name':
      return `came into the history with ${origin} in the name of a file ${state}`;
    case undefined:
      return `came into the history with ${origin} ${state}`;
  }
}

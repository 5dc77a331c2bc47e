import { createHash } from 'node:crypto';
import { ENV_FILE_CHECKS } from '../messages/about-keys.ts';
import { fingerprintIn } from '../messages/written-key.ts';
import { maskShapedKeys } from '../vendors/secrets.ts';
import type { UnidentifiedFinding } from './finding.ts';

/** As much of a finding as its identity depends on; its path is not among it, so that it survives a moved file. */
export type Identifiable = Pick<UnidentifiedFinding, 'ruleId' | 'message' | 'lineText' | 'construct' | 'history'>;

/**
 * Gives each finding an identity that survives formatting, quotes, renamed variables and moved code and files: a hash of the rule, the
 * endpoint and the construct with its container, followed by a number where several findings have the same.
 *
 * @param findings in the order in which equal ones are numbered
 * @returns one for each, none twice among findings of the same run
 */
export function identitiesOf(findings: readonly Identifiable[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(finding => {
    const hash = createHash('sha256').update(subjectOf(finding).join('\0')).digest('hex').slice(0, 32);
    const nth = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, nth);
    return nth === 1 ? hash : `${hash}-${nth}`;
  });
}

/** An identity without the number that tells it from equal ones. */
export function groupOf(identity: string): string {
  return identity.slice(0, 32);
}

function subjectOf({ ruleId, message, lineText, construct, history }: Identifiable): string[] {
  const key = fingerprintIn(message);
  if (key !== undefined) return [ruleId, 'key', key, ...(history ? ['history'] : [])];
  // The line holds the secret itself.
  if (ENV_FILE_CHECKS.has(ruleId)) return [ruleId, /'[^']*'/.exec(message)?.[0] ?? ''];
  if (ruleId.startsWith('check/')) return [ruleId, ...factsIn(message), wordsIn(lineText)];
  return [ruleId, ENDPOINT.exec(message)?.[1] ?? '', maskShapedKeys(construct ?? wordsIn(lineText))];
}

/** Messages name the endpoint that a call goes to first. */
const ENDPOINT = /'((?:[A-Z]+ )?\/(?:api|client)\b[^']*)'/;

/** What a check says is wrong stands in its first sentence; the versions in it are those of the repository. */
function factsIn(message: string): string[] {
  const [first = ''] = message.split(/\.\s/, 1);
  return first.match(/\b\d+\.\d+\.\d+[\w.+-]*/g) ?? [];
}

/** A line without what formatters change. */
function wordsIn(lineText: string): string {
  return maskShapedKeys(lineText).replaceAll(/[\s"'`,;{}[\]()]+/g, '');
}

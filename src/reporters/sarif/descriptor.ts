import type { ReportingDescriptor } from 'sarif';
import type { RuleMetadata } from '../../model/rule-metadata.ts';
import { maskSecrets } from '../../vendors/secrets.ts';

/**
 * What GitHub rates as a security alert: a score as CVSS has it, and the weakness by its number in the CWE. A key of an account can
 * read and change everything that its scopes allow.
 *
 * Source: docs `sarif-support-for-code-scanning`; read 2026-11-22.
 */
const SECURITY: Readonly<Record<string, { score: string; weakness: number }>> = {
  'klaviyo/no-hardcoded-key': { score: '9.1', weakness: 798 },
  'klaviyo/no-private-key-in-browser': { score: '9.1', weakness: 522 },
  'customerio/no-hardcoded-key': { score: '9.1', weakness: 798 },
  'customerio/no-secret-in-browser': { score: '9.1', weakness: 522 },
  'check/committed-env-file': { score: '9.1', weakness: 540 },
  'check/customerio-committed-env-file': { score: '9.1', weakness: 540 },
  'klaviyo/require-webhook-verification': { score: '5.3', weakness: 347 },
  'customerio/require-webhook-verification': { score: '5.3', weakness: 347 },
  'klaviyo/no-unescaped-filter': { score: '5.3', weakness: 943 },
};

/** GitHub refuses a longer description. */
const MOST_CHARACTERS = 1_024;

/** Describes a rule the way GitHub shows it beside an alert. */
export function descriptorOf({ id, description, severity, helpUrl, help }: RuleMetadata): ReportingDescriptor {
  const sentence = description.endsWith('.') ? description : `${description}.`;
  const text = sentence.length > MOST_CHARACTERS ? `${sentence.slice(0, MOST_CHARACTERS - 1)}…` : sentence;
  const security = SECURITY[id];
  return {
    id,
    name: maskSecrets(id).replaceAll(/(?:^|[^a-z0-9])([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text },
    fullDescription: { text },
    help: {
      text: `${text} See ${helpUrl}`,
      markdown: [`${text} [What to do](${helpUrl}).`, ...(help === undefined ? [] : ['', help])].join('\n'),
    },
    helpUri: helpUrl,
    defaultConfiguration: { level: severity },
    properties: {
      tags: ['klaviyo', ...(security ? ['security', `external/cwe/cwe-${security.weakness}`] : ['reliability'])],
      precision: 'very-high',
      'problem.severity': severity,
      ...(security && { 'security-severity': security.score }),
    },
  };
}

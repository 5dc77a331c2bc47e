import type { Severity } from './finding.ts';

/** What is known of a rule, check or probe before it finds anything. */
export interface RuleMetadata {
  /** As in a finding: `klaviyo/<rule>`, `check/<id>` or `preflight/<id>`. */
  id: string;
  description: string;
  severity: Severity;
  helpUrl: string;
  /** The page as Markdown, with absolute links; what stands on it is ours. */
  help?: string;
}
